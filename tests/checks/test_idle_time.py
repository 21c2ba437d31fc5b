"""Waiting between stops and the most idle part of a duty, priced by hand; a journey of one step by car takes 6 minutes.

Waiting costs 2 pence a minute here, the most idle part 3.
"""

from typing import Any

import pytest

from models.base import StartsFrom
from models.money import Prices
from models.request import RotaRequest
from models.roster import Duty, PlannedTraining
from models.visits import Post
from models.workers import Training
from tests.builders import MONDAY, PATTERNS, duty, moment, pattern, request, user, visit, window, worker
from tests.checks.judging import shift, span, term

SPLIT = pattern("split", parts=({"start": "07:00", "end": "10:00"}, {"start": "16:00", "end": "19:00"}), kind="split")
FROM_BASE = {"starts_from": StartsFrom.BASE}
TRAINING = Training(id="T1", worker_id="W1", minutes=30, first_date=MONDAY, last_date=MONDAY)


def asked(**fields: Any) -> RotaRequest:
    """People one and two steps from the first place, a visit of half an hour each, and a training of half an hour."""
    return request(
        patterns=(*PATTERNS, SPLIT),
        workers=(worker(**fields), worker("W2", **fields)),
        service_users=(user(), user("U2", place_id="P2")),
        visits=tuple(visit(f"V{n}", f"U{n}", windows=(window("07:00", "21:00"),)) for n in (1, 2)),
        trainings=(TRAINING,),
        prices=Prices(waiting_minute=2, most_idle_minute=3),
    )


def waiting(worked: Duty, **fields: Any) -> int:
    """Minutes waited."""
    pence = term("waiting", asked(**fields), worked)
    assert pence % 2 == 0
    return pence // 2


def idle(*worked: Duty, **fields: Any) -> int:
    """Idle minutes of the idlest part."""
    pence = term("most_idle", asked(**fields), *worked)
    assert pence % 3 == 0
    return pence // 3


def training_at(clock: str) -> dict[str, Any]:
    return {"trainings": (PlannedTraining(training_id="T1", start=moment(clock)),)}


ROUND = [("V1", "08:00"), ("V2", "09:00")]


def test_the_time_between_two_visits_is_waited_but_for_the_journey() -> None:
    assert waiting(duty(visits=ROUND)) == 30 - 6


def test_time_before_the_first_stop_and_after_the_last_is_not_waited() -> None:
    assert waiting(duty(visits=ROUND[:1])) == 0
    assert waiting(duty()) == 0


def test_a_training_and_a_break_between_visits_are_not_waited() -> None:
    worked = duty(visits=[("V1", "08:00"), ("V2", "10:00")], rest_break=span("09:00", "09:20"), **training_at("08:30"))
    assert waiting(worked) == 90 - 30 - 20 - 6


def test_waiting_begins_with_a_training_that_comes_first() -> None:
    assert waiting(duty(visits=[("V1", "09:00")], **training_at("08:00"))) == 30
    # From a base the journey to the visit is made in this time.
    assert waiting(duty(visits=[("V1", "09:00")], **training_at("08:00")), **FROM_BASE) == 30 - 6


def test_the_journeys_from_and_to_a_base_are_not_waited() -> None:
    assert waiting(duty(visits=ROUND), **FROM_BASE) == 30 - 6


def test_the_wait_for_a_break_after_the_last_visit_counts() -> None:
    after = duty(visits=[("V1", "08:00")], rest_break=span("09:00", "09:20"))
    assert waiting(after) == 30
    assert waiting(after, **FROM_BASE) == 30


def test_a_break_before_the_first_visit_is_before_all_waiting() -> None:
    assert waiting(duty(visits=ROUND, rest_break=span("07:30", "07:50"))) == 24


def test_each_part_of_a_split_waits_by_itself() -> None:
    assert waiting(shift(SPLIT, visits=[("V1", "09:00"), ("V2", "16:30")])) == 0
    both = shift(SPLIT, visits=[("V1", "08:00"), ("V2", "17:00")], **training_at("09:00"))
    assert waiting(both) == 30


def test_stops_that_overlap_leave_nothing_to_wait_for() -> None:
    assert waiting(duty(visits=[("V1", "08:00"), ("V2", "08:10")])) == 0


def test_waiting_is_summed_over_duties() -> None:
    worked = [duty(visits=ROUND), duty("W2", visits=ROUND)]
    assert term("waiting", asked(), *worked) == 2 * 2 * 24


def test_by_default_neither_waiting_nor_idleness_is_weighed() -> None:
    plain = asked().changed(prices=Prices())
    assert term("waiting", plain, duty(visits=ROUND)) == 0
    assert term("most_idle", plain, duty(visits=ROUND)) == 0


def test_what_is_idle_is_all_but_handover_visits_trainings_break_and_journeys() -> None:
    # Six hours from 07:00, handover 10 minutes.
    assert idle(duty()) == 360 - 10
    assert idle(duty(rest_break=span("09:00", "09:20"))) == 360 - 10  # with nothing to break off from
    assert idle(duty(visits=ROUND, rest_break=span("10:00", "10:20"))) == 360 - 10 - 60 - 6 - 20
    assert idle(duty(visits=ROUND)) == 360 - 10 - 60 - 6
    assert idle(duty(visits=ROUND, **training_at("10:00"))) == 360 - 10 - 90 - 6
    # To the first person one step, from the second two: 9 minutes.
    assert idle(duty(visits=ROUND), **FROM_BASE) == 360 - 10 - 60 - 6 - 6 - 9


def test_only_the_idlest_part_of_all_duties_costs() -> None:
    assert idle(duty(visits=ROUND), duty("W2", visits=ROUND[:1])) == 360 - 10 - 30
    assert idle(shift(SPLIT, visits=[("V1", "08:00"), ("V2", "17:00")])) == 180 - 30
    assert idle(shift(SPLIT, visits=[("V2", "17:00")])) == 180 - 10


@pytest.mark.parametrize("alone", [True, False])
def test_who_covers_a_post_is_not_idle(alone: bool) -> None:
    desk = Post(id="desk", place_id="P0", constituency="Yardley", start=moment("07:00"), end=moment("13:00"))
    manned = asked().changed(posts=(desk,))
    others = () if alone else (duty("W2", visits=ROUND),)
    assert term("most_idle", manned, duty(post_id="desk"), *others) == (0 if alone else 3 * (360 - 10 - 60 - 6))


def test_without_a_duty_nobody_is_idle() -> None:
    assert idle() == 0
