"""A share of a two-worker visit left alone is made by another worker at the same start, or the visit by nobody."""

from typing import Any

from models.roster import Duty
from optimiser.improve.incumbent import Incumbent
from optimiser.routing.routing import Routing
from tests.builders import duty, request, user, visit, window, worker
from tests.routing.plans import broken, makings

CREW = tuple(worker(f"W{n}") for n in range(1, 5))
PAIR = visit(workers_needed=2, windows=(window("08:00", "12:00"),))


def after_w2_is_freed(*others: Duty, **fields: Any) -> Incumbent:
    """W1 and W2 made V1; W2's shifts are taken away and the share settled among the others on duty."""
    asked = request(**{"workers": CREW, "visits": (PAIR,), **fields})
    incumbent = Incumbent(Routing.of(asked), {}, 1)
    incumbent.load([*(duty(name, visits=(("V1", "09:15"),)) for name in ("W1", "W2")), *others])
    incumbent.free(incumbent.shifts_of(["W2"]))
    assert incumbent.plan.wanting().size == 1
    incumbent.plan.complete()
    assert incumbent.plan.wanting().size == 0
    assert broken(incumbent.plan) == []
    return incumbent


def test_a_colleague_on_duty_takes_the_share_at_the_same_start() -> None:
    assert makings(after_w2_is_freed(duty("W3")).plan) == {"V1": [("W1", "08:00"), ("W3", "08:00")]}


def test_with_nobody_else_on_duty_nobody_makes_the_visit() -> None:
    assert makings(after_w2_is_freed().plan) == {}


def test_one_worker_never_makes_both_shares() -> None:
    """W1 alone is on duty, on two days."""
    assert makings(after_w2_is_freed(duty("W1", day=1)).plan) == {}


def test_a_colleague_who_is_busy_then_does_not_take_it() -> None:
    sharp = visit("V2", windows=(window("09:00", "09:00"),), minutes=60)
    pair = visit(workers_needed=2, windows=(window("09:15", "09:15"),))
    busy = after_w2_is_freed(duty("W3", visits=(("V2", "09:00"),)), visits=(pair, sharp))
    assert makings(busy.plan) == {"V2": [("W3", "09:00")]}


def test_a_colleague_who_may_not_visit_the_person_does_not_take_it() -> None:
    excluding = user(excluded_worker_ids=("W3",))
    assert makings(after_w2_is_freed(duty("W3"), service_users=(excluding,)).plan) == {}


def test_of_several_colleagues_the_one_known_to_the_person_takes_it() -> None:
    """Somebody new to them would be priced."""
    for known in ("W3", "W4"):
        asked_for = user(known_worker_ids=("W1", "W2", known))
        settled = after_w2_is_freed(duty("W3"), duty("W4"), service_users=(asked_for,))
        assert makings(settled.plan)["V1"] == [("W1", "08:00"), (known, "08:00")]


def test_shares_that_both_have_a_worker_are_left_alone() -> None:
    asked = request(workers=CREW, visits=(PAIR,))
    incumbent = Incumbent(Routing.of(asked), {}, 1)
    incumbent.load([duty(name, visits=(("V1", "09:15"),)) for name in ("W1", "W2")])
    before = incumbent.plan.duties()
    incumbent.plan.complete()
    assert incumbent.plan.duties() == before
