"""`rota` on real files: what it writes, what it says, and the status it ends with."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from models.files import write_request, write_roster
from models.request import RotaRequest
from models.visits import Visit
from optimiser.referee import RefereeError
from service.cli import app
from service.folders import RESULT_NAMES
from tests import builders as make
from tests.service.bundles import CLASHING_PINS

PLANNED_STEPS = 3


def rota(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


def two_visits() -> RotaRequest:
    return make.request(
        visits=(make.visit(), make.visit("V2", windows=(make.window("09:00", "11:00", day=1),))),
        as_was=(make.duty(visits=[("V1", "08:00")]), make.duty(day=1, visits=[("V2", "10:00")])),
    )


@pytest.fixture
def request_path(tmp_path: Path) -> Path:
    write_request(two_visits(), tmp_path / "week.json")
    return tmp_path / "week.json"


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("planned")
    write_request(two_visits(), folder / "week.json")
    return folder / "out", rota("solve", folder / "week.json", "--out", folder / "out", "--work-limit", PLANNED_STEPS)


def roster_path(folder: Path, *duties: object) -> Path:
    write_roster(make.roster(*duties), folder / "typed.json")  # type: ignore[arg-type]
    return folder / "typed.json"


def test_a_solve_writes_every_file_of_a_result(planned: tuple[Path, Result]) -> None:
    out, result = planned
    assert result.exit_code == 0, result.output
    assert {path.name for path in out.iterdir()} == RESULT_NAMES


def test_a_solve_ends_with_as_was_beside_planned_and_the_referees_verdict(planned: tuple[Path, Result]) -> None:
    text = planned[1].stdout
    assert "Contact time, of rostered paid time" in text
    assert "Where the gain comes from" in text
    assert "26-28%" in text
    assert text.rstrip().endswith("0 violations (referee)")


def test_nothing_but_plain_text_is_printed_where_there_is_no_terminal(planned: tuple[Path, Result]) -> None:
    assert "\x1b" not in planned[1].output
    assert planned[1].stderr == ""


def test_metrics_carry_what_made_them_and_todays_roster_beside_them(planned: tuple[Path, Result]) -> None:
    out, _ = planned
    metrics = json.loads((out / "metrics.json").read_text())
    assert metrics["violations"] == 0
    assert metrics["request_sha256"] == two_visits().sha256
    assert metrics["objective_pence"] == sum(metrics["objective_terms"].values())
    assert metrics["seed"] == 1
    assert metrics["as_was"]["contact_minutes"] == 60


def test_the_same_request_seed_and_work_limit_give_the_same_roster_byte_for_byte(
    planned: tuple[Path, Result], tmp_path: Path
) -> None:
    out, _ = planned
    again = rota("solve", out / "request.json", "--out", tmp_path / "again", "--work-limit", PLANNED_STEPS, "--no-gain")
    assert again.exit_code == 0, again.output
    assert (tmp_path / "again" / "roster.json").read_bytes() == (out / "roster.json").read_bytes()


def test_a_planned_roster_passes_the_referee(planned: tuple[Path, Result]) -> None:
    out, _ = planned
    result = rota("check", out / "request.json", out / "roster.json")
    assert (result.exit_code, result.stdout.strip()) == (0, "0 violations (referee)")


def test_a_score_is_the_table_a_solve_ends_with(planned: tuple[Path, Result]) -> None:
    out, solved = planned
    result = rota("score", out / "request.json", out / "roster.json")
    assert result.exit_code == 0
    line = next(line for line in result.stdout.splitlines() if "Contact time, of rostered paid time" in line)
    assert [cell.strip() for cell in line.split("|")] == [
        cell.strip() for cell in next(row for row in solved.stdout.splitlines() if "of rostered" in row).split("|")
    ]


def test_a_workbook_holds_pounds_as_numbers(planned: tuple[Path, Result]) -> None:
    out, _ = planned
    metrics = json.loads((out / "metrics.json").read_text())
    costs = load_workbook(out / "roster.xlsx")["costs"]
    whole = next(costs.iter_rows(min_row=2, max_row=2))
    assert round(whole[2].value * 100) == metrics["cost_pence"]
    assert "£" in whole[2].number_format


def test_an_earlier_result_is_replaced(planned: tuple[Path, Result], tmp_path: Path) -> None:
    out, _ = planned
    arguments = ("solve", out / "request.json", "--out", tmp_path / "week", "--work-limit", 1, "--no-gain")
    assert rota(*arguments).exit_code == 0
    assert rota(*arguments, "--seed", 2).exit_code == 0
    assert json.loads((tmp_path / "week" / "metrics.json").read_text())["seed"] == 2


def test_every_broken_rule_is_a_sentence_and_status_one(request_path: Path) -> None:
    typed = roster_path(request_path.parent, make.duty(visits=[("V1", "11:00")]), make.duty("W1", day=0))
    result = rota("check", request_path, typed)
    assert result.exit_code == 1
    codes = [line.split()[0] for line in result.stdout.splitlines()]
    assert {"R01", "R17"} <= set(codes)
    assert result.stdout.splitlines()[-1].endswith("violations (referee)")


def test_violations_can_be_had_as_json(request_path: Path) -> None:
    typed = roster_path(request_path.parent, make.duty(visits=[("V1", "11:00")]))
    result = rota("check", request_path, typed, "--json")
    assert result.exit_code == 1
    assert [violation["code"] for violation in json.loads(result.stdout)] == ["R17"]


def refused(result: Result, code: str, out: Path) -> None:
    assert result.exit_code == 2, result.output
    assert code in result.stderr
    assert result.stdout == ""
    assert not out.exists()


def test_a_request_that_is_not_there_is_refused(tmp_path: Path) -> None:
    refused(rota("solve", tmp_path / "nowhere", "--out", tmp_path / "out"), "E1", tmp_path / "out")


def test_records_that_contradict_each_other_are_all_told_and_nothing_is_written(tmp_path: Path) -> None:
    broken = make.request(visits=(make.visit(user_id="nobody"), make.visit("V2", user_id="nobody-else")))
    (tmp_path / "week.json").write_text(broken.model_dump_json())
    result = rota("solve", tmp_path / "week.json", "--out", tmp_path / "out")
    refused(result, "E2", tmp_path / "out")
    assert "nobody-else" in result.stderr


MISTAKEN = [
    (make.visit("V2", minutes=1_000), "E3101"),
    (make.visit("V2", skills=("hoist",)), "E3102"),
]


@pytest.mark.parametrize(("visit", "code"), MISTAKEN)
def test_a_visit_that_can_never_be_made_is_refused(tmp_path: Path, visit: Visit, code: str) -> None:
    write_request(make.request(visits=(make.visit(), visit)), tmp_path / "week.json")
    refused(rota("solve", tmp_path / "week.json", "--out", tmp_path / "out"), code, tmp_path / "out")


@pytest.mark.parametrize("visit", [visit for visit, _ in MISTAKEN])
def test_a_visit_that_can_never_be_made_may_be_left_unserved(tmp_path: Path, visit: Visit) -> None:
    write_request(make.request(visits=(make.visit(), visit)), tmp_path / "week.json")
    result = rota("solve", tmp_path / "week.json", "--out", tmp_path / "out", "--work-limit", 1, "--skip-rejected")
    assert result.exit_code == 0, result.output
    (unserved,) = json.loads((tmp_path / "out" / "roster.json").read_text())["unserved"]
    assert unserved["visit_id"] == "V2"
    assert unserved["reason"]


def test_pins_that_clash_are_refused(tmp_path: Path) -> None:
    write_request(make.request(pins=CLASHING_PINS), tmp_path / "week.json")
    result = rota("solve", tmp_path / "week.json", "--out", tmp_path / "out")
    assert (result.exit_code, result.stderr[:2]) == (2, "E3")
    assert "W1" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_roster_of_ours_that_the_referee_refuses_is_never_written(
    request_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise RefereeError("W1 works twice.\nW2 works twice.")

    monkeypatch.setattr("optimiser.solve.solve", refuse)
    result = rota("solve", request_path, "--out", tmp_path / "out")
    assert (result.exit_code, result.stderr[:5]) == (3, "E6006")
    assert not (tmp_path / "out").exists()


def test_where_todays_roster_breaks_rules_the_gain_is_left_out_and_we_say_so(tmp_path: Path) -> None:
    broken = two_visits().model_copy(update={"as_was": (make.duty(visits=[("V1", "11:00")]),)})
    write_request(broken, tmp_path / "week.json")
    result = rota("solve", tmp_path / "week.json", "--out", tmp_path / "out", "--work-limit", 1)
    assert result.exit_code == 0, result.output
    assert "today's roster breaks rules" in result.stdout
    assert not (tmp_path / "out" / "gain.json").exists()


def test_a_clock_and_a_work_limit_together_are_refused(request_path: Path, tmp_path: Path) -> None:
    limits = ("--time-limit", 5, "--work-limit", 1)
    refused(rota("solve", request_path, "--out", tmp_path / "out", *limits), "E6005", tmp_path / "out")


def test_somebody_elses_folder_is_refused_before_solving(request_path: Path) -> None:
    result = rota("solve", request_path, "--out", request_path.parent)
    assert (result.exit_code, result.stderr[:5]) == (2, "E6002")
    assert [path.name for path in request_path.parent.iterdir()] == ["week.json"]


def test_an_unknown_demo_is_refused(tmp_path: Path) -> None:
    assert rota("demo", "county", "--out", tmp_path / "out").exit_code == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("filled", ["filled", "filled.xlsx"])
def test_the_filled_template_can_be_planned(tmp_path: Path, filled: str) -> None:
    assert rota("template", tmp_path / "new").exit_code == 0
    result = rota("solve", tmp_path / "new" / filled, "--out", tmp_path / "out", "--work-limit", 1, "--no-gain")
    assert result.exit_code == 0, result.output
    assert result.stdout.rstrip().endswith("0 violations (referee)")


def test_a_template_never_covers_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    result = rota("template", tmp_path)
    assert (result.exit_code, result.stderr[:5]) == (2, "E6002")


def test_the_version_names_the_libraries_that_change_a_roster() -> None:
    text = rota("--version").stdout
    assert text.startswith("enablement-rota ")
    assert "ortools" in text


STUDY = """
name: what it takes
scenarios:
  - name: 15 minutes wider
    levers: [{lever: widen_windows, minutes: 15}]
target:
  contact_time_pct: 99
  levers: [{lever: widen_windows, minutes: 15}]
"""


def test_a_plan_with_a_study_shows_its_scenarios_and_the_room_left_in_the_report(
    request_path: Path, tmp_path: Path
) -> None:
    (tmp_path / "study.yaml").write_text(STUDY)
    result = rota(
        "solve", request_path, "--out", tmp_path / "out", "--work-limit", 4, "--study", tmp_path / "study.yaml"
    )
    assert result.exit_code == 0, result.output
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "15 minutes wider" in page and page.count('class="scatter"') == 1, "nobody stated a wish"
    assert "How to reach 99%" in page
    assert 'class="heat"' in page
    study = json.loads((tmp_path / "out" / "study.json").read_text())
    assert study["set_out_from"] == "the roster given"
    assert len(study["scenarios"]) == 2 and study["target"]["sentence"] in page


def test_a_study_that_cannot_be_solved_is_refused_before_anything_is_planned(
    request_path: Path, tmp_path: Path
) -> None:
    (tmp_path / "study.yaml").write_text(
        STUDY.replace(
            "widen_windows, minutes: 15", "merge_constituencies, constituencies: [Yardley, Atlantis], name: One", 1
        )
    )
    result = rota("solve", request_path, "--out", tmp_path / "out", "--study", tmp_path / "study.yaml")
    assert result.exit_code == 2
    assert "E7502" in result.stderr and "Atlantis" in result.stderr
    assert not (tmp_path / "out").exists()
