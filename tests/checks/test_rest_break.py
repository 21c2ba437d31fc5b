"""R11: a duty with a break due has one, long enough and where it can be taken."""

from datetime import time
from typing import Any

import pytest

from models.patterns import ShiftPattern
from models.request import RotaRequest
from models.roster import Duty, PlannedTraining, Span
from models.rules import RuleCode, Rules
from models.workers import Training
from tests.builders import MONDAY, PATTERNS, moment, pattern, request, roster, visit, window
from tests.checks.judging import broken, shift, span

R11 = RuleCode.REST_BREAK
LONG = pattern("long", "07:00", "15:00")


def hours(earliest: str, latest: str) -> dict[str, time]:
    """The clock times between which a pattern's break starts."""
    return {
        "break_earliest_start": time.fromisoformat(earliest),
        "break_latest_start": time.fromisoformat(latest),
    }


LUNCH = pattern("lunch", "07:00", "15:00", break_minutes=20, **hours("11:00", "12:30"))
OWN_BREAK = pattern("own break", "07:00", "12:00", break_minutes=30)
SIX_HOURS = pattern("six", "07:00", "13:00", end_later_minutes=1)
SPLIT = pattern("split", parts=({"start": "07:00", "end": "12:00"}, {"start": "16:00", "end": "22:01"}), kind="split")


def asked() -> RotaRequest:
    return request(
        patterns=(*PATTERNS, LONG, OWN_BREAK, SIX_HOURS, SPLIT),
        visits=(visit(windows=(window("07:00", "15:00"),)),),
        trainings=(Training(id="T1", worker_id="W1", minutes=30, first_date=MONDAY, last_date=MONDAY),),
    )


def faults(worked: Any) -> list[str]:
    return [violation.sentence for violation in broken(R11, asked(), roster(worked))]


def test_r11_binds_on_a_long_duty_without_a_break() -> None:
    (violation,) = broken(R11, asked(), roster(shift(LONG)))
    assert violation.worker_ids == ("W1",)
    assert violation.date == MONDAY
    assert violation.sentence == "W1's duty starting Mon 12 Jan 07:00 has no rest break; 20 min is due."


def test_r11_binds_when_a_pattern_has_its_own_break() -> None:
    assert faults(shift(OWN_BREAK)) == ["W1's duty starting Mon 12 Jan 07:00 has no rest break; 30 min is due."]


def test_r11_binds_one_minute_above_six_hours_and_holds_at_six() -> None:
    assert len(faults(shift(SIX_HOURS, parts=(span("07:00", "13:01"),)))) == 1
    assert faults(shift(SIX_HOURS)) == []


def test_r11_binds_on_a_long_part_of_a_split_only() -> None:
    assert len(faults(shift(SPLIT))) == 1
    both_short = (span("07:00", "12:00"), span("16:00", "22:00"))
    assert faults(shift(SPLIT, parts=both_short)) == []


@pytest.mark.parametrize(("end", "minutes"), [("10:19", 19), ("10:21", 21)])
def test_r11_binds_on_a_break_too_short_or_too_long(end: str, minutes: int) -> None:
    assert faults(shift(LONG, rest_break=span("10:00", end))) == [
        f"W1's duty starting Mon 12 Jan 07:00 has a rest break of {minutes} min; 20 min is due."
    ]


def test_r11_binds_on_a_break_where_none_is_due() -> None:
    assert faults(shift(SIX_HOURS, rest_break=span("10:00", "10:20"))) == [
        "W1's duty starting Mon 12 Jan 07:00 has a rest break of 20 min; none is due."
    ]


@pytest.mark.parametrize("rest", [span("07:59", "08:19"), span("13:41", "14:01")])
def test_r11_binds_on_a_break_less_than_an_hour_from_either_end(rest: Span) -> None:
    (sentence,) = faults(shift(LONG, rest_break=rest))
    assert sentence.endswith("less than 1 h from the duty's start or end.")


def test_r11_binds_on_a_break_between_the_parts_or_across_their_edge() -> None:
    for rest in (span("13:00", "13:20"), span("11:50", "12:10"), span("15:50", "16:10")):
        (sentence,) = faults(shift(SPLIT, rest_break=rest))
        assert sentence.endswith("outside the shift.")


def test_r11_binds_on_a_break_during_a_visit() -> None:
    worked = shift(LONG, rest_break=span("10:00", "10:20"), visits=[("V1", "10:19")])
    (violation,) = broken(R11, asked(), roster(worked))
    assert violation.visit_ids == ("V1",)
    assert violation.sentence == (
        "W1's duty starting Mon 12 Jan 07:00 has its rest break Mon 12 Jan 10:00 to 10:20, "
        "during visit V1 (Mon 12 Jan 10:19 to 10:49)."
    )


def test_r11_binds_on_a_break_during_a_training() -> None:
    held = PlannedTraining(training_id="T1", start=moment("09:31"))
    assert "during training T1" in faults(shift(LONG, rest_break=span("10:00", "10:20"), trainings=(held,)))[0]


def test_r11_binds_on_everything_wrong_with_one_break() -> None:
    worked = shift(LONG, rest_break=span("06:50", "07:05"), visits=[("V1", "07:00")])
    assert len(faults(worked)) == 4


def in_its_hours(worked: Duty, own: ShiftPattern) -> list[str]:
    judged = request(patterns=(own,), visits=(visit(windows=(window("07:00", "15:00"),)),))
    return [violation.sentence for violation in broken(R11, judged, roster(worked))]


@pytest.mark.parametrize(("start", "end"), [("10:59", "11:19"), ("12:31", "12:51")])
def test_r11_binds_on_a_break_before_or_after_the_hours_of_its_pattern(start: str, end: str) -> None:
    assert in_its_hours(shift(LUNCH, rest_break=span(start, end)), LUNCH) == [
        f"W1's duty starting Mon 12 Jan 07:00 has its rest break Mon 12 Jan {start} to {end}; "
        "in pattern lunch it starts between 11:00 and 12:30."
    ]


@pytest.mark.parametrize(("start", "end"), [("11:00", "11:20"), ("12:30", "12:50")])
def test_r11_holds_when_the_break_starts_in_the_hours_of_its_pattern(start: str, end: str) -> None:
    assert in_its_hours(shift(LUNCH, rest_break=span(start, end)), LUNCH) == []


def test_r11_binds_on_a_night_whose_break_is_before_the_hours_after_midnight() -> None:
    own = pattern("night", "22:00", "07:00", break_minutes=20, **hours("01:00", "02:00"))
    assert in_its_hours(shift(own, rest_break=span("01:30", "01:50", 1)), own) == []
    assert len(in_its_hours(shift(own, rest_break=span("23:30", "23:50")), own)) == 1
    across = pattern("night", "22:00", "07:00", break_minutes=20, **hours("23:30", "00:30"))
    assert in_its_hours(shift(across, rest_break=span("00:20", "00:40", 1)), across) == []
    assert len(in_its_hours(shift(across, rest_break=span("01:30", "01:50", 1)), across)) == 1


def test_r11_binds_on_a_duty_that_its_patterns_break_hours_do_not_meet() -> None:
    own = pattern("late lunch", "07:00", "11:00", break_minutes=20, **hours("12:00", "13:00"))
    assert len(in_its_hours(shift(own, rest_break=span("09:00", "09:20")), own)) == 1


@pytest.mark.parametrize("rest", [span("08:00", "08:20"), span("13:40", "14:00"), span("11:00", "11:20")])
def test_r11_holds_from_an_hour_after_the_start_to_an_hour_before_the_end(rest: Span) -> None:
    assert faults(shift(LONG, rest_break=rest)) == []


def test_r11_holds_between_a_visit_and_a_training_that_touch_it() -> None:
    held = PlannedTraining(training_id="T1", start=moment("09:30"))
    assert faults(shift(LONG, rest_break=span("10:00", "10:20"), visits=[("V1", "10:20")], trainings=(held,))) == []


def test_r11_holds_inside_the_long_part_of_a_split() -> None:
    assert faults(shift(SPLIT, rest_break=span("18:00", "18:20"))) == []


def test_r11_holds_at_the_very_edges_of_a_part_where_no_distance_from_them_is_agreed() -> None:
    anywhere = asked().model_copy(update={"rules": Rules(break_from_edge_minutes=0)})
    for rest in (span("16:00", "16:20"), span("21:41", "22:01"), span("07:00", "07:20")):
        assert broken(R11, anywhere, roster(shift(SPLIT, rest_break=rest))) == []
