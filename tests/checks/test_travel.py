"""R21: stops do not overlap and there is time for each journey; one place further by car takes six minutes."""

from datetime import date, time
from typing import Any

import pytest

from models.base import StartsFrom, TravelMode
from models.clock import Horizon, at
from models.request import RotaRequest
from models.roster import Duty, PlannedTraining, PlannedVisit, Span
from models.rules import RuleCode
from models.workers import Training
from tests.builders import MONDAY, PATTERNS, duty, moment, pattern, request, roster, user, visit, window, worker
from tests.checks.judging import broken, shift, span

R21 = RuleCode.TRAVEL
ALL_DAY = (window("07:00", "21:00"),)
SPLIT = pattern("split", parts=({"start": "07:00", "end": "10:00"}, {"start": "16:00", "end": "19:00"}), kind="split")
LONG = pattern("long", "07:00", "15:00")


def asked(**fields: Any) -> RotaRequest:
    """Two people one place apart, each with one visit, and one training."""
    return request(
        patterns=(*PATTERNS, SPLIT, LONG),
        workers=(worker(**fields),),
        service_users=(user(), user("U2", place_id="P2"), user("U3", place_id="P1")),
        visits=tuple(visit(f"V{n}", f"U{n}", windows=ALL_DAY) for n in (1, 2, 3)),
        trainings=(Training(id="T1", worker_id="W1", minutes=30, first_date=MONDAY, last_date=MONDAY),),
    )


def faults(worked: Duty, **fields: Any) -> list[str]:
    return [violation.sentence for violation in broken(R21, asked(**fields), roster(worked))]


def test_r21_binds_one_minute_short_of_the_journey() -> None:
    (violation,) = broken(R21, asked(), roster(duty(visits=[("V1", "08:00"), ("V2", "08:35")])))
    assert violation.worker_ids == ("W1",)
    assert violation.visit_ids == ("V1", "V2")
    assert violation.date == MONDAY
    assert violation.sentence == (
        "W1 has 5 min to travel from visit V1 (Mon 12 Jan 08:00 to 08:30) to visit V2 (Mon 12 Jan 08:35 to 09:05); "
        "the journey takes 6 min."
    )


def test_r21_binds_without_a_minute_between_two_places() -> None:
    (sentence,) = faults(duty(visits=[("V1", "08:00"), ("V2", "08:30")]))
    assert sentence.startswith("W1 has 0 min to travel")


def test_r21_holds_with_exactly_the_journey_between() -> None:
    assert faults(duty(visits=[("V1", "08:00"), ("V2", "08:36")])) == []


def test_r21_binds_for_a_walker_where_a_driver_has_time() -> None:
    worked = duty(visits=[("V1", "08:00"), ("V2", "08:48")])
    assert len(faults(worked, travel_mode=TravelMode.WALK)) == 1
    assert faults(worked) == []


def test_r21_binds_whatever_order_the_visits_are_listed_in() -> None:
    assert len(faults(duty(visits=[("V2", "08:35"), ("V1", "08:00")]))) == 1


def test_r21_binds_on_stops_that_overlap() -> None:
    (sentence,) = faults(duty(visits=[("V1", "08:00"), ("V3", "08:29")]))
    assert sentence == ("W1's visit V1 (Mon 12 Jan 08:00 to 08:30) overlaps visit V3 (Mon 12 Jan 08:29 to 08:59).")


def test_r21_holds_for_two_visits_at_one_place_end_to_end() -> None:
    assert faults(duty(visits=[("V1", "08:00"), ("V3", "08:30")])) == []


def test_r21_binds_on_every_stop_that_a_long_one_overlaps() -> None:
    long_rest = span("08:00", "10:00")
    assert len(faults(duty(visits=[("V1", "08:10"), ("V3", "09:00")], rest_break=long_rest))) == 2


@pytest.mark.parametrize(
    ("rest", "second"), [(span("08:36", "08:56"), "08:56"), (span("08:30", "08:50"), "08:56")], ids=["before", "after"]
)
def test_r21_holds_with_the_whole_journey_before_or_after_the_break(rest: Any, second: str) -> None:
    assert faults(duty(visits=[("V1", "08:00"), ("V2", second)], rest_break=rest)) == []


def test_r21_binds_when_the_break_cuts_the_journey_in_two() -> None:
    (sentence,) = faults(duty(visits=[("V1", "08:00"), ("V2", "08:58")], rest_break=span("08:34", "08:54")))
    assert sentence.startswith("W1 has 4 min to travel from visit V1")


def test_r21_binds_when_a_training_leaves_no_gap_for_the_journey() -> None:
    held = PlannedTraining(training_id="T1", start=moment("08:33"))
    assert len(faults(duty(visits=[("V1", "08:00"), ("V2", "09:08")], trainings=(held,)))) == 1
    assert faults(duty(visits=[("V1", "08:00"), ("V2", "09:09")], trainings=(held,))) == []


def test_r21_binds_when_a_break_inside_a_visit_would_hide_the_short_journey() -> None:
    # The visit ends at 08:30, so the quarter hour after the break is not all free for the journey.
    sentences = faults(duty(visits=[("V1", "08:00"), ("V2", "08:33")], rest_break=span("08:02", "08:22")))
    assert len(sentences) == 2
    assert any(sentence.startswith("W1 has 3 min to travel") for sentence in sentences)


FROM_BASE = {"starts_from": StartsFrom.BASE}


def test_r21_binds_on_the_first_journey_from_a_base_which_follows_the_handover() -> None:
    assert faults(duty(visits=[("V1", "07:16")]), **FROM_BASE) == []
    (violation,) = broken(R21, asked(**FROM_BASE), roster(duty(visits=[("V1", "07:15")])))
    assert violation.visit_ids == ("V1",)
    assert violation.sentence == (
        "W1 has 5 min to travel from the base (Mon 12 Jan 07:10) to visit V1 (Mon 12 Jan 07:15 to 07:45); "
        "the journey takes 6 min."
    )


def test_r21_binds_on_the_last_journey_back_to_a_base() -> None:
    assert faults(duty(visits=[("V1", "12:24")]), **FROM_BASE) == []
    (sentence,) = faults(duty(visits=[("V1", "12:25")]), **FROM_BASE)
    assert "to the base (Mon 12 Jan 13:00)" in sentence


def test_r21_binds_on_the_last_journey_to_another_base_than_the_first() -> None:
    # V1 is at P1: from P0 6 minutes, to P3 twice as far by road, 9.
    fields = {**FROM_BASE, "end_place_id": "P3"}
    assert faults(duty(visits=[("V1", "12:21")]), **fields) == []
    (sentence,) = faults(duty(visits=[("V1", "12:22")]), **fields)
    assert "8 min to travel" in sentence and "to the base (Mon 12 Jan 13:00); the journey takes 9 min" in sentence
    assert len(faults(duty(visits=[("V1", "07:15")]), **fields)) == 1


def test_r21_holds_when_a_worker_from_a_base_ends_at_home_or_one_from_home_at_a_base() -> None:
    home = {**FROM_BASE, "ends_at": StartsFrom.HOME}
    assert faults(duty(visits=[("V1", "12:30")]), **home) == []
    assert len(faults(duty(visits=[("V1", "07:15")]), **home)) == 1
    base = {"ends_at": StartsFrom.BASE, "end_place_id": "P3"}
    assert faults(duty(visits=[("V1", "07:10")]), **base) == []
    assert len(faults(duty(visits=[("V1", "12:22")]), **base)) == 1


def test_r21_binds_on_the_journey_from_base_to_base_around_trainings_alone() -> None:
    # P0 to P3 takes 12 minutes; a part with nothing in it has no journey.
    fields = {**FROM_BASE, "end_place_id": "P3"}
    early, late = (PlannedTraining(training_id="T1", start=moment(at)) for at in ("07:21", "12:19"))
    assert faults(duty(trainings=(early,)), **fields) == []
    long_session = Training(id="T1", worker_id="W1", minutes=330, first_date=MONDAY, last_date=MONDAY)
    blocked = asked(**fields).changed(trainings=(long_session,))
    held = PlannedTraining(training_id="T1", start=moment("07:20"))
    assert len(broken(R21, blocked, roster(duty(trainings=(held,))))) == 1
    assert faults(duty(), **fields) == []
    assert faults(duty(trainings=(late,)), **fields) == []


def test_r21_holds_for_each_worker_from_their_own_base() -> None:
    crew = (worker(**FROM_BASE), worker("W2", place_id="P1", **FROM_BASE))
    near, far = (duty(name, visits=[(visit_id, "07:10")]) for name, visit_id in (("W2", "V1"), ("W1", "V3")))
    found = broken(R21, asked().changed(workers=crew), roster(near, far))
    assert [violation.worker_ids for violation in found] == [("W1",)]


def test_r21_holds_when_the_commute_from_home_is_outside_paid_time() -> None:
    assert faults(duty(visits=[("V1", "07:10"), ("V2", "12:30")])) == []


def test_r21_holds_when_the_journey_from_a_base_goes_before_or_after_a_training() -> None:
    for training_at, visit_at in [("07:16", "07:46"), ("07:10", "07:46")]:
        held = PlannedTraining(training_id="T1", start=moment(training_at))
        assert faults(duty(visits=[("V1", visit_at)], trainings=(held,)), **FROM_BASE) == []


def in_parts(*visits: tuple[str, str]) -> Duty:
    return shift(SPLIT, visits=visits)


def test_r21_binds_in_each_part_of_a_split_of_a_worker_with_a_base() -> None:
    home_and_back = in_parts(("V1", "07:16"), ("V3", "09:24"), ("V2", "16:09"))
    assert faults(home_and_back, **FROM_BASE) == []
    assert len(faults(in_parts(("V1", "07:16"), ("V3", "09:25"), ("V2", "16:08")), **FROM_BASE)) == 2


def test_r21_holds_between_the_parts_of_a_split_of_a_worker_from_home() -> None:
    assert faults(in_parts(("V1", "09:30"), ("V2", "16:00"))) == []


def test_r21_holds_for_a_base_worker_with_no_stop_that_has_a_place() -> None:
    held = PlannedTraining(training_id="T1", start=moment("07:10"))
    assert faults(duty(trainings=(held,)), **FROM_BASE) == []


def autumn_night(second_visit: str) -> list[str]:
    """The clock shows 01:00 to 02:00 twice on 25 October; the first visit ends as the second of these hours begins."""
    sunday = date(2026, 10, 25)
    starts = {"V1": "2026-10-25T01:30+01:00", "V2": second_visit}
    worked = Duty(
        worker_id="W1",
        date=sunday,
        pattern_id="early",
        parts=(Span(start=at(sunday, time(0)), end=at(sunday, time(6))),),
        visits=tuple(PlannedVisit.model_validate({"visit_id": name, "start": start}) for name, start in starts.items()),
    )
    autumn = asked().model_copy(update={"horizon": Horizon(start=sunday)})
    return [violation.sentence for violation in broken(R21, autumn, roster(worked))]


def test_r21_holds_over_the_october_change_though_the_clock_shows_an_earlier_time() -> None:
    assert autumn_night("2026-10-25T01:06+00:00") == []


def test_r21_binds_over_the_october_change_a_minute_earlier() -> None:
    (sentence,) = autumn_night("2026-10-25T01:05+00:00")
    assert sentence.startswith("W1 has 5 min to travel")
