"""R13: at most so many split duties a week."""

from models.clock import Horizon
from models.request import RotaRequest
from models.rules import RuleCode, Rules
from tests.builders import MONDAY, PATTERNS, duty, pattern, request, roster, worker
from tests.checks.judging import broken, shift

R13 = RuleCode.SPLIT_DUTIES
SPLIT = pattern("split", parts=({"start": "07:00", "end": "10:00"}, {"start": "16:00", "end": "19:00"}), kind="split")
OTHER = SPLIT.model_copy(update={"id": "other split"})


def asked(limit: int = 2) -> RotaRequest:
    return request(
        horizon=Horizon(start=MONDAY, days=14),
        patterns=(*PATTERNS, SPLIT, OTHER),
        workers=(worker(), worker("W2")),
        rules=Rules(most_split_duties_a_week=limit),
    )


def test_r13_binds_on_a_third_split_in_a_week() -> None:
    (violation,) = broken(R13, asked(), roster(shift(SPLIT, 0), shift(OTHER, 2), shift(SPLIT, 6)))
    assert violation.worker_ids == ("W1",)
    assert violation.date == MONDAY
    assert violation.sentence == "W1 has 3 split duties in the week from Mon 12 Jan; 2 is the most."


def test_r13_binds_on_the_first_split_where_none_is_agreed() -> None:
    assert len(broken(R13, asked(limit=0), roster(shift(SPLIT, 8)))) == 1


def test_r13_holds_on_two_in_each_week() -> None:
    assert broken(R13, asked(), roster(*(shift(SPLIT, each) for each in (5, 6, 7, 8)))) == []


def test_r13_holds_for_straight_duties_and_for_two_workers_together() -> None:
    worked = [shift(SPLIT, 0), shift(SPLIT, 1), duty(day=2), shift(SPLIT, 0, "W2"), shift(SPLIT, 1, "W2")]
    assert broken(R13, asked(), roster(*worked)) == []
