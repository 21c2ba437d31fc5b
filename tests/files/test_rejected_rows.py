"""Every rejected row is told with file, row, column, code, cause and action; with skip_rejected the rest goes on."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from models.files import parse_request, read_request, write_request
from models.problems import InputError, Problem
from models.request import RotaRequest
from tests import builders

REQUEST = builders.request(
    workers=(builders.worker("W1"), builders.worker("W2")),
    service_users=(
        builders.user("U1", known_worker_ids=("W1", "W2"), excluded_worker_ids=("W2",)),
        builders.user("U2"),
    ),
    visits=(builders.visit("V1"), builders.visit("V2", "U2"), builders.visit("V3", "U2")),
    as_was=(builders.duty(visits=(("V1", "08:30"),)), builders.duty("W2", 1, visits=(("V2", "08:30"),))),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_request(REQUEST, tmp_path / "week")
    return tmp_path / "week"


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def problems(path: Path) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        read_request(path)
    return list(caught.value.problems)


def skipped(path: Path) -> tuple[RotaRequest, list[str]]:
    request, report = read_request(path, skip_rejected=True)
    return request, report.lines()


def test_a_wrong_cell_is_told_in_plain_words_with_its_place(folder: Path) -> None:
    change(folder, "visits.csv", "08:00-10:00,30,", "08:00-10:00,abc,")
    (problem,) = problems(folder)
    assert str(problem) == (
        'E1201 visits.csv row 2 column minutes: expected a whole number of minutes from 1 to 1,440, got "abc"; '
        "correct it, for example 30"
    )


@pytest.mark.parametrize("minutes", ["0", "-30", "1441", "30.5", "99999999999999999999"])
def test_a_negative_or_absurd_number_is_refused(folder: Path, minutes: str) -> None:
    change(folder, "visits.csv", "08:00-10:00,30,", f"08:00-10:00,{minutes},")
    (problem,) = problems(folder)
    assert f'from 1 to 1,440, got "{minutes}' in problem.cause


def test_all_problems_of_all_files_are_told_at_once(folder: Path) -> None:
    change(folder, "visits.csv", "08:00-10:00,30,", "08:00-10:00,,")
    change(folder, "workers.csv", "permanent", "volunteer")
    change(folder, "rules.csv", "660", "much")
    change(folder, "settings.csv", "horizon_days,7", "horizon_days,0")
    told = {(problem.file, problem.row, problem.column, problem.code) for problem in problems(folder)}
    assert told == {
        ("visits.csv", 2, "minutes", "E1202"),
        ("workers.csv", 2, "employment", "E1201"),
        ("rules.csv", 2, "daily_rest_minutes", "E1201"),
        ("settings.csv", 4, "horizon_days", "E1201"),
    }


def test_one_mistake_is_told_once_though_other_rows_refer_to_it(folder: Path) -> None:
    change(folder, "workers.csv", "W2,P0,home", "W2,P0,moon")
    assert [(problem.file, problem.column) for problem in problems(folder)] == [("workers.csv", "starts_from")]


def test_the_report_counts_rows_even_when_reading_stops(folder: Path) -> None:
    change(folder, "visits.csv", "08:00-10:00,30,", "08:00-10:00,abc,")
    with pytest.raises(InputError) as caught:
        read_request(folder)
    assert "visits.csv: 3 rows read, 2 new, 1 rejected" in caught.value.report_lines


def test_a_duplicate_id_is_told_at_its_row(folder: Path) -> None:
    change(folder, "visits.csv", "V2,U2", "V1,U2")
    told = problems(folder)
    assert ("visits.csv", 3, "id", "E2001") in {(each.file, each.row, each.column, each.code) for each in told}


def test_an_unknown_id_is_told_at_its_row(folder: Path) -> None:
    change(folder, "visits.csv", "V3,U2", "V3,U9")
    (problem,) = problems(folder)
    assert (problem.file, problem.row, problem.code) == ("visits.csv", 4, "E2002")
    assert problem.cause == 'visit V3 refers to service user "U9", which is not in service_users'


def test_blank_rows_are_passed_over_and_rows_keep_their_numbers(folder: Path) -> None:
    change(folder, "visits.csv", "V3,U2", "\n,,,\nV3,U9")
    (problem,) = problems(folder)
    assert problem.row == 6


def test_a_cell_beyond_the_headings_is_not_dropped_in_silence(folder: Path) -> None:
    change(folder, "absences.csv", "paid_minutes\n", "paid_minutes\nA1,W1,leave,2026-01-12,2026-01-12,420,and more\n")
    (problem,) = problems(folder)
    assert (problem.code, problem.row) == ("E1105", 2)


def test_a_key_that_is_unknown_or_there_twice_is_refused(folder: Path) -> None:
    change(folder, "prices.csv", "late_minute,30\n", "late_minute,30\nlate_minute,40\ntardy_minute,3\n")
    assert {problem.code for problem in problems(folder)} == {"E1203", "E1204"}


def test_a_key_left_out_has_its_default_and_an_empty_value_is_empty(folder: Path) -> None:
    change(folder, "travel.csv", "car_metres_per_hour,28000\n", "")
    change(folder, "pay.csv", "on_cost_percent,30\n", "")
    lines = (folder / "pay.csv").read_text().splitlines()
    (folder / "pay.csv").write_text("\n".join(["enhancements," if "enhance" in line else line for line in lines]))
    request, _ = read_request(folder)
    assert request.travel == REQUEST.travel
    assert request.pay.enhancements == ()
    assert request.pay.on_cost_percent == 30


def test_skipping_leaves_out_the_rejected_row_and_the_rows_that_refer_to_it(folder: Path) -> None:
    change(folder, "service_users.csv", "U2,P1", "U2,P9")
    request, lines = skipped(folder)
    assert [visit.id for visit in request.visits] == ["V1"]
    assert [duty.worker_id for duty in request.as_was] == ["W1"]
    assert "service_users.csv: 2 rows read, 1 new, 1 rejected" in lines
    assert "visits.csv: 3 rows read, 1 new, 2 rejected" in lines
    assert len([line for line in lines if line.startswith("E2002")]) == 4


def test_a_worker_left_out_does_not_take_along_the_people_who_mention_them(folder: Path) -> None:
    change(folder, "workers.csv", "W2,P0,home", "W2,P0,moon")
    request, lines = skipped(folder)
    assert [user.id for user in request.service_users] == ["U1", "U2"]
    assert request.service_users[0].known_worker_ids == ("W1",)
    assert request.service_users[0].excluded_worker_ids == ()
    assert [duty.worker_id for duty in request.as_was] == ["W1"]
    assert "service_users.csv: 2 rows read, 2 new, 0 rejected" in lines
    assert any("only this mention is left out" in line for line in lines)


def test_a_mistyped_exclusion_takes_the_person_out_rather_than_sending_them_the_worker(folder: Path) -> None:
    change(folder, "service_users.csv", ",,W2,", ",,W22,")
    request, _ = skipped(folder)
    assert [user.id for user in request.service_users] == ["U2"]


def test_a_file_that_is_unusable_as_a_whole_is_not_skipped(folder: Path) -> None:
    change(folder, "workers.csv", "contract_minutes_per_week", "contract")
    with pytest.raises(InputError):
        read_request(folder, skip_rejected=True)


def test_a_wrong_rule_is_not_skipped(folder: Path) -> None:
    change(folder, "rules.csv", "660", "much")
    with pytest.raises(InputError):
        read_request(folder, skip_rejected=True)


def test_json_says_which_record_and_field(tmp_path: Path) -> None:
    value = REQUEST.model_dump(mode="json")
    value["visits"][1]["minutes"] = "abc"
    value["visits"][2]["windows"][0]["earliest_start"] = "soon"
    value["workers"][0]["pay"] = 12
    del value["workers"][1]["constituency"]
    with pytest.raises(InputError) as caught:
        parse_request(json.dumps(value).encode(), "week.json")
    told = {(each.file, each.row, each.column): each.cause for each in caught.value.problems}
    assert told[("week.json visits", 2, "minutes")] == ('expected a whole number of minutes from 1 to 1,440, got "abc"')
    assert told[("week.json visits", 3, "windows.0.earliest_start")].startswith("expected a valid datetime")
    assert len(told) == len(caught.value.problems) == 4
    assert told[("week.json workers", 1, "pay")] == '"pay" is no field of workers'
    assert told[("week.json workers", 2, "constituency")] == 'the field "constituency" is missing'


def test_json_and_workbooks_skip_as_folders_do(tmp_path: Path) -> None:
    value = REQUEST.model_dump(mode="json")
    value["service_users"][1]["place_id"] = "P9"
    from_json, _ = parse_request(json.dumps(value).encode(), skip_rejected=True)
    write_request(REQUEST, tmp_path / "week.xlsx")
    book = load_workbook(tmp_path / "week.xlsx")
    book["service_users"]["B3"] = "P9"
    book.save(tmp_path / "week.xlsx")
    from_workbook, _ = skipped(tmp_path / "week.xlsx")
    assert from_json == from_workbook
    assert [visit.id for visit in from_json.visits] == ["V1"]


def test_a_key_that_is_needed_and_missing_is_told(folder: Path) -> None:
    change(folder, "settings.csv", "horizon_start,2026-01-12\n", "")
    (problem,) = problems(folder)
    assert (problem.code, problem.row, problem.column) == ("E1202", None, "horizon_start")
    assert problem.cause == "expected a date such as 2026-01-12, but it is missing"


def test_a_row_of_spaces_is_blank(folder: Path) -> None:
    change(folder, "absences.csv", "paid_minutes\n", "paid_minutes\n , ,\n")
    assert read_request(folder)[0] == REQUEST


@pytest.mark.parametrize("day", ["0026-01-12", "12/01/2206"])
def test_a_mistyped_year_is_refused(folder: Path, day: str) -> None:
    change(folder, "visits.csv", "2026-01-12", day)
    assert "years are 2000 to 2099" in {problem.column: problem.cause for problem in problems(folder)}["date"]


def test_what_would_upset_a_terminal_is_not_repeated(folder: Path) -> None:
    change(folder, "workers.csv", "permanent", "\x1b[31mpermanent")
    (problem,) = problems(folder)
    assert 'got "?[31mpermanent"' in problem.cause
    value = REQUEST.model_dump(mode="json")
    value["visits"][0]["id"] = "V\ud800"
    with pytest.raises(InputError) as caught:
        parse_request(json.dumps(value).encode())
    assert str(caught.value).encode("utf-8")
