"""What a person types in a cell means what they would say it means."""

from datetime import date, datetime
from typing import Any

import pytest

from models.clock import at, minutes_between
from models.files.cells import CHOICE, DAY, MOMENT, SPANS, TIME, WHOLE, YES_NO, CellError, moment_on, read_moment
from models.files.nested_cells import ENHANCEMENTS, FUNDING, GAPS, WINDOWS, read_stretch, write_stretch
from models.money import Enhancement
from models.visits import Gap, Window
from tests.builders import MONDAY, moment, window

AUTUMN = date(2026, 10, 25)
SPRING = date(2026, 3, 29)


def windows(text: str, day: date | None = MONDAY) -> tuple[Window, ...]:
    return tuple(Window.model_validate(each) for each in WINDOWS.read(text, day))


def test_windows_stand_on_the_rows_date() -> None:
    assert windows("07:00-09:00; 12:00-13:30+30") == (window("07:00", "09:00"), window("12:00", "13:30", late=30))


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("15+12:00-13:30+30", window("12:00", "13:30", early=15, late=30)),
        ("15 + 12:00-13:30", window("12:00", "13:30", early=15)),
        ("5+08:00", window("08:00", "08:00", early=5)),
        ("15+2026-01-13 07:00-09:00", window("07:00", "09:00", day=1, early=15)),
    ],
)
def test_minutes_that_a_start_may_be_early_stand_before_the_window(text: str, own: Window) -> None:
    assert windows(text) == (own,)
    assert windows(WINDOWS.write((own,), MONDAY)) == (own,)


@pytest.mark.parametrize("text", ["15+12:00-12:20", "12:00-12:20+15"])
def test_a_break_is_neither_early_nor_late(text: str) -> None:
    with pytest.raises(CellError):
        read_stretch(text, moment("07:00"))


def test_a_window_may_name_its_own_date() -> None:
    assert windows("2026-01-13 07:00-09:00", None) == (window("07:00", "09:00", day=1),)


def test_a_window_that_closes_after_midnight_closes_on_the_next_day() -> None:
    assert windows("23:00-01:00")[0].latest_start == moment("01:00", 1)


def test_one_clock_time_is_a_window_of_exactly_then() -> None:
    assert windows("08:00") == (window("08:00", "08:00"),)


def test_a_window_without_any_date_is_refused() -> None:
    with pytest.raises(CellError, match="has no date"):
        windows("07:00-09:00", None)


def test_in_october_b_marks_the_second_time_that_clocks_show_an_hour() -> None:
    first, second = moment_on(AUTUMN, "01:30"), moment_on(AUTUMN, "01:30b")
    assert minutes_between(first, second) == 60
    assert MOMENT.write(first, None) == "2026-10-25 01:30"
    assert MOMENT.write(second, None) == "2026-10-25 01:30b"


def test_a_night_across_the_october_change_is_an_hour_longer_in_the_file_too() -> None:
    start, end = read_stretch("22:00-07:00", at(date(2026, 10, 24), moment("20:00").time()))
    assert minutes_between(start, end) == 600
    assert write_stretch(start, end, start) == "22:00-07:00"


@pytest.mark.parametrize(("day", "text"), [(SPRING, "01:30"), (MONDAY, "01:30b"), (SPRING, "01:30b")])
def test_a_time_that_clocks_never_show_is_refused(day: date, text: str) -> None:
    with pytest.raises(CellError, match="the clocks"):
        moment_on(day, text)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (DAY, "12/01/2026", MONDAY),
        (DAY, "2026-01-12 00:00", MONDAY),
        (WHOLE, "30.0", 30),
        (WHOLE, "-30", -30),
        (YES_NO, "TRUE", True),
        (YES_NO, "No", False),
        (CHOICE, "Waiting list", "waiting_list"),
        (TIME, "7:05", datetime(2026, 1, 1, 7, 5).time()),
    ],
)
def test_what_spreadsheets_make_of_a_cell_is_understood(kind: Any, text: str, value: object) -> None:
    assert kind.read(text, None) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (WHOLE, "1.5"),
        (WHOLE, "1e3"),
        (WHOLE, "9" * 400),
        (DAY, "2026-02-30"),
        (DAY, "13/13/2026"),
        (TIME, "25:00"),
        (TIME, "noon"),
        (YES_NO, "maybe"),
        (SPANS, "07:00"),
        (GAPS, "V1"),
        (GAPS, "V1:-10"),
        (FUNDING, "council"),
        (WINDOWS, "07:00-09:00+"),
        (ENHANCEMENTS, "night 25"),
    ],
)
def test_a_cell_that_makes_no_sense_is_refused(kind: Any, text: str) -> None:
    with pytest.raises(CellError):
        kind.read(text, MONDAY)


def test_gaps_may_leave_the_most_open_and_ids_may_hold_colons() -> None:
    assert [Gap.model_validate(each) for each in GAPS.read("V:1:180-420; V2:60-", None)] == [
        Gap(after_visit_id="V:1", least_minutes=180, most_minutes=420),
        Gap(after_visit_id="V2", least_minutes=60),
    ]


def test_enhancements_are_typed_as_name_days_hours_percent() -> None:
    read = ENHANCEMENTS.read("night: every_day 23:00-08:00 25%; Sunday: weekend +50", None)
    assert ENHANCEMENTS.write([Enhancement.model_validate(each) for each in read], None) == (
        "night: every_day 23:00-08:00 25%; Sunday: weekend 50%"
    )


def test_a_bare_clock_time_is_on_the_rows_date() -> None:
    assert read_moment("08:15", MONDAY) == moment("08:15")
