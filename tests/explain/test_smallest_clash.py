"""A clash names no rule needlessly: without any one of those named, the others can be kept together."""

import pytest

from models.request import RotaRequest
from models.rules import RuleCode, Rules
from models.wishes import Pin, PinKind
from models.workers import CarriedIn
from optimiser.conflicts.clashes import clash
from optimiser.rostering.rules import RULES
from optimiser.shifts import possible_shifts
from tests.builders import moment, request, worker

SHARED = {RuleCode.POSTS, RuleCode.COVER}


def pins(*numbers: int, pattern_id: str | None = None) -> tuple[Pin, ...]:
    dates = request().horizon.dates
    return tuple(
        Pin(id=f"P{n}", kind=PinKind.DUTY, worker_id="W1", date=dates[n], pattern_id=pattern_id) for n in numbers
    )


CASES = (
    request(workers=(worker(contract_minutes_per_week=1_080, tolerance_over_minutes=240),), pins=pins(0, 2, 4, 5)),
    request(workers=(worker(carried=CarriedIn(consecutive_days_worked=5)),), pins=pins(0, 1)),
    request(workers=(worker(carried=CarriedIn(last_duty_end=moment("23:00", -1))),), pins=pins(0, pattern_id="early")),
    request(pins=pins(*range(7)), rules=Rules(most_consecutive_days=3)),
)


@pytest.mark.parametrize("asked", CASES)
def test_no_rule_of_a_clash_can_be_left_out(asked: RotaRequest) -> None:
    shifts = possible_shifts(asked)
    alone = [rule for rule in RULES if rule.code not in SHARED]
    codes = {code for code, _ in clash(asked, shifts, alone)}
    assert codes
    for left_out in codes:
        others = [rule for rule in alone if rule.code in codes - {left_out}]
        assert clash(asked, shifts, others) == []
