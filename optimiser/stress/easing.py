"""Rounds changed so that fewer visits begin very late, wherever that is worth more than what it costs.

What is minimised, shifts as they are:

    sum over rounds of ( mileage + late starts + very_late_visit x visits expected to begin very late )
    + what visits that nobody makes cost + what new workers and those not preferred cost

by ruin and recreate under annealing: some free visits near each other are taken out and put back, each where that is
cheapest, in the same round, another one or none; visits that nobody makes are tried with them, and breaks move. What a
change does to lateness is worked out in 400 simulated weeks, the same for all (`kernels/lateness.py`). Delays add up
along a round, so long runs are broken and the visits that vary most come where there is slack.
"""

import numpy as np

from models.request import RotaRequest
from models.roster import Roster, Unserved
from models.stress import StressTerms
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.explain.unserved import ROOM_LEFT, Unmade
from optimiser.improve.search import Cooling
from optimiser.improve.stop import AfterSteps, Stop
from optimiser.routing.kernels.random import seeded
from optimiser.routing.routing import Routing
from optimiser.stress.kernels.changes import anneal, take_up
from optimiser.stress.rounds import SEED, RosterRounds
from optimiser.stress.telling import told_with_slack

COOLING = Cooling(hottest=200.0, coldest=1.0)  # pence; the hottest is a tenth of a very late visit
STEPS_A_VISIT = 60  # that may move
MOST_STEPS = 120_000
STEPS_AT_ONCE = 500  # at one heat
LEFT_OUT = "U08"


def eased(request: RotaRequest, roster: Roster, stop: Stop | None = None, routing: Routing | None = None) -> Roster:
    """Return the roster with slack where the price of a very late visit says so; it keeps every rule as before.

    Args:
        request: what the roster was made for; its prices say what a very late visit costs.
        roster: keeps every rule.
        stop: asked now and then; None = after a number of steps for each visit that may move.
        routing: the request prepared before, where the caller has it.
    """
    routing = routing or Routing.of(request)
    told = told_with_slack(request, roster)
    own = RosterRounds(request, told, StressTerms(), routing)
    late = own.very_late_visits()
    anneal_rounds(own, stop)
    found = told_with_slack(request, told.model_copy(update={"duties": own.duties(told.duties)}))
    saved = request.prices.very_late_visit * (late - own.very_late_visits())
    dearer = sum(recompute(request, found).values()) - sum(recompute(request, told).values())
    if dearer >= saved or check(request, found):
        return told
    return _with_reasons(request, found, routing, own.free_visits())


def anneal_rounds(own: RosterRounds, stop: Stop | None = None) -> float:
    """Anneal rounds until `stop` says so, leave the best met, and return by how many pence they are dearer.

    At the end no visit that may go anywhere is left out beside others near it though it would pay there.
    """
    seeds = np.flatnonzero(own.rounds.is_free).astype(np.int64)
    most, steps, rise, least, best, rng = seeds.size * STEPS_A_VISIT, 0, 0.0, 0.0, own.copy(), seeded(SEED)
    counted = AfterSteps(min(most, MOST_STEPS))
    while (done := max(counted.done(steps), stop.done(steps) if stop else 0.0)) < 1.0:
        rise += anneal(own.tables, own.rounds, seeds, STEPS_AT_ONCE, COOLING.at(done), rng)
        steps += STEPS_AT_ONCE
        if rise < least:
            least, best = rise, own.copy()
    own.restore(best)
    return least - float(take_up(own.tables, own.rounds, own.absent()))


def _with_reasons(request: RotaRequest, roster: Roster, routing: Routing, free: set[str]) -> Roster:
    """Return a roster with the reason for every visit that nobody makes, found anew as the rounds have changed.

    Args:
        free: visits that were weighed against lateness.
    """
    unmade = Unmade(request, roster, routing)
    reasons = {visit_id: unmade.reason(visit_id) for visit_id in unmade.visit_ids()}
    slack = "left out for slack: it fits, and visits would begin more than 30 minutes late too often, at their price."
    unserved = tuple(
        Unserved(visit_id=visit_id, reason_code=LEFT_OUT, reason=slack)
        if code == ROOM_LEFT and visit_id in free
        else Unserved(visit_id=visit_id, reason_code=code, reason=reason)
        for visit_id, (code, reason) in reasons.items()
    )
    return roster.model_copy(update={"unserved": unserved})
