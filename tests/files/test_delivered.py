"""Delivered visits as files: what is written reads back the same, and what is wrong is told all at once."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.clock import Horizon
from models.delivered import DeliveredVisit, NotMade
from models.files.delivered import delivered_csv, delivered_json, parse_delivered, read_delivered, write_delivered
from models.problems import InputError
from tests.builders import moment
from tests.files.strategies import IDS, moments

MADE = DeliveredVisit(visit_id="V1", worker_id="W1", start=moment("08:05"), end=moment("08:40"))
MISSED = DeliveredVisit(visit_id="V2", worker_id="W1", not_made=NotMade.NO_ACCESS)
CLOCKS_GO_BACK = Horizon(start=date(2026, 10, 25), days=1)
MOMENTS = st.none() | moments(CLOCKS_GO_BACK)

records = st.builds(
    DeliveredVisit,
    visit_id=IDS,
    worker_id=IDS,
    start=MOMENTS,
    end=MOMENTS,
    not_made=st.sampled_from([None, *NotMade]),
)


def refused(data: bytes, file: str) -> list[tuple[str, int | None, str]]:
    with pytest.raises(InputError) as error:
        parse_delivered(data, file)
    assert all(each.cause and each.action and each.file for each in error.value.problems)
    return [(each.code, each.row, each.column) for each in error.value.problems]


@settings(max_examples=50)
@given(st.lists(records, max_size=4).map(tuple))
@pytest.mark.parametrize(("file", "written"), [("week.csv", delivered_csv), ("week.json", delivered_json)])
def test_what_is_written_reads_back_the_same(
    file: str, written: Callable[[tuple[DeliveredVisit, ...]], bytes], delivered: tuple[DeliveredVisit, ...]
) -> None:
    assert parse_delivered(written(delivered), file) == delivered


def test_a_table_as_a_person_would_type_it() -> None:
    typed = (
        b"Visit ID,worker_id,start,end,not_made\n"
        b"V1,W1,12/01/2026 08:05,2026-01-12 08:40,\n"
        b"V2,W1,,,No access\n"
    )  # fmt: skip
    assert parse_delivered(typed, "week.csv") == (MADE, MISSED)


@pytest.mark.parametrize("name", ["week.csv", "week.json"])
def test_files_are_written_and_read(tmp_path: Path, name: str) -> None:
    write_delivered((MADE, MISSED), tmp_path / name)
    assert read_delivered(tmp_path / name) == (MADE, MISSED)


def test_other_formats_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="E1010"):
        write_delivered((MADE,), tmp_path / "week.xlsx")
    assert refused(b"", "week.txt") == [("E1010", None, "")]


def test_every_bad_cell_is_told_with_its_row_and_column() -> None:
    typed = b"visit_id,worker_id,start,end,not_made\n,W1,soon,2026-01-12 08:40,\nV2,=A1,,,\nV3,W1,,,sick\n"
    assert refused(typed, "week.csv") == [
        ("E1201", 2, "start"),
        ("E1202", 2, "visit_id"),
        ("E1201", 3, "worker_id"),
        ("E1201", 4, "not_made"),
    ]


def test_a_clock_time_without_its_date_is_refused() -> None:
    typed = b"visit_id,worker_id,start,end\nV1,W1,08:05,08:40\n"
    assert refused(typed, "week.csv") == [("E1201", 2, "start"), ("E1201", 2, "end")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"{}", "E1202"),
        (b"[]", "E1009"),
        (b'{"delivered": {}}', "E1009"),
        (b'{"delivered": [], "also": 1}', "E1103"),
        (b'{"delivered": [{"visit_id": "V1"}]}', "E1202"),
        (b'{"delivered": [{"visit_id": "V1", "worker_id": "W1", "note": "x"}]}', "E1103"),
        (b'{"delivered": [{"visit_id": "V1", "worker_id": "W1", "start": "2026-01-12T08:00:30"}]}', "E1201"),
        (b"\xff\xfe", "E1007"),
    ],
)
def test_bad_json_is_told(text: bytes, code: str) -> None:
    assert [each[0] for each in refused(text, "week.json")] == [code]


def test_a_file_over_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.files.delivered.MOST_BYTES", 10)
    assert refused(b"visit_id,worker_id", "week.csv") == [("E1005", None, "")]
