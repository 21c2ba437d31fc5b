"""R05: what a team leader fixed is in the roster."""

from typing import Any

import pytest

from models.rules import RuleCode
from models.visits import Together
from models.wishes import Pin, PinKind
from tests.builders import MONDAY, duty, moment, request, roster, visit, worker
from tests.checks.judging import broken, day

R05 = RuleCode.PINS


def pin(kind: PinKind, **fields: Any) -> Pin:
    return Pin(**{"id": "F1", "kind": kind, "worker_id": "W1", **fields})


DUTY = pin(PinKind.DUTY, date=MONDAY)
LATE = pin(PinKind.DUTY, date=MONDAY, pattern_id="late")
DAY_OFF = pin(PinKind.DAY_OFF, date=MONDAY)
VISIT = pin(PinKind.VISIT, visit_id="V1")
VISIT_AT_NINE = pin(PinKind.VISIT, visit_id="V1", start=moment("09:00"))


def judged(one_pin: Pin, *duties: Any) -> list[str]:
    asked = request(pins=(one_pin,), workers=(worker(), worker("W2")))
    return [violation.sentence for violation in broken(R05, asked, roster(*duties))]


def test_r05_binds_on_a_pinned_duty_not_worked() -> None:
    (violation,) = broken(R05, request(pins=(DUTY,)), roster(duty(day=1)))
    assert violation.worker_ids == ("W1",)
    assert violation.date == MONDAY
    assert violation.sentence == "W1 has no duty on Mon 12 Jan, which pin F1 asks for."


def test_r05_binds_on_a_pinned_duty_worked_on_another_pattern() -> None:
    assert judged(LATE, duty()) == ["W1 has no duty of pattern late on Mon 12 Jan, which pin F1 asks for."]


def test_r05_binds_on_a_duty_on_a_pinned_day_off() -> None:
    assert judged(DAY_OFF, duty()) == ["W1 has a duty on Mon 12 Jan, which pin F1 makes a day off."]


def test_r05_binds_on_a_pinned_visit_made_by_somebody_else() -> None:
    asked = request(pins=(VISIT,), workers=(worker(), worker("W2")))
    (violation,) = broken(R05, asked, roster(duty("W2", visits=[("V1", "09:00")])))
    assert violation.visit_ids == ("V1",)
    assert violation.sentence == "W1 does not make visit V1, which pin F1 asks for."


def test_r05_binds_on_a_pinned_visit_at_another_time() -> None:
    (violation,) = broken(R05, request(pins=(VISIT_AT_NINE,)), roster(duty(visits=[("V1", "09:01")])))
    assert violation.date == MONDAY
    assert violation.sentence == "W1 does not make visit V1 at Mon 12 Jan 09:00, which pin F1 asks for."


@pytest.mark.parametrize(
    ("one_pin", "worked"),
    [
        (DUTY, duty()),
        (DUTY, duty(pattern_id="late")),
        (LATE, duty(pattern_id="late")),
        (DAY_OFF, duty(day=1)),
        (DAY_OFF, duty("W2")),
        (VISIT, duty(visits=[("V1", "08:30")])),
        (VISIT_AT_NINE, duty(visits=[("V1", "09:00")])),
    ],
)
def test_r05_holds_when_the_pin_is_kept(one_pin: Pin, worked: Any) -> None:
    assert judged(one_pin, worked) == []


def test_r05_holds_for_one_of_the_two_workers_of_a_visit() -> None:
    asked = request(pins=(VISIT,), workers=(worker(), worker("W2")), visits=(visit(workers_needed=2),))
    both = [duty(name, visits=[("V1", "08:30")]) for name in ("W1", "W2")]
    assert broken(R05, asked, roster(*both)) == []


def test_r05_binds_on_a_start_that_only_the_other_of_two_independent_workers_has() -> None:
    asked = request(
        pins=(VISIT_AT_NINE,),
        workers=(worker(), worker("W2")),
        visits=(visit(workers_needed=2, together=Together.INDEPENDENT),),
    )

    def judged_at(own: str, other: str) -> int:
        worked = roster(duty(visits=[("V1", own)]), duty("W2", visits=[("V1", other)]))
        return len(broken(R05, asked, worked))

    assert judged_at("09:00", "08:00") == 0
    assert judged_at("08:00", "09:00") == 1


def test_r05_binds_on_each_pin_by_itself() -> None:
    off_tuesday = pin(PinKind.DAY_OFF, id="F2", date=day(1))
    violations = broken(R05, request(pins=(DUTY, off_tuesday)), roster(duty(day=1)))
    assert [violation.date for violation in violations] == [MONDAY, day(1)]
