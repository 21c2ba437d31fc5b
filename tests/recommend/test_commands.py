"""`rota place`, `rota capacity` and `rota swap` on real files: tables, the same content as JSON, and bad input told."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from models.files import write_request, write_roster
from service.cli import app
from tests import builders as make

WEEK = make.request(workers=(make.worker("W1"), make.worker("W2")), service_users=(make.user("U1"),))
DUTIES = (make.duty("W1", visits=(("V1", "08:00"),)), make.duty("W2", pattern_id="late"))
PACKAGE = """
id: New
service_user_id: U1
first_date: 2026-01-12
visits:
  - minutes: 30
    earliest_start: 09:00
    latest_start: 17:30
"""


def rota(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    write_request(WEEK, tmp_path / "week.json")
    write_roster(make.roster(*DUTIES), tmp_path / "roster.json")
    (tmp_path / "new.yaml").write_text(PACKAGE)
    return tmp_path / "week.json", tmp_path / "roster.json"


def test_offers_are_told_with_worker_time_price_and_figures(files: tuple[Path, Path]) -> None:
    result = rota("place", *files, files[0].parent / "new.yaml")
    assert result.exit_code == 0, result.output
    assert "New: 1 visit in this request's dates." in result.stdout
    assert "Now 4.2% contact time" in result.stdout
    assert "1: Mon 09:00 W1 (known)." in result.stdout
    assert "2: Mon 15:10 W2 (W2 new to them)." in result.stdout


def test_offers_as_json_say_the_same(files: tuple[Path, Path]) -> None:
    found = json.loads(rota("place", *files, files[0].parent / "new.yaml", "--json").stdout)
    assert [offer["worker_ids"] for offer in found["offers"]] == [["W1"], ["W2"]]
    assert found["offers"][1]["visits"][0]["new_to_the_person"] == ["W2"]
    assert [offer["pence"] for offer in found["offers"]] == [0, 150]
    assert found["offers"][0]["after"]["contact_time_pct"] == 8.33


def test_a_package_without_a_place_says_why_and_ends_with_status_1(files: tuple[Path, Path]) -> None:
    path = files[0].parent / "hoist.yaml"
    path.write_text(PACKAGE + "    skills: [hoist]\n")
    result = rota("place", *files, path)
    assert result.exit_code == 1
    assert "No place: Nobody may make it" in result.stdout


def test_every_mistake_in_a_package_is_told_with_its_place_in_the_file(files: tuple[Path, Path]) -> None:
    path = files[0].parent / "wrong.yaml"
    path.write_text(PACKAGE.replace("minutes: 30", "minutes: 0").replace("latest_start", "latest"))
    result = rota("place", *files, path)
    assert result.exit_code == 2
    for place in ("visits[1].minutes", '"visits[1].latest" is no field', '"visits[1].latest_start" is missing'):
        assert place in result.stderr


def test_a_roster_that_breaks_rules_is_refused(files: tuple[Path, Path]) -> None:
    write_roster(make.roster(make.duty("W1", visits=(("V1", "12:00"),))), files[1])
    for arguments in (("place", *files, files[0].parent / "new.yaml"), ("capacity", *files)):
        result = rota(*arguments)
        assert result.exit_code == 2
        assert "E7101 the roster breaks R17" in result.stderr


def test_room_is_told_by_time_of_day_and_drawn(files: tuple[Path, Path], tmp_path: Path) -> None:
    result = rota("capacity", *files, "--page", tmp_path / "room.html")
    assert result.exit_code == 0, result.output
    assert "Hours that can still be accepted: Yardley" in result.stdout
    page = (tmp_path / "room.html").read_text()
    assert "Mon 12 Jan 09:00, 0.5 h" in page
    assert "Room left in the week of Monday 12 January 2026" in page


def test_room_as_json_has_every_half_hour(files: tuple[Path, Path]) -> None:
    rooms = json.loads(rota("capacity", *files, "--constituency", "Yardley", "--json").stdout)
    assert [room["weekday"] for room in rooms][:2] == ["Monday", "Tuesday"]
    assert len(rooms[0]["half_hours"]) == 48
    assert rooms[0]["half_hours"]["15:00"] == 30


def test_whoever_may_take_a_duty_is_listed_and_whoever_may_not_with_the_rule(files: tuple[Path, Path]) -> None:
    result = rota("swap", *files, "W1", "2026-01-12")
    assert result.exit_code == 0, result.output
    assert "W1 Mon 12 Jan 07:00–13:00 is offered." in result.stdout
    assert "W2 may not take it, R01 one duty a day, without overlap" in result.stdout
    found = json.loads(rota("swap", *files, "W1", "2026-01-12", "--json").stdout)
    assert found["takers"] == []
    assert found["swaps"][0]["moves"][1] == {"from": "W2", "date": "2026-01-12", "to": "W1"}


def test_one_swap_is_checked_and_counted(files: tuple[Path, Path]) -> None:
    found = json.loads(rota("swap", *files, "W1", "2026-01-12", "--with", "W2", "--for", "2026-01-12", "--json").stdout)
    assert found["pence"] == 0
    assert found["before"] == found["after"]


def test_a_swap_that_breaks_a_rule_names_it(files: tuple[Path, Path]) -> None:
    before = files[1].read_bytes()
    result = rota("swap", *files, "W1", "2026-01-12", "--with", "W2")
    assert result.exit_code == 2
    assert "E7112 the swap breaks R07 daily rest" in result.stderr
    assert files[1].read_bytes() == before


def test_a_swap_names_only_workers_that_are_there(files: tuple[Path, Path]) -> None:
    assert "E7110" in rota("swap", *files, "W1", "2026-01-12", "--with", "W9").stderr
    assert "E7113" in rota("swap", *files, "W1", "2026-01-12", "--for", "2026-01-12").stderr


def test_an_offer_that_is_taken_is_a_result_of_its_own(files: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    before = files[1].read_bytes()
    result = rota("place", *files, tmp_path / "new.yaml", "--take", 2, "--out", out)
    assert result.exit_code == 0, result.output
    assert "0 violations" in rota("check", out / "request.json", out / "roster.json").stdout
    roster = json.loads((out / "roster.json").read_text())
    makers = {visit["visit_id"]: duty["worker_id"] for duty in roster["duties"] for visit in duty["visits"]}
    assert makers == {"V1": "W1", "New-12Jan-visit": "W2"}
    assert files[1].read_bytes() == before


def test_an_offer_that_is_not_there_cannot_be_taken(files: tuple[Path, Path], tmp_path: Path) -> None:
    result = rota("place", *files, tmp_path / "new.yaml", "--take", 9, "--out", tmp_path / "out")
    assert (result.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert "E7114 there is no offer 9, only 2" in result.stderr


def test_a_swap_that_is_done_is_a_result_of_its_own(files: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = rota("swap", *files, "W1", "2026-01-12", "--with", "W2", "--for", "2026-01-12", "--out", out)
    assert result.exit_code == 0, result.output
    assert "0 violations" in rota("check", out / "request.json", out / "roster.json").stdout
    assert "E7113" in rota("swap", *files, "W1", "2026-01-12", "--out", out).stderr
