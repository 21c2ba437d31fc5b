"""R04: a night duty only for a volunteer."""

from datetime import date, time

from models.clock import Horizon, at
from models.patterns import ShiftPattern
from models.roster import Duty, Span
from models.rules import RuleCode, Rules
from tests.builders import MONDAY, duty, pattern, request, roster, worker
from tests.checks.judging import broken, shift

R04 = RuleCode.VOLUNTARY_NIGHTS
NIGHT_CONTRACT = {"pattern_ids": ("early", "late", "night"), "tolerance_under_minutes": 3_600}


def late_until(end: str) -> ShiftPattern:
    return pattern("evening", "18:00", end, kind="late")


def test_r04_binds_on_a_night_for_a_worker_who_did_not_volunteer() -> None:
    (violation,) = broken(R04, request(), roster(duty(pattern_id="night")))
    assert violation.worker_ids == ("W1",)
    assert violation.date == MONDAY
    assert violation.sentence == (
        "W1 has a night duty, Mon 12 Jan 22:00 to Tue 13 Jan 07:00, but has not volunteered for nights."
    )


def test_r04_binds_on_three_hours_of_night_time_whatever_the_shift_is_called() -> None:
    evening = late_until("02:00")
    assert len(broken(R04, request(patterns=(evening,)), roster(shift(evening)))) == 1


def test_r04_binds_on_an_early_start_with_three_hours_before_six() -> None:
    dawn = pattern("dawn", "03:00", "09:00")
    assert len(broken(R04, request(patterns=(dawn,)), roster(shift(dawn)))) == 1


def test_r04_binds_on_a_short_duty_of_a_night_pattern() -> None:
    short = pattern("settling", "21:00", "23:00", kind="night")
    assert len(broken(R04, request(patterns=(short,)), roster(shift(short)))) == 1


def test_r04_holds_for_a_volunteer() -> None:
    asked = request(workers=(worker(night_volunteer=True, **NIGHT_CONTRACT),))
    assert broken(R04, asked, roster(duty(pattern_id="night"))) == []


def test_r04_holds_one_minute_short_of_three_hours_of_night_time() -> None:
    evening = late_until("01:59")
    assert broken(R04, request(patterns=(evening,)), roster(shift(evening))) == []


def test_r04_holds_when_night_time_is_varied_by_agreement() -> None:
    evening = late_until("02:00")
    agreed = Rules(night_start=time(0), night_end=time(7))
    assert broken(R04, request(patterns=(evening,), rules=agreed), roster(shift(evening))) == []


def clock_change_duty(start: date) -> Duty:
    parts = (Span(start=at(start, time(23)), end=at(date.fromordinal(start.toordinal() + 1), time(2))),)
    return Duty(worker_id="W1", date=start, pattern_id="evening", parts=parts)


def test_r04_holds_over_the_march_change_when_the_night_loses_its_third_hour() -> None:
    saturday = date(2026, 3, 28)
    evening = pattern("evening", "23:00", "02:00", kind="late")
    asked = request(horizon=Horizon(start=saturday, days=7), patterns=(evening,), visits=())
    spring = clock_change_duty(saturday)
    assert spring.working_minutes == 120
    assert broken(R04, asked, roster(spring)) == []


def test_r04_binds_over_the_october_change_when_the_night_gains_an_hour() -> None:
    saturday = date(2026, 10, 24)
    evening = pattern("evening", "00:00", "02:00", kind="late")
    asked = request(horizon=Horizon(start=saturday, days=7), patterns=(evening,), visits=())
    sunday = date(2026, 10, 25)
    autumn = Duty(
        worker_id="W1",
        date=sunday,
        pattern_id="evening",
        parts=(Span(start=at(sunday, time(0)), end=at(sunday, time(2))),),
    )
    assert autumn.working_minutes == 180
    assert len(broken(R04, asked, roster(autumn))) == 1
