"""The objective's terms as the solver sees them, from its own tables; the referee recomputes them from the roster."""

from dataclasses import replace

from models.visits import Need
from optimiser.improve.cover_pence import cover_terms
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.shift_pence import round_half_up
from optimiser.routing.pricing import terms_of
from optimiser.routing.tasks import unserved_price
from optimiser.routing.unload import filled_routes


def objective_terms(incumbent: Incumbent) -> dict[str, int]:
    """Return the pence of every term of MEANING.md, in its order."""
    request, routing = incumbent.request, incumbent.routing
    shift_terms = incumbent.shift_terms()
    absent = [routing.tasks[int(row)] for row in incumbent.plan.absent()]
    visits = [request.visit_by_id[task.visit_id] for task in absent if task.visit_id]
    route_terms = _route_terms(incumbent)
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
        "mileage": route_terms["leg"],
        "waiting": route_terms["waiting_minute"],
        "most_idle": route_terms["idle_minute"],
        "lateness": route_terms["late_minute"],
        "earliness": route_terms["early_minute"],
        "preferences": shift_terms["preferences"],
        "fairness": shift_terms["fairness"],
        "line_terms": shift_terms["line_terms"],
        "unfamiliar_workers": route_terms["unfamiliar_pair"],
        "not_preferred": route_terms["stop"],
        "hours_balance": shift_terms["hours_balance"],
        "rostered_time": round_half_up(paid * request.prices.rostered_hour, 60),
    }


def _route_terms(incumbent: Incumbent) -> dict[str, int]:
    """Return what all routes cost, term by term, the travel guide left out."""
    plan, routing = incumbent.plan, incumbent.routing
    problem = replace(routing.problem, routes=plan.standing_routes(), leg_pence=routing.mileage)
    return terms_of(problem, filled_routes(plan.tables, plan.state), ())
