"""R16: a visit is made by exactly the workers it needs, starting as it asks; a training by its own worker."""

from typing import Any

import pytest

from models.roster import Duty, PlannedTraining
from models.rules import RuleCode
from models.visits import Together
from models.workers import Training
from optimiser.checks import check
from tests.builders import MONDAY, duty, moment, request, roster, visit, worker
from tests.checks.judging import broken, day

R16 = RuleCode.VISIT_WORKERS
THREE_WORKERS = (worker(), worker("W2"), worker("W3"))
ALONE = request(workers=THREE_WORKERS)
TOGETHER = request(workers=THREE_WORKERS, visits=(visit(workers_needed=2),))
SUPERVISED = request(
    workers=THREE_WORKERS,
    trainings=(Training(id="T1", worker_id="W1", minutes=30, first_date=MONDAY, last_date=day(6)),),
)


def making(worker_id: str, start: str = "08:30") -> Duty:
    return duty(worker_id, visits=[("V1", start)])


def training(worker_id: str, offset: int = 0) -> Duty:
    held = PlannedTraining(training_id="T1", start=moment("09:00", offset))
    return duty(worker_id, day=offset, trainings=(held,))


def test_r16_binds_on_a_two_worker_visit_made_by_one() -> None:
    (violation,) = broken(R16, TOGETHER, roster(making("W1")))
    assert violation.worker_ids == ("W1",)
    assert violation.visit_ids == ("V1",)
    assert violation.date == MONDAY
    assert violation.sentence == "visit V1 is made by 1 worker, W1; it needs 2."


def test_r16_binds_on_a_one_worker_visit_made_by_two() -> None:
    (violation,) = broken(R16, ALONE, roster(making("W1"), making("W2")))
    assert violation.worker_ids == ("W1", "W2")
    assert violation.sentence == "visit V1 is made by 2 workers, W1 and W2; it needs 1."


def test_r16_binds_on_a_two_worker_visit_made_by_three() -> None:
    (violation,) = broken(R16, TOGETHER, roster(making("W3"), making("W1"), making("W2")))
    assert violation.sentence == "visit V1 is made by 3 workers, W1, W2 and W3; it needs 2."


def test_r16_binds_on_two_workers_who_do_not_start_together() -> None:
    (violation,) = broken(R16, TOGETHER, roster(making("W1"), making("W2", "08:31")))
    assert violation.sentence == (
        "visit V1 is started by W1 at Mon 12 Jan 08:30 and W2 at Mon 12 Jan 08:31; it has one start."
    )


def apart(together: Together, *starts: str, **fields: Any) -> list[str]:
    """What is said of W1, W2 ... making the visit at these times."""
    asked = request(workers=THREE_WORKERS, visits=(visit(workers_needed=2, together=together, **fields),))
    worked = [making(f"W{number}", start) for number, start in enumerate(starts, start=1)]
    return [violation.sentence for violation in broken(R16, asked, roster(*worked))]


@pytest.mark.parametrize(("second", "holds"), [("08:59", False), ("09:00", True), ("09:30", True), ("09:31", False)])
def test_r16_binds_on_two_workers_in_sequence_outside_their_least_and_most(second: str, holds: bool) -> None:
    bounds = {"second_least_minutes": 30, "second_most_minutes": 60}
    told = apart(Together.SEQUENCE, "08:30", second, **bounds)
    assert told == (
        []
        if holds
        else [
            f"visit V1 is started by W1 at Mon 12 Jan 08:30 and W2 at Mon 12 Jan {second}; "
            "the second follows the first by at least 30 min and at most 1 h."
        ]
    )


def test_r16_holds_whichever_of_two_workers_in_sequence_comes_first() -> None:
    bounds = {"second_least_minutes": 30, "second_most_minutes": 60}
    assert apart(Together.SEQUENCE, "09:15", "08:30", **bounds) == []
    assert len(apart(Together.SEQUENCE, "08:30", "08:30", **bounds)) == 1


def test_r16_holds_at_any_distance_in_sequence_without_a_most() -> None:
    assert apart(Together.SEQUENCE, "08:00", "10:00", second_least_minutes=30) == []
    (sentence,) = apart(Together.SEQUENCE, "08:00", "08:29", second_least_minutes=30)
    assert sentence.endswith("the second follows the first by at least 30 min.")


def test_r16_holds_for_independent_workers_whenever_each_starts() -> None:
    assert apart(Together.INDEPENDENT, "08:00", "09:17") == []
    assert apart(Together.INDEPENDENT, "08:00", "08:00") == []


@pytest.mark.parametrize("together", Together)
def test_r16_binds_however_two_start_when_one_or_three_come(together: Together) -> None:
    assert apart(together, "08:30") == ["visit V1 is made by 1 worker, W1; it needs 2."]
    assert "3 workers" in apart(together, "08:30", "08:30", "08:30")[0]


def test_r16_binds_on_one_worker_counted_as_two() -> None:
    (violation,) = broken(R16, TOGETHER, roster(making("W1"), making("W1")))
    assert violation.sentence == "visit V1 is made by 1 worker, W1, in 2 duties; it needs 2."


def test_r16_binds_on_one_visit_in_two_duties_of_its_worker() -> None:
    sentences = [each.sentence for each in broken(R16, ALONE, roster(making("W1"), making("W1")))]
    assert sentences == ["visit V1 is made by 1 worker, W1, in 2 duties; it needs 1."]


def test_r16_binds_on_a_training_attended_by_somebody_else() -> None:
    (violation,) = broken(R16, SUPERVISED, roster(training("W2")))
    assert violation.worker_ids == ("W2",)
    assert violation.date == MONDAY
    assert violation.sentence == "W2 attends training T1 on Mon 12 Jan 09:00, which is W1's."


def test_r16_binds_on_a_training_held_twice() -> None:
    (violation,) = broken(R16, SUPERVISED, roster(training("W1"), training("W1", 1)))
    assert violation.worker_ids == ("W1",)
    assert violation.date == MONDAY
    assert violation.sentence == "training T1 is held 2 times; once is due."


def test_r16_holds_for_two_workers_starting_together() -> None:
    assert check(TOGETHER, roster(making("W1"), making("W2"))) == []


def test_r16_holds_for_a_visit_made_by_one_and_for_one_nobody_makes() -> None:
    assert broken(R16, ALONE, roster(making("W2"))) == []
    assert broken(R16, TOGETHER, roster(duty())) == []


def test_r16_holds_for_a_training_with_its_own_worker_or_not_held() -> None:
    assert broken(R16, SUPERVISED, roster(training("W1", 3))) == []
    assert broken(R16, SUPERVISED, roster()) == []


def test_r16_holds_where_the_second_worker_is_unknown_and_told_as_r00() -> None:
    assert [each.code for each in check(TOGETHER, roster(making("W1"), making("W9")))] == ["R00"]


def test_r16_binds_on_a_visit_of_two_dates_told_on_the_first() -> None:
    both = [duty("W1", day=2, visits=[("V1", "08:30")]), duty("W2", day=1, visits=[("V1", "08:30")])]
    violations = broken(R16, TOGETHER, roster(*both))
    assert [(violation.date, violation.worker_ids) for violation in violations] == [(day(1), ("W1", "W2"))]
