"""Unserved demand: minutes of care that flow into nobody's shift, at their price a minute.

Standing shifts serve first (`service.py`). What they leave flows, class by class, to the slots in which it may be
served. In every slot, and for every set of groups that some class is restricted to, what flows there from classes
restricted to that set or part of it is at most what the set supplies.
"""

from collections import defaultdict

from optimiser.rostering.classes import ClassedDemand, classed
from optimiser.rostering.constraints import Expression, Literal
from optimiser.rostering.planning import Planning
from optimiser.rostering.service import left_unserved, served, supply_of
from optimiser.rostering.supply import Supplier
from optimiser.rostering.variables import total, weighted

Cell = tuple[int, int]
Flows = dict[tuple[tuple[int, ...], int], list[Literal]]


def price(planning: Planning) -> Expression:
    """Return the price of demand unserved, in sixtieths of a penny."""
    if not planning.demand:
        return total([])
    demand = classed(planning.demand, tuple(worker.id for worker in planning.request.workers))
    rules, variables = planning.request.rules, planning.variables
    left = left_unserved(demand, supply_of(variables.standing, demand, rules))
    hinted = served(demand, left, supply_of(planning.hints, demand, rules))
    supply = _supply(planning, demand)
    supplied = {slot for _, slot in supply}
    flows: Flows = defaultdict(list)
    terms = []
    for each, minutes, hint in zip(demand.classes, left, hinted, strict=True):
        slots = [slot for slot in each.slots if slot in supplied] if minutes else []
        into = {slot: planning.rules.model.new_int_var(0, minutes, "") for slot in slots}
        for slot, flow in into.items():
            flows[each.groups, slot].append(flow)
            if planning.hints:
                planning.rules.model.add_hint(flow, hint.get(slot, 0))
        planning.rules.model.add(total(into.values()) <= minutes)
        terms.append(each.sixtieths_a_minute * (minutes - total(into.values())))
    _limit(planning, flows, supply)
    return total(terms)


def _limit(planning: Planning, flows: Flows, supply: dict[Cell, list[tuple[Literal, int]]]) -> None:
    """Let no more flow to a set of groups in a slot than they supply."""
    sets: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    for groups, slot in flows:
        sets[slot].append(groups)
    for slot, restricted in sets.items():
        for groups in restricted:
            within = [flow for each in restricted if set(each) <= set(groups) for flow in flows[each, slot]]
            pairs = [pair for group in groups for pair in supply.get((group, slot), ())]
            planning.rules.model.add(total(within) <= weighted(pairs))


def _supply(planning: Planning, demand: ClassedDemand) -> dict[Cell, list[tuple[Literal, int]]]:
    """Return by (group, slot) the weighted literals whose sum is the minutes worked there."""
    group_of = demand.group_of
    supplier = Supplier.under(planning.request.rules)
    supply: dict[Cell, list[tuple[Literal, int]]] = defaultdict(list)
    for worker in planning.variables.workers:
        for each in planning.variables.shifts_of(worker.id):
            for slot, pairs in supplier.of_variables(each, demand.slots).items():
                supply[group_of[worker.id], slot].extend(pairs)
    return dict(supply)
