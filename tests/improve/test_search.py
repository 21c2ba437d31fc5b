"""Whose weeks the search frees, how it cools, and what it leaves."""

import random
from itertools import pairwise

import pytest

from models.base import Gender
from models.visits import Post
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.neighbourhoods.dear_visits import on_duty_for, urgent
from optimiser.improve.neighbourhoods.weeks_in_turn import change as plan_weeks_in_turn
from optimiser.improve.neighbourhoods.whom import colleagues, in_turn
from optimiser.improve.search import Cooling, improve
from optimiser.improve.stop import AfterSteps
from optimiser.routing.routing import Routing
from optimiser.shifts import candidate_shifts
from tests.builders import moment, request, user, visit, window, worker
from tests.routing.plans import broken


def incumbent(**fields: object) -> Incumbent:
    """Nobody works yet."""
    asked = request(**fields)
    return Incumbent(Routing.of(asked), candidate_shifts(asked), 1)


def test_one_or_two_workers_of_one_constituency_are_freed() -> None:
    crew = (worker("W1"), worker("W2"), worker("W3", constituency="Erdington"))
    rng, roster = random.Random(1), incumbent(workers=crew, visits=())
    draws = [set(colleagues(roster, rng, 2)) for _ in range(200)]
    assert {"W1"} in draws
    assert {"W1", "W2"} in draws
    assert {"W3"} in draws
    assert not any("W3" in draw and len(draw) > 1 for draw in draws)


def test_workers_planned_in_turn_are_of_one_constituency_each_once_and_in_any_order() -> None:
    crew = (worker("W1"), worker("W2"), worker("W3", constituency="Erdington"))
    rng, roster = random.Random(1), incumbent(workers=crew, visits=())
    draws = {tuple(in_turn(roster, rng, 2)) for _ in range(200)}
    assert draws == {("W1", "W2"), ("W2", "W1"), ("W3",)}
    assert {len(in_turn(roster, rng, 1)) for _ in range(20)} == {1}


def test_of_workers_planned_in_turn_each_takes_up_what_those_before_left() -> None:
    """Three visits at one time: whoever comes first makes one of them, and nobody has to change for the others."""
    crew = tuple(worker(f"W{n}", pattern_ids=("early",)) for n in range(1, 4))
    visits = tuple(visit(f"V{n}", windows=(window("08:00", "08:00"),)) for n in range(3))
    roster = incumbent(workers=crew, visits=visits)
    plan_weeks_in_turn(roster, random.Random(1), 0.0)
    makers = [duty.worker_id for duty in roster.plan.duties() for _ in duty.visits]
    assert sorted(makers) == ["W1", "W2", "W3"]
    assert broken(roster.plan) == []


def test_those_who_may_make_a_visit_and_be_on_duty_for_it_are_freed() -> None:
    """V1 is on Monday morning and for a man: W2 is a woman, W3 works evenings."""
    crew = (worker("W1", gender=Gender.MALE), worker("W2"), worker("W3", gender=Gender.MALE, pattern_ids=("late",)))
    assert on_duty_for(incumbent(workers=crew, service_users=(user(gender_asked=Gender.MALE),)), 0) == ["W1"]


def test_a_promised_visit_that_nobody_makes_is_urgent_and_a_cheap_one_is_not() -> None:
    assert urgent(incumbent(visits=(visit(),)))
    assert not urgent(incumbent(visits=(visit(unserved_price_pence=500),)))
    assert not urgent(incumbent(visits=()))


def test_a_worker_with_a_post_is_freed_with_another_who_could_cover_it() -> None:
    post = Post(id="desk", place_id="P1", constituency="Yardley", start=moment("07:00"), end=moment("13:00"))
    roster = incumbent(workers=(worker("W1"), worker("W2", constituency="Yardley")), visits=(), posts=(post,))
    cover = next(shift for shift in roster.candidates["W1"] if shift.post_id)
    roster.replace_shifts(["W1"], [cover])
    improve(roster, AfterSteps(12), Cooling(), 1, lambda *_: None)
    assert [shift.post_id for shift in roster.plan.shifts.values() if shift.post_id] == ["desk"]


@pytest.mark.parametrize("stages", [1, 3])
def test_stages_cool_without_a_step_between_them(stages: int) -> None:
    parts = [Cooling().stage(number, stages) for number in range(stages)]
    assert parts[0].hottest == pytest.approx(Cooling().hottest)
    assert parts[-1].coldest == pytest.approx(Cooling().coldest)
    assert all(one.coldest == pytest.approx(next_.hottest) for one, next_ in pairwise(parts))


def test_a_search_leaves_the_best_roster_it_met() -> None:
    roster = incumbent(
        workers=(worker("W1"), worker("W2")),
        visits=tuple(visit(f"V{day}", windows=(window("08:00", "10:00", day),)) for day in range(5)),
    )
    seen: list[int] = []
    improve(roster, AfterSteps(10), Cooling(), 1, lambda best, _: seen.append(best.pence()))
    assert roster.pence() == min(seen)
    assert roster.plan.absent().size == 0
