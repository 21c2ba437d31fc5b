"""A standing roster is judged first, and then stands as told."""

import pytest

from models.problems import InputError
from models.workers import Training
from optimiser.checks import check
from optimiser.routing.routing import Routing
from optimiser.standing import loaded, not_sooner, standing
from tests import builders as make

WEEK = make.request()
LATER = make.duty(visits=(("V1", "09:00"),))


def test_a_roster_that_breaks_rules_is_refused_with_each_of_them() -> None:
    with pytest.raises(InputError) as refusal:
        standing(WEEK, make.roster(make.duty(visits=(("V1", "10:30"),)), make.duty("W9")))
    assert {problem.code for problem in refusal.value.problems} == {"E7101"}
    assert [problem.cause[:25] for problem in refusal.value.problems] == ["the roster breaks R00: W9"[:25],
                                                                         "the roster breaks R17: W1"[:25]]  # fmt: skip


def test_a_request_that_is_not_sound_is_told_before_its_roster() -> None:
    with pytest.raises(InputError, match="E2"):
        standing(make.request(service_users=(make.user(place_id="nowhere"),)), make.roster(LATER))


def test_visits_start_as_early_as_may_be_unless_they_are_held() -> None:
    assert standing(WEEK, make.roster(LATER)).plan.duties()[0].visits[0].start == make.moment("08:00")
    held = loaded(not_sooner(Routing.of(WEEK), [LATER]), [LATER])
    assert held.plan.duties() == (LATER,)


def test_a_visit_that_is_held_may_still_start_later() -> None:
    routing = not_sooner(Routing.of(WEEK), [LATER])
    (window,) = routing.tasks[0].windows
    assert (window.earliest, window.latest) == (9 * 60, 10 * 60)


def test_a_session_held_after_the_journey_back_is_not_held_to_its_time() -> None:
    based = make.worker(starts_from="base")
    training = Training(id="T1", worker_id="W1", minutes=30, first_date=make.MONDAY, last_date=make.MONDAY)
    far = make.user(place_id="P5")  # twenty minutes from the base
    week = WEEK.changed(workers=(based,), trainings=(training,), service_users=(far,))
    session = {"training_id": "T1", "start": make.moment("12:25")}
    duty = make.duty(visits=(("V1", "09:00"),), trainings=(session,))
    (held,) = loaded(not_sooner(Routing.of(week), [duty]), [duty]).plan.duties()
    assert check(week, make.roster(duty)) == check(week, make.roster(held)) == []
    assert held.visits == duty.visits
    assert held.trainings[0].start < duty.trainings[0].start
