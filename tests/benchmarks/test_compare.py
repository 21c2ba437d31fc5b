"""Comparing two measurements: what is worse by more than may pass fails, and what cannot be read is said."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from benchmarks.cli import app

BEFORE: dict[str, Any] = {
    "set": "quality", "instance": "team", "seed": 1, "contact_time_pct": 60.0, "cost_per_contact_hour_pence": 3_000,
    "violations": 0,
}  # fmt: skip


def compared(folder: Path, before: object, after: object) -> Any:
    """What `rota-bench compare` prints and its status."""
    files = []
    for name, rows in (("before.json", before), ("after.json", after)):
        path = folder / name
        path.write_text(rows if isinstance(rows, str) else json.dumps({"rows": rows}))
        files.append(str(path))
    return CliRunner().invoke(app, ["compare", *files])


def test_the_same_measurement_twice_passes(tmp_path: Path) -> None:
    told = compared(tmp_path, [BEFORE], [BEFORE])
    assert told.exit_code == 0
    assert "WORSE" not in told.stdout


@pytest.mark.parametrize(
    ("measure", "passes", "fails"),
    [
        ("contact_time_pct", 59.5, 59.4),
        ("cost_per_contact_hour_pence", 3_030, 3_031),
        ("violations", 0, 1),
    ],
)
def test_a_measure_may_get_worse_by_its_tolerance_and_no_more(
    tmp_path: Path, measure: str, passes: float, fails: float
) -> None:
    assert compared(tmp_path, [BEFORE], [BEFORE | {measure: passes}]).exit_code == 0
    told = compared(tmp_path, [BEFORE], [BEFORE | {measure: fails}])
    assert told.exit_code == 1
    assert "WORSE" in told.stdout


def test_what_gets_better_passes_however_much(tmp_path: Path) -> None:
    told = compared(tmp_path, [BEFORE], [BEFORE | {"contact_time_pct": 70.0, "cost_per_contact_hour_pence": 2_000}])
    assert told.exit_code == 0
    assert "better" in told.stdout


def test_an_instance_that_is_not_measured_any_more_fails(tmp_path: Path) -> None:
    told = compared(tmp_path, [BEFORE, BEFORE | {"instance": "city"}], [BEFORE])
    assert told.exit_code == 1
    assert "not measured any more: quality, city" in told.stdout


def test_another_request_under_the_same_name_is_another_instance(tmp_path: Path) -> None:
    told = compared(tmp_path, [BEFORE | {"request_sha256": "a"}], [BEFORE | {"request_sha256": "b"}])
    assert told.exit_code == 2
    assert "E6104" in told.stderr


@pytest.mark.parametrize("content", ["", "[1, 2]", '{"rows": []}', "not JSON", '"words"'])
def test_what_is_no_measurement_is_said_and_ends_with_status_2(tmp_path: Path, content: str) -> None:
    told = compared(tmp_path, content, [BEFORE])
    assert told.exit_code == 2
    assert "E6101" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["compare", str(tmp_path / "one.json"), str(tmp_path / "two.json")])
    assert told.exit_code == 2
    assert "E6101" in told.stderr
