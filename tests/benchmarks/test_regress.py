"""The fast set: quality at fixed work is the same every time, and speed is held against a loop."""

from pathlib import Path

from benchmarks.files import read_rows, save_rows
from benchmarks.measures import key_of
from benchmarks.quality import Case, quality_row
from benchmarks.speed import Part, least_seconds
from tests.builders import request, visit, window, worker

SMALL = Case(
    "two workers and five visits",
    lambda: request(
        workers=(worker("W1"), worker("W2", place_id="P4")),
        visits=tuple(visit(f"V{n}", windows=(window("08:00", "11:00", day=n),)) for n in range(5)),
    ),
    work_limit=3,
)


def test_a_fixed_number_of_steps_gives_the_same_figures_each_time() -> None:
    rows = [quality_row(SMALL) for _ in range(2)]
    for row in rows:
        del row["solve_seconds"]
    assert rows[0] == rows[1]
    assert rows[0]["violations"] == 0
    assert rows[0]["visits_required_unserved"] == 0


def test_the_least_of_several_rounds_counts_and_preparing_does_not() -> None:
    lengths = iter((200_000, *[2_000_000] * 20))

    def prepared() -> int:
        sum(range(3_000_000))
        return next(lengths)

    part = Part("adding up", prepared, lambda length: sum(range(length)), is_compiled=False)
    work, calibration = least_seconds(part, lambda: sum(range(2_000_000)))
    assert work < calibration


def test_kept_rows_come_back_with_what_they_measure(tmp_path: Path) -> None:
    path = tmp_path / "new" / "kept.json"
    save_rows(path, [{"set": "quality", "instance": "team", "seed": 1, "violations": 0}], "rota-bench regress")
    (row,) = read_rows(path)
    assert key_of(row) == (("set", "quality"), ("instance", "team"), ("seed", 1))
    assert '"command": "rota-bench regress"' in path.read_text()
