"""`rota stress` on real files: tables, the same as JSON, a page, and rosters and terms it refuses."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from models.files import write_request, write_roster
from service.cli import app
from tests.builders import duty, request, roster, user, visit, window

OWN = request(
    service_users=(user("U1"), user("U2", place_id="P2")),
    visits=(visit(), visit("V2", "U2", windows=(window("08:30", "11:00"),))),
)
GOOD = roster(duty("W1", visits=(("V1", "08:00"), ("V2", "08:36"))))
BROKEN = roster(duty("W1", visits=(("V1", "08:00"), ("V2", "08:31"))))


@pytest.fixture
def week(tmp_path: Path) -> Path:
    write_request(OWN, tmp_path / "week.json")
    write_roster(GOOD, tmp_path / "good.json")
    write_roster(BROKEN, tmp_path / "broken.json")
    return tmp_path


def stressed(week: Path, plan: str, *more: object) -> Result:
    arguments = ["stress", week / "week.json", week / plan, "--weeks", 200, *more]
    return CliRunner().invoke(app, [str(each) for each in arguments], catch_exceptions=False)


def document(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_tables_name_what_each_share_is_of(week: Path) -> None:
    text = stressed(week, "good.json").stdout
    assert "begun more than 30 min late (of visits made; norm 10%)" in text
    assert "contact time delivered (of minutes on duty, overruns included)" in text


def test_json_holds_every_visit_and_every_duty(week: Path) -> None:
    found = document(stressed(week, "good.json", "--json"))
    assert {each["visit_id"] for each in found["visits"]} == {"V1", "V2"}
    assert [each["worker_id"] for each in found["duties"]] == ["W1"]
    assert found["terms"]["very_late_minutes"] == 30


def test_the_same_seed_gives_the_same_answer(week: Path) -> None:
    assert stressed(week, "good.json", "--json").stdout == stressed(week, "good.json", "--json").stdout


def test_terms_of_ones_own_are_read_from_a_file(week: Path) -> None:
    (week / "terms.yaml").write_text("sick_percent: 100\n")
    found = document(stressed(week, "good.json", "--json", "--terms", week / "terms.yaml"))
    assert found["not_made_pct"] == 100


def test_a_misspelt_term_is_told_with_its_place(week: Path) -> None:
    (week / "terms.yaml").write_text("sick_procent: 10\n")
    result = stressed(week, "good.json", "--terms", week / "terms.yaml")
    assert result.exit_code == 2
    assert 'E7402 terms.yaml column sick_procent: "sick_procent" is no field' in result.stderr


def test_a_roster_that_breaks_rules_is_not_stressed(week: Path) -> None:
    result = stressed(week, "broken.json")
    assert result.exit_code == 2
    assert result.stderr.startswith("E7401 the roster breaks R21")
    assert result.stdout == ""


def test_the_page_shows_the_norm_and_what_was_assumed(week: Path) -> None:
    stressed(week, "good.json", "--page", week / "stress.html")
    page = (week / "stress.html").read_text(encoding="utf-8")
    assert "the norm is one in ten" in page
    assert "care_spread_percent" in page
    assert "http" not in page.replace("http-equiv", "")
