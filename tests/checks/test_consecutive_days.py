"""R12: no run of worked dates is too long, the run carried in included."""

from models.clock import Horizon
from models.rules import RuleCode, Rules
from models.workers import CarriedIn
from tests.builders import MONDAY, duty, request, roster, worker
from tests.checks.judging import broken, day

R12 = RuleCode.CONSECUTIVE_DAYS


def judged(worked: list[int], carried: int = 0, days: int = 14, limit: int = 6) -> list[str]:
    asked = request(
        horizon=Horizon(start=MONDAY, days=days),
        workers=(worker(carried=CarriedIn(consecutive_days_worked=carried)),),
        rules=Rules(most_consecutive_days=limit),
    )
    return [violation.sentence for violation in broken(R12, asked, roster(*(duty(day=each) for each in worked)))]


def test_r12_binds_on_seven_days_in_a_row() -> None:
    (violation,) = broken(R12, request(), roster(*(duty(day=each) for each in range(7))))
    assert violation.worker_ids == ("W1",)
    assert violation.date == day(6)
    assert violation.sentence == "W1 works 7 days in a row to Sun 18 Jan; 6 is the most."


def test_r12_binds_on_days_carried_in() -> None:
    assert judged([0, 1], carried=5) == ["W1 works 7 days in a row to Tue 13 Jan; 6 is the most."]


def test_r12_binds_on_each_run_once() -> None:
    assert judged([0, 1, 2, 4, 5, 6, 7], limit=2) == [
        "W1 works 3 days in a row to Wed 14 Jan; 2 is the most.",
        "W1 works 4 days in a row to Mon 19 Jan; 2 is the most.",
    ]


def test_r12_holds_on_six_days_in_a_row_twice() -> None:
    assert judged([*range(6), *range(7, 13)]) == []


def test_r12_holds_when_a_day_off_ends_the_carried_run() -> None:
    assert judged([0], carried=5) == []
    assert judged([1, 2, 3], carried=6) == []


def test_r12_holds_when_a_long_carried_run_is_not_continued() -> None:
    assert judged([], carried=9) == []


def test_r12_holds_when_two_duties_fall_on_one_date() -> None:
    asked = request(rules=Rules(most_consecutive_days=1))
    assert broken(R12, asked, roster(duty(), duty(pattern_id="late"))) == []
