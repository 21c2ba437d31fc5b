"""R01: at most one duty a worker and date, none overlapping another."""

from models.rules import RuleCode
from tests.builders import MONDAY, duty, pattern, request, roster, worker
from tests.checks.judging import broken, shift

R01 = RuleCode.ONE_DUTY_A_DAY


def test_r01_binds_on_an_early_and_a_late_on_one_date() -> None:
    (violation,) = broken(R01, request(), roster(duty(), duty(pattern_id="late")))
    assert violation.worker_ids == ("W1",)
    assert violation.date == MONDAY
    assert violation.sentence == "W1 has 2 duties on Mon 12 Jan; one a day is the most."


def test_r01_binds_on_the_same_duty_typed_twice() -> None:
    sentences = [violation.sentence for violation in broken(R01, request(), roster(duty(), duty()))]
    assert sentences == [
        "W1 has 2 duties on Mon 12 Jan; one a day is the most.",
        "W1's duty starting Mon 12 Jan 07:00 overlaps their duty ending Mon 12 Jan 13:00.",
    ]


def test_r01_binds_on_a_night_running_into_the_next_early() -> None:
    night = pattern("long night", "22:00", "07:30")
    (violation,) = broken(R01, request(patterns=(night, pattern())), roster(shift(night), duty(day=1)))
    assert violation.date == duty(day=1).date
    assert violation.sentence == "W1's duty starting Tue 13 Jan 07:00 overlaps their duty ending Tue 13 Jan 07:30."


def test_r01_holds_for_one_duty_a_date_and_two_that_only_touch() -> None:
    assert broken(R01, request(), roster(duty(pattern_id="night"), duty(day=1))) == []


def test_r01_holds_for_two_workers_on_one_date() -> None:
    assert broken(R01, request(workers=(worker(), worker("W2"))), roster(duty(), duty("W2"))) == []
