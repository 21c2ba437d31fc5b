"""Waiting-list visits left out where the slack that this leaves is worth more than they are.

A round is simulated by itself, its colleagues at two-worker visits on time and nobody ill, with and without each of its
waiting-list visits. One is left out where

    very_late_visit x (visits of the round expected to begin very late, with it - without it) > its price unserved

the one with the greatest difference first, until none is worth it. What follows keeps the time told, so that the
minutes become slack before it.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from models.request import RotaRequest
from models.roster import Duty, Roster, Unserved
from models.stress import StressTerms
from models.visits import Need, Visit
from optimiser.checks import check
from optimiser.routing.tasks import unserved_price
from optimiser.stress.draws import Chance
from optimiser.stress.itinerary import NO_VISIT, Itinerary, Step, itinerary
from optimiser.stress.simulation import simulated_itinerary
from optimiser.stress.telling import told_with_slack

WEEKS = 400  # the sum over a round is then within about 0.03 visits
SEED = 1
LEFT_OUT = "U08"


def eased(request: RotaRequest, roster: Roster) -> Roster:
    """Return the roster without the waiting-list visits that make others too late; it keeps every rule as before.

    Args:
        request: what the roster was made for; its prices say what a very late visit costs.
        roster: keeps every rule.
    """
    plan = itinerary(request, told_with_slack(request, roster))
    rounds: list[list[Step]] = [[] for _ in plan.rounds]
    for group in plan.groups:
        for step in group:
            rounds[step.round].append(step)
    gone = {visit.id for number, steps in enumerate(rounds) for visit in _left_out(plan, number, steps)}
    without = roster.model_copy(
        update={
            "duties": tuple(_without(duty, gone) for duty in roster.duties),
            "unserved": _with_reasons(request, roster, gone),
        }
    )
    return roster if check(request, without) else without


def _left_out(plan: Itinerary, number: int, steps: Sequence[Step]) -> list[Visit]:
    """Return the visits of one round that are left out."""
    request = plan.request
    gone: list[Visit] = []
    price = request.prices.very_late_visit
    now = expected_very_late(plan, number, steps)
    while True:
        choices = []
        for step in steps:
            if _may_go(request, step) and price * now > (worth := unserved_price(request, request.visits[step.visit])):
                rest = [each for each in steps if each is not step]
                after = expected_very_late(plan, number, rest)
                choices.append((price * (now - after) - worth, step.told, rest, after, request.visits[step.visit]))
        best = max(choices, key=lambda choice: (choice[0], -choice[1]), default=None)
        if best is None or best[0] <= 0:
            return gone
        _, _, steps, now, visit = best
        gone.append(visit)


def expected_very_late(plan: Itinerary, number: int, steps: Sequence[Step]) -> float:
    """Return how many visits of a round are expected to begin very late, were these all of its steps.

    Args:
        plan: of the roster.
        number: the round's.
        steps: in order of time.
    """
    terms = StressTerms(sick_percent=0, cancelled_percent=0)
    own = plan.rounds[number]
    alone = replace(
        plan,
        rounds=(replace(own, duty=0),),
        groups=tuple((replace(step, round=0),) for step in steps),
        after={},
        duties=(plan.duties[own.duty],),
    )
    weeks = simulated_itinerary(alone, Chance(terms, WEEKS, np.random.default_rng(SEED)))
    return sum(float((each.late_minutes > terms.very_late_minutes).mean()) for each in weeks.visits)


def _may_go(request: RotaRequest, step: Step) -> bool:
    """Return whether a step is a visit that may be left out: nobody else makes it, nothing holds it."""
    if step.visit == NO_VISIT:
        return False
    visit = request.visits[step.visit]
    is_pinned = any(pin.visit_id == visit.id for pin in request.pins)
    return visit.need is Need.WAITING_LIST and visit.workers_needed == 1 and not is_pinned


def _without(duty: Duty, gone: set[str]) -> Duty:
    return duty.model_copy(update={"visits": tuple(each for each in duty.visits if each.visit_id not in gone)})


def _with_reasons(request: RotaRequest, roster: Roster, gone: set[str]) -> tuple[Unserved, ...]:
    """Return every visit nobody makes, in the request's order."""
    reason = "left out, as it would make visits after it begin more than 30 minutes late too often, at their price."
    left = {each.visit_id: each for each in roster.unserved}
    left |= {name: Unserved(visit_id=name, reason_code=LEFT_OUT, reason=reason) for name in gone}
    return tuple(left[visit.id] for visit in request.visits if visit.id in left)
