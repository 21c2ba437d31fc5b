"""Helpers: shifts written by hand, one rule asked alone about them, and one goal's price of them."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from ortools.sat.python import cp_model

from models.request import RotaRequest
from models.roster import Duty, Roster, Span
from models.rules import RuleCode
from optimiser.rostering.goals import GOALS
from optimiser.rostering.goals.scale import SIXTIETHS
from optimiser.rostering.movable import movable_shifts
from optimiser.rostering.plan import build
from optimiser.rostering.rules import RULES
from optimiser.rostering.unary import UNARY_RULES
from optimiser.shifts import Shift, make_shift
from tests.builders import MONDAY


def day(number: int) -> date:
    """The date so many days after the builders' Monday."""
    return MONDAY + timedelta(days=number)


def shift(request: RotaRequest, number: int, pattern_id: str = "early", **fields: Any) -> Shift:
    """An unmoved shift of a pattern on the number-th date; `parts` may be given instead, in minutes of the horizon."""
    worker_id = fields.get("worker_id", "W1")
    pattern = request.pattern_by_id[pattern_id]
    date_ = request.horizon.dates[number]
    own = [(request.horizon.minute(start), request.horizon.minute(end)) for start, end in pattern.parts_on(date_)]
    return make_shift(
        request, worker_id, date_, pattern, fields.get("parts", tuple(own)), fields.get("post_id"), fields.get("role")
    )


def keeps(request: RotaRequest, code: RuleCode, *shifts: Shift) -> bool:
    """Whether exactly these shifts keep one rule, every other rule left out."""
    unary = [rule.prepare(request) for rule in UNARY_RULES if rule.code is code]
    rules = [rule for rule in RULES if rule.code is code]
    assert unary or rules, f"no rule {code}"
    if not all(test(each) for test in unary for each in shifts):
        return False
    planning = build(request, _exactly(request, shifts), fixed=shifts, rules=rules)
    return planning is not None and planning.rules.has_solution()


def price_pence(request: RotaRequest, goal: str, shifts: Sequence[Shift], demand: Sequence[Any] = ()) -> float:
    """What one goal costs when exactly these shifts are worked, in pence."""
    planning = build(request, _exactly(request, shifts), demand, fixed=shifts, rules=())
    assert planning is not None
    price: Callable[..., Any] = next(each.price for each in GOALS if each.name == goal)
    planning.rules.model.minimize(price(planning))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(planning.rules.model) == cp_model.OPTIMAL
    return solver.objective_value / SIXTIETHS


def _exactly(request: RotaRequest, shifts: Sequence[Shift]) -> dict[str, Any]:
    own = {worker.id: [each for each in shifts if each.worker_id == worker.id] for worker in request.workers}
    return {worker_id: movable_shifts(each) for worker_id, each in own.items()}


def as_roster(request: RotaRequest, shifts: Sequence[Shift]) -> Roster:
    """These shifts as duties without visits, each with the break due where it fits."""
    return Roster(duties=tuple(_as_duty(request, each) for each in sorted(shifts)))


def _as_duty(request: RotaRequest, each: Shift) -> Duty:
    return Duty(
        worker_id=each.worker_id,
        date=each.date,
        pattern_id=each.pattern_id,
        parts=each.spans(request.horizon),
        rest_break=_rest_break(request, each),
        post_id=each.post_id,
        role=each.role,
    )


def _rest_break(request: RotaRequest, each: Shift) -> Span | None:
    edge, length = request.rules.break_from_edge_minutes, each.break_minutes
    minute, moment = request.horizon.minute, request.horizon.moment
    hours = request.pattern_by_id[each.pattern_id].break_starts(moment(each.start), moment(each.end))
    for start, end in each.parts if hours else ():
        first = max(start, each.start + edge, minute(hours[0]))
        if length and first <= min(end - length, each.end - edge - length, minute(hours[1])):
            return Span(start=moment(first), end=moment(first + length))
    return None
