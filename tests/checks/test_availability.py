"""R02: nobody works during leave or sickness, or when they cannot."""

from datetime import time
from typing import Any

import pytest

from models.patterns import ClockSpan
from models.rules import RuleCode
from models.wishes import Preference, PreferenceKind
from models.workers import Absence, AbsenceKind
from tests.builders import MONDAY, PATTERNS, duty, pattern, request, roster
from tests.checks.judging import broken, day, shift

R02 = RuleCode.AVAILABILITY
SPLIT = pattern(
    "split", parts=(ClockSpan(start=time(7), end=time(10)), ClockSpan(start=time(16), end=time(20))), kind="split"
)


def leave(first: int, last: int) -> Absence:
    return Absence(
        id="A1", worker_id="W1", kind=AbsenceKind.LEAVE, first_date=day(first), last_date=day(last), paid_minutes=400
    )


def cannot(**fields: Any) -> Preference:
    return Preference(**{"id": "N1", "worker_id": "W1", "kind": PreferenceKind.CANNOT, "date": MONDAY, **fields})


def between(start: str, end: str) -> ClockSpan:
    return ClockSpan(start=time.fromisoformat(start), end=time.fromisoformat(end))


def test_r02_binds_on_a_duty_during_leave() -> None:
    (violation,) = broken(R02, request(absences=(leave(1, 2),)), roster(duty(day=2)))
    assert violation.worker_ids == ("W1",)
    assert violation.date == day(2)
    assert violation.sentence == (
        "W1's duty, Wed 14 Jan 07:00 to Wed 14 Jan 13:00, falls on leave A1, Tue 13 Jan to Wed 14 Jan."
    )


def test_r02_binds_on_a_night_running_into_the_first_morning_of_leave() -> None:
    assert len(broken(R02, request(absences=(leave(1, 2),)), roster(duty(day=0, pattern_id="night")))) == 1


def test_r02_binds_on_sickness() -> None:
    sick = leave(0, 0).model_copy(update={"kind": AbsenceKind.SICKNESS})
    (violation,) = broken(R02, request(absences=(sick,)), roster(duty()))
    assert "falls on sickness A1" in violation.sentence


def test_r02_binds_on_a_day_they_cannot_work() -> None:
    (violation,) = broken(R02, request(preferences=(cannot(),)), roster(duty()))
    assert violation.sentence == (
        "W1's duty, Mon 12 Jan 07:00 to Mon 12 Jan 13:00, falls on what they cannot work: N1, Mon 12 Jan."
    )


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (cannot(pattern_id="early"), "Mon 12 Jan on pattern early"),
        (cannot(span=between("12:59", "15:00")), "Mon 12 Jan 12:59 to 15:00"),
        (cannot(date=day(-1), span=between("20:00", "07:01")), "Sun 11 Jan 20:00 to 07:01"),
    ],
)
def test_r02_binds_on_a_pattern_or_a_span_they_cannot_work(wish: Preference, told: str) -> None:
    (violation,) = broken(R02, request(preferences=(wish,)), roster(duty()))
    assert violation.sentence.endswith(f"cannot work: N1, {told}.")


def test_r02_holds_for_duties_before_and_after_leave() -> None:
    worked = roster(duty(day=0), duty(day=3))
    assert broken(R02, request(absences=(leave(1, 2),)), worked) == []


def test_r02_holds_for_a_night_that_ends_before_the_leave_begins() -> None:
    assert broken(R02, request(absences=(leave(2, 3),)), roster(duty(day=0, pattern_id="night"))) == []


@pytest.mark.parametrize(
    ("start", "end", "offset", "number"),
    [
        ("18:00", "00:00", 0, 0),
        ("18:00", "00:01", 0, 1),
        ("23:59", "03:00", 2, 1),
        ("00:00", "03:00", 3, 0),
    ],
)
def test_r02_binds_from_the_first_midnight_of_leave_and_holds_from_the_last(
    start: str, end: str, offset: int, number: int
) -> None:
    edge = pattern("edge", start, end)
    asked = request(patterns=(edge,), absences=(leave(1, 2),))
    assert len(broken(R02, asked, roster(shift(edge, offset)))) == number


def test_r02_binds_when_only_the_second_part_of_a_split_falls_on_leave() -> None:
    split_night = pattern("split night", parts=(between("20:00", "22:00"), between("23:00", "01:00")), kind="split")
    asked = request(patterns=(split_night,), absences=(leave(1, 2),))
    assert len(broken(R02, asked, roster(shift(split_night, 0)))) == 1


@pytest.mark.parametrize(
    "wish",
    [
        cannot(date=day(1)),
        cannot(pattern_id="late"),
        cannot(span=between("13:00", "15:00")),
        cannot(span=between("05:00", "07:00")),
        cannot(worker_id="W2"),
        cannot(kind=PreferenceKind.RATHER_NOT),
    ],
)
def test_r02_holds_when_the_duty_only_touches_what_they_cannot_work(wish: Preference) -> None:
    assert broken(R02, request(preferences=(wish,)), roster(duty())) == []


def test_r02_holds_in_the_unpaid_time_between_the_parts_of_a_split() -> None:
    asked = request(patterns=(*PATTERNS, SPLIT), preferences=(cannot(span=between("10:00", "16:00")),))
    assert broken(R02, asked, roster(shift(SPLIT))) == []
    asked = request(patterns=(*PATTERNS, SPLIT), preferences=(cannot(span=between("10:00", "16:01")),))
    assert len(broken(R02, asked, roster(shift(SPLIT)))) == 1
