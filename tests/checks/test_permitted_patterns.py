"""R03: a duty is of a pattern in the worker's terms and keeps its times."""

from datetime import time

from models.patterns import ClockSpan
from models.rules import RuleCode
from tests.builders import MONDAY, PATTERNS, duty, pattern, request, roster, worker
from tests.checks.judging import broken, shift, span

R03 = RuleCode.PERMITTED_PATTERNS
MOVABLE = pattern(
    "movable",
    start_earlier_minutes=30,
    start_later_minutes=15,
    end_earlier_minutes=10,
    end_later_minutes=60,
)
SPLIT = pattern(
    "split", parts=(ClockSpan(start=time(7), end=time(10)), ClockSpan(start=time(16), end=time(20))), kind="split"
)
ASKED = request(
    patterns=(*PATTERNS, MOVABLE, SPLIT),
    workers=(worker(pattern_ids=("early", "movable", "split"), contract_minutes_per_week=0),),
)


def test_r03_binds_on_a_pattern_outside_the_workers_terms() -> None:
    (violation,) = broken(R03, ASKED, roster(duty(pattern_id="late")))
    assert violation.worker_ids == ("W1",)
    assert violation.date == MONDAY
    assert violation.sentence == "W1's duty on Mon 12 Jan is of pattern late; they work early, movable and split."


def test_r03_binds_when_a_pattern_that_may_not_move_is_moved() -> None:
    (violation,) = broken(R03, ASKED, roster(duty().model_copy(update={"parts": (span("07:00", "13:01"),)})))
    assert violation.sentence == (
        "W1's duty on Mon 12 Jan runs 07:00-13:01; pattern early is 07:00-13:00, "
        "its start moved by -0 to +0 min, its end by -0 to +0 min."
    )


def test_r03_binds_one_minute_beyond_each_movable_bound() -> None:
    for start, end in [("06:29", "14:00"), ("07:16", "14:00"), ("07:00", "13:49"), ("07:00", "15:01")]:
        assert len(broken(R03, ASKED, roster(shift(MOVABLE, parts=(span(start, end),))))) == 1, (start, end)


def test_r03_binds_when_the_middle_of_a_split_moves_or_a_part_is_missing() -> None:
    for parts in [(span("07:00", "10:05"), span("16:00", "20:00")), (span("07:00", "10:00"),)]:
        assert len(broken(R03, ASKED, roster(shift(SPLIT, parts=parts)))) == 1


def test_r03_binds_on_the_right_times_of_another_date() -> None:
    assert len(broken(R03, ASKED, roster(duty().model_copy(update={"date": duty(day=1).date})))) == 1


def test_r03_holds_at_every_movable_bound() -> None:
    for start, end in [("06:30", "13:50"), ("07:15", "15:00"), ("07:00", "14:00")]:
        assert broken(R03, ASKED, roster(shift(MOVABLE, parts=(span(start, end),)))) == [], (start, end)


def test_r03_holds_for_an_unmoved_split() -> None:
    assert broken(R03, ASKED, roster(shift(SPLIT))) == []


def test_r03_holds_where_the_pattern_is_unknown_and_told_as_r00() -> None:
    assert broken(R03, ASKED, roster(duty().model_copy(update={"pattern_id": "tea"}))) == []
