"""R14: weekends off in rotation, those worked before the horizon included."""

from datetime import timedelta

from models.clock import Horizon
from models.rules import RuleCode, Rules
from models.workers import CarriedIn
from tests.builders import MONDAY, duty, request, roster, worker
from tests.checks.judging import broken, day

R14 = RuleCode.WEEKENDS
SATURDAY, SUNDAY = 5, 6


def judged(worked: list[int], carried: int = 0, limit: int = 1, first: int = 0, days: int = 28) -> list[str]:
    asked = request(
        horizon=Horizon(start=MONDAY + timedelta(days=first), days=days),
        workers=(worker(carried=CarriedIn(weekends_worked_in_a_row=carried)),),
        rules=Rules(most_weekends_in_a_row=limit),
        visits=(),
    )
    return [violation.sentence for violation in broken(R14, asked, roster(*(duty(day=each) for each in worked)))]


def test_r14_binds_on_two_weekends_in_a_row() -> None:
    asked = request(horizon=Horizon(start=MONDAY, days=14))
    (violation,) = broken(R14, asked, roster(duty(day=SATURDAY), duty(day=SUNDAY + 7)))
    assert violation.worker_ids == ("W1",)
    assert violation.date == day(SATURDAY + 7)
    assert violation.sentence == "W1 works 2 weekends in a row to that of Sat 24 Jan; 1 is the most."


def test_r14_binds_on_a_weekend_carried_in() -> None:
    assert judged([SUNDAY], carried=1) == ["W1 works 2 weekends in a row to that of Sat 17 Jan; 1 is the most."]


def test_r14_binds_on_every_weekend_beyond_the_number_agreed() -> None:
    assert len(judged([SATURDAY, SATURDAY + 7, SATURDAY + 14, SATURDAY + 21], limit=2)) == 2


def test_r14_binds_on_the_first_weekend_where_none_is_agreed() -> None:
    assert judged([SATURDAY], limit=0) == ["W1 works 1 weekend in a row to that of Sat 17 Jan; 0 is the most."]


def test_r14_binds_on_a_sunday_that_opens_the_horizon() -> None:
    assert judged([6, 12], first=6) == ["W1 works 2 weekends in a row to that of Sat 24 Jan; 1 is the most."]


def test_r14_holds_on_every_other_weekend() -> None:
    assert judged([SATURDAY, SUNDAY, SATURDAY + 14, SUNDAY + 14]) == []


def test_r14_holds_when_the_first_weekend_is_off_after_one_carried_in() -> None:
    assert judged([SATURDAY + 7], carried=1) == []
    assert judged([], carried=3) == []


def test_r14_holds_for_weekdays_and_for_a_friday_night_into_saturday() -> None:
    asked = request(rules=Rules(most_weekends_in_a_row=0))
    worked = [*(duty(day=each) for each in range(4)), duty(day=4, pattern_id="night")]
    assert broken(R14, asked, roster(*worked)) == []
