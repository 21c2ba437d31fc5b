"""R23: every stop lies inside one part of the duty, after the handover."""

from typing import Any

import pytest

from models.request import RotaRequest
from models.roster import Duty, PlannedTraining, Span
from models.rules import RuleCode, Rules
from models.visits import Post
from models.workers import Training
from tests.builders import MONDAY, PATTERNS, duty, moment, pattern, request, roster, visit, window
from tests.checks.judging import broken, shift, span

R23 = RuleCode.INSIDE_SHIFT
SPLIT = pattern("split", parts=({"start": "07:00", "end": "10:00"}, {"start": "16:00", "end": "19:00"}), kind="split")


def asked(**fields: Any) -> RotaRequest:
    return request(
        patterns=(*PATTERNS, SPLIT),
        visits=(visit(windows=(window("06:00", "21:00"),)),),
        trainings=(Training(id="T1", worker_id="W1", minutes=30, first_date=MONDAY, last_date=MONDAY),),
        **fields,
    )


def faults(worked: Duty, **fields: Any) -> list[str]:
    return [violation.sentence for violation in broken(R23, asked(**fields), roster(worked))]


def visiting(start: str) -> Duty:
    return duty(visits=[("V1", start)])


def test_r23_binds_on_a_visit_that_ends_after_the_shift() -> None:
    (violation,) = broken(R23, asked(), roster(visiting("12:31")))
    assert violation.worker_ids == ("W1",)
    assert violation.visit_ids == ("V1",)
    assert violation.date == MONDAY
    assert violation.sentence == (
        "W1's visit V1 (Mon 12 Jan 12:31 to 13:01) is not inside the shift, Mon 12 Jan 07:00 to 13:00."
    )


def test_r23_binds_on_a_visit_before_the_shift() -> None:
    assert len(faults(visiting("06:59"))) == 1


def test_r23_binds_on_a_visit_during_the_handover() -> None:
    assert faults(visiting("07:09")) == [
        "W1's visit V1 (Mon 12 Jan 07:09 to 07:39) begins before the handover is over at 07:10."
    ]


def test_r23_binds_between_and_across_the_parts_of_a_split() -> None:
    for start in ("09:31", "12:00", "15:59"):
        (sentence,) = faults(shift(SPLIT, visits=[("V1", start)]))
        assert sentence.endswith("Mon 12 Jan 07:00 to 10:00 and Mon 12 Jan 16:00 to 19:00.")


@pytest.mark.parametrize("rest", [span("12:50", "13:10"), span("07:05", "07:25")])
def test_r23_binds_on_a_break_outside_the_shift_or_during_the_handover(rest: Span) -> None:
    (sentence,) = faults(duty(rest_break=rest))
    assert sentence.startswith("W1's rest break (Mon 12 Jan ")


def test_r23_binds_on_a_training_outside_the_shift() -> None:
    held = PlannedTraining(training_id="T1", start=moment("12:45"))
    (sentence,) = faults(duty(trainings=(held,)))
    assert sentence.startswith("W1's training T1 (Mon 12 Jan 12:45 to 13:15) is not inside the shift")


@pytest.mark.parametrize("start", ["07:10", "09:00", "12:30"])
def test_r23_holds_from_the_end_of_the_handover_to_the_end_of_the_shift(start: str) -> None:
    assert faults(visiting(start)) == []


@pytest.mark.parametrize("start", ["09:30", "16:00", "18:30"])
def test_r23_holds_in_either_part_of_a_split_which_has_one_handover(start: str) -> None:
    assert faults(shift(SPLIT, visits=[("V1", start)])) == []


def test_r23_holds_from_the_first_minute_where_no_handover_is_agreed() -> None:
    assert faults(visiting("07:00"), rules=Rules(handover_minutes=0)) == []


def test_r23_holds_for_a_break_in_the_first_minutes_of_a_post_which_has_no_handover() -> None:
    desk = Post(id="desk", place_id="P2", constituency="Yardley", start=moment("07:00"), end=moment("13:00"))
    covering = duty(rest_break=span("07:05", "07:25")).model_copy(update={"post_id": "desk"})
    assert faults(covering, posts=(desk,)) == []
