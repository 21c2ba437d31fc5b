"""The objective's terms as the solver sees them, from its own tables; the referee recomputes them from the roster."""

import numpy as np

from models.visits import Need
from optimiser.improve.cover_pence import cover_terms
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.shift_pence import round_half_up
from optimiser.routing.kernels.insertion import plan_pence
from optimiser.routing.tasks import unserved_price


def objective_terms(incumbent: Incumbent) -> dict[str, int]:
    """Return the pence of every term of MEANING.md, in its order."""
    request, routing = incumbent.request, incumbent.routing
    shift_terms = incumbent.shift_terms()
    absent = [routing.tasks[int(row)] for row in incumbent.plan.absent()]
    visits = [request.visit_by_id[task.visit_id] for task in absent if task.visit_id]
    paid = sum(shift.paid_minutes for shift in incumbent.plan.shifts.values())
    return {
        "required_unserved": sum(unserved_price(request, visit) for visit in visits if visit.need is Need.REQUIRED),
        "waiting_list_unserved": sum(
            unserved_price(request, visit) for visit in visits if visit.need is not Need.REQUIRED
        ),
        "training_not_held": request.prices.training_not_held * sum(bool(task.training_id) for task in absent),
        **cover_terms(request, incumbent.plan.shifts.values()),
        "overtime_pay": shift_terms["overtime_pay"],
        "bank_pay": shift_terms["bank_pay"],
        **_route_terms(incumbent),
        "preferences": shift_terms["preferences"],
        "fairness": shift_terms["fairness"],
        "line_terms": shift_terms["line_terms"],
        "unfamiliar_workers": _unfamiliar(incumbent),
        "not_preferred": 0,
        "hours_balance": shift_terms["hours_balance"],
        "rostered_time": round_half_up(paid * request.prices.rostered_hour, 60),
    }


def _unfamiliar(incumbent: Incumbent) -> int:
    crew = incumbent.routing.crew
    return int(np.count_nonzero((incumbent.plan.routes.pair_visits > 0) & ~crew.known)) * crew.unfamiliar


def _route_terms(incumbent: Incumbent) -> dict[str, int]:
    """Return mileage and lateness: the price of all routes with and without lateness priced."""
    arrays, crew, routes = incumbent.routing.arrays, incumbent.routing.crew, incumbent.plan.routes
    rest = _unfamiliar(incumbent) + int(arrays.task["price"][incumbent.plan.absent()].sum())
    with_lateness = int(plan_pence(arrays, crew._replace(travel_guide=0), routes))
    without = int(plan_pence(arrays, crew._replace(travel_guide=0, late_minute=0), routes))
    late = with_lateness - without
    return {"mileage": without - rest, "waiting": 0, "most_idle": 0, "lateness": late, "earliness": 0}
