"""`rota whatif` on real files: a table, the same as JSON, a page with pictures, and studies it refuses."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from models.files import write_request
from service.cli import app
from tests.builders import request, user, visit, window, worker

STUDY = """
name: more room
scenarios:
  - name: 60 minutes more, <wider>
    levers:
      - {lever: widen_windows, minutes: 60}
  - name: far too many hours
    levers:
      - {lever: recut_contracts, minutes_per_week: 3600}
target:
  contact_time_pct: 99
  levers:
    - {lever: widen_windows, minutes: 60}
"""


@pytest.fixture
def week(tmp_path: Path) -> Path:
    own = request(
        workers=(worker(),),
        service_users=(user("U1"), user("U2", place_id="P2")),
        visits=tuple(visit(f"V{n}", f"U{n}", windows=(window("08:00", "08:10"),)) for n in (1, 2)),
    )
    write_request(own, tmp_path / "week.json")
    (tmp_path / "study.yaml").write_text(STUDY)
    return tmp_path


def asked(week: Path, *more: object) -> Result:
    arguments = ["whatif", week / "week.json", week / "study.yaml", "--work-limit", 1, "--workers", 1, *more]
    return CliRunner().invoke(app, [str(each) for each in arguments], catch_exceptions=False)


def test_scenarios_stand_side_by_side_and_one_that_cannot_be_rostered_says_why(week: Path) -> None:
    result = asked(week)
    assert result.exit_code == 0, result.output
    assert "60 minutes more, <wider>" in result.stdout
    assert "far too many hours: E" in result.stdout
    assert "99% contact time is not reached: of 1 sets of levers tried" in result.stdout


def test_json_has_the_same_content(week: Path) -> None:
    found = json.loads(asked(week, "--json").stdout)
    assert [each["name"] for each in found["scenarios"]] == [
        "as it is",
        "60 minutes more, <wider>",
        "far too many hours",
    ]
    assert [each["visits_required_unserved"] for each in found["scenarios"]] == [1, 0, None]
    assert found["target"]["cheapest"] is None


def test_the_page_draws_what_trades_against_what_and_escapes_what_was_typed(week: Path) -> None:
    asked(week, "--page", week / "study.html")
    page = (week / "study.html").read_text(encoding="utf-8")
    assert page.count('class="scatter"') >= 1
    assert "&lt;wider&gt;" in page
    assert "<wider>" not in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("widen_windows, minutes: 60", 'there is no lever "widen_window"; the nearest is "widen_windows"'),
        ("minutes: 60", "scenarios[1].levers[1]"),
    ],
)
def test_a_misspelt_study_is_refused_with_the_nearest_right_word_and_its_place(
    week: Path, wrong: str, told: str
) -> None:
    right = {"widen_windows, minutes: 60": "widen_window, minutes: 60", "minutes: 60": "minuts: 60"}[wrong]
    (week / "study.yaml").write_text(STUDY.replace(wrong, right))
    result = asked(week)
    assert result.exit_code == 2
    assert "E7501 study.yaml" in result.stderr
    assert told in result.stderr
