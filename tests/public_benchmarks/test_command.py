"""`rota-bench public`: what it runs, says, writes and refuses; a set of two riddles stands for the public ones."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.public import command, registry
from benchmarks.public.command import run_public
from benchmarks.public.places import given_scorer, set_folder
from benchmarks.public.sets import Answer, Score
from models.problems import InputError


class Riddles:
    """Totals are what the file says, and better by one with every seed; a solution is its total."""

    name = "riddles"
    folder = "riddles"
    gap_to = ("best", "mean")
    solution_suffix = ".txt"
    promise = 0.0

    def instances(self, data: Path) -> Sequence[Path]:
        return sorted(data.glob("*.riddle"))

    def instance_name(self, instance: Path) -> str:
        return instance.stem

    def published(self, data: Path) -> dict[str, dict[str, float]]:
        return {"easy": {"best": 100.0, "mean": 110.0}}

    def published_seconds(self, instance: Path, published: dict[str, float]) -> float:
        return 7.0

    def solve(self, instance: Path, seconds: float, seed: int, workers: int) -> Answer:
        total = float(instance.read_text(encoding="utf-8")) - seed
        return Answer(total + self.promise, f"{total} {seconds} {workers}", 0.5)

    def score(self, instance: Path, solution: str) -> Score:
        total = float(solution.split()[0])
        return Score(total, ("too good",) if total < 0 else ())


@pytest.fixture
def riddles(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(registry, "PUBLIC_SETS", (Riddles(),))
    monkeypatch.setattr(command, "PUBLIC_SETS", (Riddles(),))
    data = tmp_path / "data"
    data.mkdir()
    (data / "easy.riddle").write_text("106", encoding="utf-8")
    (data / "hard.riddle").write_text("9", encoding="utf-8")
    return data


def test_seeds_mean_worst_and_gaps_are_in_the_rows(riddles: Path, tmp_path: Path) -> None:
    rows_file = tmp_path / "results" / "rows.json"
    assert run_public("riddles", seeds="1,3", data=riddles, json_file=rows_file) == 0
    told = json.loads(rows_file.read_text(encoding="utf-8"))
    easy, hard = told["rows"]
    assert (easy["instance"], easy["mean"], easy["worst"]) == ("easy", 104, 105)
    assert [row["total"] for row in easy["seeds"]] == [105, 103]
    assert easy["gap_pct"] == {"best": 4.0, "mean": -5.455}
    assert hard["gap_pct"] == {"best": None, "mean": None}
    assert told["summary"]["best"] == {"instances": 1, "mean_gap_pct": 4.0, "worst_gap_pct": 5.0, "not_above": 0}
    assert {"machine", "versions", "measured_at", "set", "workers"} <= told.keys()


def test_the_table_has_the_published_columns_under_their_own_names(
    riddles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_public("riddles", seeds="1,3", data=riddles)
    head, *lines = capsys.readouterr().out.splitlines()
    heads = [
        "instance",
        "seed 1",
        "seed 3",
        "mean",
        "worst",
        "best",
        "mean",
        "% to best",
        "% to mean",
        "seconds",
        "valid",
    ]
    assert head.split() == " ".join(heads).split()
    assert lines[0].split() == ["easy", "105", "103", "104", "105", "100", "110", "4.00", "-5.45", "0.5", "yes"]


def test_solutions_are_written_as_published_with_the_seconds_asked_for(riddles: Path, tmp_path: Path) -> None:
    run_public("riddles", "2.5", workers=3, data=riddles, solutions=tmp_path / "out", instances="hard")
    run_public("riddles", data=riddles, solutions=tmp_path / "out", instances="easy")
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir()}
    assert written == {"hard-seed1.txt": "8.0 2.5 3", "easy-seed1.txt": "105.0 7.0 2"}


def test_a_broken_rule_or_an_empty_promise_fails_the_run(riddles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_public("riddles", seeds="10", data=riddles) == 1
    monkeypatch.setattr(Riddles, "promise", -1.0)
    assert run_public("riddles", data=riddles) == 1
    monkeypatch.setattr(Riddles, "promise", 1.0)
    assert run_public("riddles", data=riddles) == 0


def test_absent_instances_are_skipped_with_a_word(
    riddles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ROTA_BENCHMARKS", str(tmp_path))
    assert run_public("riddles") == 0
    assert capsys.readouterr().out.startswith(f"riddles: no instances in {tmp_path / 'riddles'}; skipped")


def test_everything_wrong_with_a_command_is_said_at_once(riddles: Path) -> None:
    with pytest.raises(InputError) as refused:
        run_public("rebus", "soon", "one", data=riddles)
    assert [problem.code for problem in refused.value.problems] == ["E6201", "E6202", "E6203"]
    assert "riddles" in refused.value.problems[0].action
    with pytest.raises(InputError, match="E6204 no instance odd"):
        run_public("riddles", data=riddles, instances="easy,odd")


@pytest.mark.parametrize("time", ["0", "-3", "inf", "nan"])
def test_a_limit_is_a_number_of_seconds_above_nothing(riddles: Path, time: str) -> None:
    with pytest.raises(InputError, match="E6202"):
        run_public("riddles", time, data=riddles)


def test_instances_may_lie_in_a_folder_or_in_the_sets_own_folder_inside(riddles: Path, tmp_path: Path) -> None:
    assert set_folder(riddles, "riddles") == riddles
    (tmp_path / "riddles").mkdir()
    assert set_folder(tmp_path, "riddles") == tmp_path / "riddles"


def test_a_scorer_is_found_beside_the_instances_and_missed_with_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROTA_BENCHMARKS", str(tmp_path / "nowhere"))
    instance = tmp_path / "instances" / "one.riddle"
    with pytest.raises(InputError, match="E6205"):
        given_scorer("riddles", instance)
    (tmp_path / "score.py").write_text("ANSWER = 42", encoding="utf-8")
    assert given_scorer("riddles", instance).ANSWER == 42


def test_the_sets_of_the_project_have_names_of_their_own() -> None:
    names = [each.name for each in registry.PUBLIC_SETS]
    assert {"uhhc", "hhcrsp", "vrptw"} <= set(names)
    assert len(set(names)) == len(names)
