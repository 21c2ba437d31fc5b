"""R17: each visit starts in a window, each training on its dates between its clock times."""

from datetime import time

import pytest

from models.roster import PlannedTraining
from models.rules import RuleCode
from models.workers import Training
from tests.builders import MONDAY, duty, moment, request, roster, visit, window
from tests.checks.judging import broken, day

R17 = RuleCode.WINDOWS
TRAINING = Training(
    id="T1",
    worker_id="W1",
    minutes=30,
    first_date=MONDAY,
    last_date=day(1),
    earliest_start=time(9),
    latest_start=time(11),
)


def judged(start: str, *windows: object) -> list[str]:
    asked = request(visits=(visit(windows=windows),))
    return [violation.sentence for violation in broken(R17, asked, roster(duty(visits=[("V1", start)])))]


def trained(clock: str, offset: int) -> list[str]:
    held = PlannedTraining(training_id="T1", start=moment(clock, offset))
    worked = duty(day=offset, trainings=(held,))
    return [violation.sentence for violation in broken(R17, request(trainings=(TRAINING,)), roster(worked))]


def test_r17_binds_one_minute_before_or_after_a_hard_window() -> None:
    (violation,) = broken(R17, request(), roster(duty(visits=[("V1", "10:01")])))
    assert violation.worker_ids == ("W1",)
    assert violation.visit_ids == ("V1",)
    assert violation.date == MONDAY
    assert violation.sentence == ("W1 starts visit V1 on Mon 12 Jan 10:01; it may start Mon 12 Jan 08:00 to 10:00.")
    assert len(judged("07:59", window("08:00", "10:00"))) == 1


def test_r17_binds_one_minute_beyond_the_lateness_allowed() -> None:
    (sentence,) = judged("10:16", window("08:00", "10:00", late=15))
    assert sentence.endswith("it may start Mon 12 Jan 08:00 to 10:00 or up to 15 min late.")


def test_r17_binds_one_minute_beyond_the_earliness_allowed() -> None:
    (sentence,) = judged("07:49", window("08:00", "10:00", early=10))
    assert sentence.endswith("it may start Mon 12 Jan 08:00 to 10:00 or up to 10 min early.")
    (sentence,) = judged("10:16", window("08:00", "10:00", early=10, late=15))
    assert sentence.endswith("it may start Mon 12 Jan 08:00 to 10:00 or up to 10 min early and 15 min late.")


def test_r17_binds_between_two_windows_and_on_the_wrong_day() -> None:
    (sentence,) = judged("09:30", window("08:00", "09:00"), window("10:00", "11:00"))
    assert sentence.endswith("it may start Mon 12 Jan 08:00 to 09:00 and Mon 12 Jan 10:00 to 11:00.")
    assert len(judged("08:30", window("08:00", "09:00", day=1))) == 1


@pytest.mark.parametrize(("clock", "offset"), [("08:59", 0), ("11:01", 0), ("10:00", 2)])
def test_r17_binds_on_a_training_at_another_time_or_date(clock: str, offset: int) -> None:
    (sentence,) = trained(clock, offset)
    assert sentence.endswith("it may start on Mon 12 Jan to Tue 13 Jan between 09:00 and 11:00.")


@pytest.mark.parametrize("start", ["08:00", "09:00", "10:00"])
def test_r17_holds_anywhere_in_the_window(start: str) -> None:
    assert judged(start, window("08:00", "10:00")) == []


def test_r17_holds_up_to_the_lateness_allowed() -> None:
    assert judged("10:15", window("08:00", "10:00", late=15)) == []


def test_r17_holds_down_to_the_earliness_allowed() -> None:
    assert judged("07:50", window("08:00", "10:00", early=10)) == []


def test_r17_holds_in_the_second_of_two_windows() -> None:
    assert judged("10:30", window("08:00", "09:00"), window("10:00", "11:00")) == []


@pytest.mark.parametrize(("clock", "offset"), [("09:00", 0), ("11:00", 1)])
def test_r17_holds_for_a_training_on_its_dates_and_times(clock: str, offset: int) -> None:
    assert trained(clock, offset) == []
