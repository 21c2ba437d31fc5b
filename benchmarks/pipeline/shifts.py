"""Shifts by hourly demand: one CP-SAT model of the whole week.

Rules are this project's own (`optimiser.rostering.plan.build`): anyone's model has to keep the same law and contracts,
and writing them all is what the pipeline is given for nothing. What is glued is the demand. Each visit's care, with
TRAVEL_MINUTES a worker for the way there, is spread evenly over the hours it may take; each hour short of demand costs
what unserved care costs, first for the required visits, then for all; so does each hour short of a skill. An hour
above demand costs OVER_PENCE a minute, so that nobody is rostered where there is nothing to do. Wishes, overtime and
bank pay cost what they cost the engine.

TRAVEL_MINUTES and OVER_PENCE are those with most contact time on the team of the few tried, at equal work of CP-SAT
(one run each, contact % of the finished week): 6 and 20: 58.7; 8 and 20: 57.9; 8 and 10: 57.2; 8 and 40: 58.5.
"""

import time
from collections import defaultdict
from collections.abc import Iterable

from ortools.sat.python import cp_model

from models.request import RotaRequest
from models.visits import Need, Visit
from optimiser.rostering.goals import GOALS
from optimiser.rostering.goals.scale import SIXTIETHS
from optimiser.rostering.movable import movable_shifts
from optimiser.rostering.plan import build
from optimiser.rostering.planning import Planning
from optimiser.rostering.supply import Supplier, overlap
from optimiser.rostering.variables import total, weighted
from optimiser.shifts import Shift, candidate_shifts

HOUR = 60
STEP = 60  # minutes by which shifts move: on half hours CP-SAT is far from done in half a minute
TRAVEL_MINUTES = 6
OVER_PENCE = 20
EVERYBODY = ""
DEMAND = "unserved_demand"  # the engine's own way to weigh demand, which hours stand in for


def hourly_shifts(request: RotaRequest, seconds: float, cores: int, seed: int) -> list[Shift]:
    """Return the shifts chosen, posts among them.

    Args:
        request: whose demand, rules and prices count.
        seconds: time limit.
        cores: workers of CP-SAT.
        seed: of its search.

    Raises:
        ValueError: no shifts were found in that time.
    """
    movable = {worker: movable_shifts(shifts) for worker, shifts in candidate_shifts(request, STEP).items()}
    planning = build(request, movable)
    if planning is None:
        raise ValueError("no shifts keep the rules")
    began = time.perf_counter()
    price = total([*(goal.price(planning) for goal in GOALS if goal.name != DEMAND), *_hourly_prices(planning)])
    first = _solver(seconds, cores, seed)
    _solve(planning, first)
    _hint_all(planning.rules.model, first)
    planning.rules.model.minimize(price)
    second = _solver(seconds - (time.perf_counter() - began), cores, seed)
    _solve(planning, second)
    return planning.variables.worked_shifts(second.boolean_value)


def _hint_all(model: cp_model.CpModel, solved: cp_model.CpSolver) -> None:
    """Start the next solve from this one: without, CP-SAT finds no shifts in a minute once there is an objective."""
    for index in range(len(model.proto.variables)):
        variable = model.get_int_var_from_proto_index(index)
        model.add_hint(variable, solved.value(variable))


def _solver(seconds: float, cores: int, seed: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(1.0, seconds)
    solver.parameters.num_workers = cores
    solver.parameters.random_seed = seed
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.subsolvers.append("max_lp")  # FINDINGS.md: closes in on such models where the default does not
    return solver


def _solve(planning: Planning, solver: cp_model.CpSolver) -> None:
    if solver.solve(planning.rules.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise ValueError("no shifts were found in the time given")


def hourly_demand(request: RotaRequest, visits: Iterable[Visit]) -> dict[int, int]:
    """Return the minutes of care and travel wanted in each hour from the horizon's midnight."""
    wanted: dict[int, float] = defaultdict(float)
    for visit in visits:
        first = min(request.horizon.minute(window.earliest_start) for window in visit.windows)
        last = max(request.horizon.minute(window.latest_start) for window in visit.windows) + visit.minutes
        minutes = (visit.minutes + TRAVEL_MINUTES) * visit.workers_needed
        for hour in range(first // HOUR, -(-last // HOUR)):
            wanted[hour] += minutes * overlap((first, last), (hour * HOUR, (hour + 1) * HOUR)) / (last - first)
    return {hour: round(minutes) for hour, minutes in sorted(wanted.items())}


def _hourly_prices(planning: Planning) -> list[cp_model.LinearExpr]:
    """Return the price of each hour short of demand, and of each above it, in sixtieths of a penny."""
    request, prices = planning.request, planning.request.prices
    required = [visit for visit in request.visits if visit.need is Need.REQUIRED]
    all_wanted = hourly_demand(request, request.visits)
    hours = [(hour * HOUR, (hour + 1) * HOUR) for hour in range(24 * request.horizon.days + 12)]
    supplied = _supplied(planning, hours)
    terms = []
    dear = prices.required_minute_unserved + prices.required_visit_unserved // HOUR
    for skill, visits, pence in [
        (EVERYBODY, required, dear),
        (EVERYBODY, list(request.visits), prices.waiting_list_minute_unserved),
        *((skill, [v for v in required if skill in v.skills], dear) for skill in _skills(request)),
    ]:
        for hour, minutes in hourly_demand(request, visits).items():
            short = planning.rules.model.new_int_var(0, minutes, "")
            planning.rules.model.add(short >= minutes - weighted(supplied[skill, hour]))
            terms.append(short * (pence * SIXTIETHS))
    for hour in sorted({hour for skill, hour in supplied if skill == EVERYBODY}):
        over = planning.rules.model.new_int_var(0, HOUR * len(request.workers), "")
        planning.rules.model.add(over >= weighted(supplied[EVERYBODY, hour]) - all_wanted.get(hour, 0))
        terms.append(over * (OVER_PENCE * SIXTIETHS))
    return terms


def _skills(request: RotaRequest) -> list[str]:
    return sorted({skill for visit in request.visits for skill in visit.skills})


def _supplied(
    planning: Planning, hours: list[tuple[int, int]]
) -> dict[tuple[str, int], list[tuple[cp_model.IntVar, int]]]:
    """Return by skill ("" for all) and hour the literals whose weighted sum is the minutes that shifts have there."""
    supplier = Supplier.under(planning.request.rules)
    supplied: dict[tuple[str, int], list[tuple[cp_model.IntVar, int]]] = defaultdict(list)
    for worker in planning.variables.workers:
        for each in planning.variables.shifts_of(worker.id):
            for number, literals in supplier.of_variables(each, hours).items():
                hour = hours[number][0] // HOUR
                for skill in (EVERYBODY, *worker.skills):
                    supplied[skill, hour] += literals
    return supplied
