"""Pictures of results: well formed, a chart an instance and measure, references drawn."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from benchmarks.chart import Panel, sheet
from benchmarks.cli import app
from benchmarks.draw import panels_of

GAME: dict[str, Any] = {"set": "home-care day", "visits_made": 97, "travel_minutes": 1_376, "seconds": 9.9}
PUBLIC: dict[str, Any] = {
    "instance": "I1",
    "seeds": [{"seed": 1, "total": 105.0, "seconds": 60.0}, {"seed": 2, "total": 103.0, "seconds": 61.0}],
    "published": {"patients": 25.0, "SA_best": 100.0, "SA_avg_time_s": 55.0},
    "gap_pct": {"SA_best": 4.0},
}


def test_each_instance_and_measure_has_a_chart_with_a_line_an_engine() -> None:
    rows = [
        GAME | {"instance": instance, "engine": engine}
        for instance in ("small", "large")
        for engine in ("ours", "theirs")
    ]
    panels = panels_of("home-care day", rows)
    assert [panel.title for panel in panels] == [
        f"{instance}: {words}" for instance in ("small", "large") for words in ("visits made", "travel, minutes")
    ]
    assert all(set(panel.series) == {"ours", "theirs"} for panel in panels)


def test_a_public_instance_is_drawn_beside_its_published_totals_and_no_other_figures() -> None:
    (panel,) = panels_of("uhhc", [PUBLIC])
    assert dict(panel.series) == {"this engine": [(60.0, 105.0), (61.0, 103.0)]}
    assert panel.references == {"SA_best": 100.0}


def test_seeds_are_points_and_the_medians_of_those_with_one_limit_are_joined() -> None:
    seeds = [
        {"total": total, "seconds": seconds, "limit_seconds": limit}
        for total, seconds, limit in (
            (105.0, 60.1, 60.0),
            (103.0, 59.9, 60.0),
            (108.0, 60.0, 60.0),
            (101.0, 598.0, 600.0),
        )
    ]
    (panel,) = panels_of("uhhc", [PUBLIC | {"seeds": seeds}])
    assert len(panel.series["this engine"]) == 4
    assert panel.lines == {"this engine": [(60.0, 105.0), (598.0, 101.0)]}


def test_names_of_references_that_are_alike_stand_one_above_the_other() -> None:
    panel = Panel("1: total", "seconds", {"ours": [(60.0, 607.0)]}, {"best_known": 607.0, "gurobi_600s": 607.0})
    texts = ElementTree.fromstring(sheet("curtois", [panel])).iter("{http://www.w3.org/2000/svg}text")
    heights = {each.text: float(each.attrib["y"]) for each in texts}
    assert abs(heights["best_known"] - heights["gurobi_600s"]) >= 11  # the size of the letters


def test_what_is_measured_at_fixed_work_is_not_drawn_against_time() -> None:
    assert panels_of("quality", [{"instance": "team", "contact_time_pct": 60.0}]) == []


def test_a_folder_of_results_is_drawn_as_pictures_beside_them(tmp_path: Path) -> None:
    rows = [GAME | {"instance": "small", "engine": engine} for engine in ("ours", "<theirs>")]
    (tmp_path / "peers.json").write_text(json.dumps({"rows": rows}))
    (tmp_path / "run_times.json").write_text(json.dumps({"scenario": "team"}))
    assert CliRunner().invoke(app, ["draw", str(tmp_path)]).exit_code == 0
    picture = ElementTree.parse(tmp_path / "home-care-day.svg")
    texts = [each.text for each in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert {"small: visits made", "small: travel, minutes", "ours", "<theirs>"} <= set(texts)


@pytest.mark.parametrize("content", [None, "broken"])
def test_a_folder_without_results_is_said(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "broken.json").write_text(content)
    told = CliRunner().invoke(app, ["draw", str(tmp_path)])
    assert told.exit_code == 2
    assert told.stderr.startswith("E61")
