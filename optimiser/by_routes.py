"""Requests in which nobody has a choice of shifts: they are opened once, and all the time there is goes into routes.

Chains of ruin and recreate run side by side in threads, each on a plan of its own over the same tables, so that what
they minimise is what the roster is weighed at, the travel guide added. Each cools once over the whole search, which is
run in goes, so that better rosters are told of on the way.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from models.request import RotaRequest
from models.roster import Duty
from optimiser.budget import Budget
from optimiser.first_roster import STEP_MINUTES
from optimiser.improve.incumbent import ANNEAL_EFFORT, Incumbent
from optimiser.improve.search import STEP_EFFORT
from optimiser.improve.stop import AfterSteps, Stop, UnlessCancelled
from optimiser.progress import Reporter
from optimiser.rostering.only_shifts import only_shifts
from optimiser.routing.kernels.state import copied
from optimiser.routing.routing import Routing
from optimiser.routing.run import CHAIN_STRIDE, Chain
from optimiser.shifts import Shift, shift_of

GOES = 20  # in which the search is run; the best roster is told of after each
STEPS_OF_A_CHAIN = round(STEP_EFFORT / ANNEAL_EFFORT)  # that a step of a work limit pays for


def plan_by_routes(
    request: RotaRequest, budget: Budget, reporter: Reporter, duties: tuple[Duty, ...]
) -> Incumbent | None:
    """Plan a request in which the rules leave one set of shifts, from nothing or from `duties` that keep its rules.

    Returns:
        The best roster found; None where there is a choice of shifts, or nobody works or has anything to do.
    """
    shifts = only_shifts(request, STEP_MINUTES)
    if not shifts or (duties and shifts != sorted(shift_of(request, duty) for duty in duties)):
        return None
    routing = Routing.of(request)
    if not routing.tasks:
        return None
    incumbent = _opened(routing, shifts, duties, budget.seed)
    _improve(incumbent, budget, reporter)
    incumbent.plan.fill_all()  # places overlooked by chance, so that what is left out has no place that pays
    return incumbent


def _opened(routing: Routing, shifts: Sequence[Shift], duties: Sequence[Duty], seed: int) -> Incumbent:
    """Return a roster with these shifts and what is made in them before any search."""
    incumbent = Incumbent(routing, {worker.id: [] for worker in routing.request.workers}, seed)
    if duties:
        incumbent.load(duties)
    else:
        incumbent.replace_shifts([worker.id for worker in routing.request.workers], shifts)
    return incumbent


def _improve(incumbent: Incumbent, budget: Budget, reporter: Reporter) -> None:
    """Anneal for as long as the budget says, and leave the best plan of any chain; better ones are told of."""
    plan = incumbent.plan
    with ThreadPoolExecutor(budget.workers) as pool:
        seeds = range(budget.seed * CHAIN_STRIDE, budget.seed * CHAIN_STRIDE + budget.workers)
        chains = list(pool.map(lambda seed: Chain(plan.tables, copied(plan.state), seed), seeds))
        _take_up(incumbent, chains)
        reporter.better(incumbent, "first roster")
        stop, pence = _stop(budget), incumbent.pence()
        for go in range(1, GOES + 1):
            list(pool.map(lambda chain, until=go / GOES: chain.run(stop.done, until), chains))
            _take_up(incumbent, chains)
            if incumbent.pence() < pence:
                pence = incumbent.pence()
                reporter.better(incumbent, "routes")


def _stop(budget: Budget) -> Stop:
    """Return the stop of the chains, which count their own steps."""
    if budget.steps is None:
        return budget.stop()
    return UnlessCancelled(AfterSteps(budget.steps * STEPS_OF_A_CHAIN), budget.cancelled)


def _take_up(incumbent: Incumbent, chains: Sequence[Chain]) -> None:
    """Make the best plan of any chain the roster's."""
    best = min(chains, key=lambda chain: chain.best)
    incumbent.plan.take_up(best.best_node, best.best_fill)
