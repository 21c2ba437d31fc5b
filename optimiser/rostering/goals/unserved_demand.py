"""Unserved demand: minutes of care that flow into nobody's shift, at their price a minute.

Each class of demand flows to slots and groups of workers that may serve it; what flows to a group in a slot is at most
what the group's shifts supply there.
"""

from collections import defaultdict

from optimiser.rostering.classes import ClassedDemand, classed
from optimiser.rostering.constraints import Expression, Literal
from optimiser.rostering.goals.scale import SIXTIETHS
from optimiser.rostering.groups import worker_groups
from optimiser.rostering.planning import Planning
from optimiser.rostering.supply import Supplier
from optimiser.rostering.variables import total, weighted

SLOT_MINUTES = 30
MOST_GROUPS = 8
Cell = tuple[int, int]


def price(planning: Planning) -> Expression:
    """Return the price of demand unserved, in sixtieths of a penny."""
    if not planning.demand:
        return total([])
    standing = [shift.worker_id for shift in planning.variables.standing]
    worker_ids = list(dict.fromkeys([*(worker.id for worker in planning.variables.workers), *standing]))
    groups = worker_groups(worker_ids, planning.demand, MOST_GROUPS)
    demand = classed(planning.demand, groups, SLOT_MINUTES)
    supply = _supply(planning, groups, demand)
    model = planning.rules.model
    flows: dict[Cell, list[Literal]] = defaultdict(list)
    terms = []
    for each in demand.classes:
        cells = [(group, slot) for group in each.groups for slot in each.slots if (group, slot) in supply]
        unserved = model.new_int_var(0, each.minutes, "")
        served = [model.new_int_var(0, each.minutes, "") for _ in cells]
        for cell, flow in zip(cells, served, strict=True):
            flows[cell].append(flow)
        model.add(total([unserved, *served]) == each.minutes)
        terms.append(unserved * (each.price_pence * SIXTIETHS // each.minutes))
    for cell, into in flows.items():
        model.add(total(into) <= supply[cell])
    return total(terms)


def _supply(planning: Planning, groups: list[list[str]], demand: ClassedDemand) -> dict[Cell, Expression]:
    """Return by group and slot the minutes that can be worked there, where there can be any."""
    group_of = {worker_id: number for number, group in enumerate(groups) for worker_id in group}
    supplier = Supplier.under(planning.request.rules)
    weights: dict[Cell, list[tuple[Literal, int]]] = defaultdict(list)
    constants: dict[Cell, int] = defaultdict(int)
    for shift in planning.variables.standing:
        for slot, minutes in supplier.of_shift(shift, demand.slots).items():
            constants[group_of[shift.worker_id], slot] += minutes
    for worker in planning.variables.workers:
        for each in planning.variables.shifts_of(worker.id):
            for slot, pairs in supplier.of_variables(each, demand.slots).items():
                weights[group_of[worker.id], slot].extend(pairs)
    cells = dict.fromkeys([*weights, *constants])
    return {cell: _sum(weights[cell], constants[cell]) for cell in cells if weights[cell] or constants[cell]}


def _sum(pairs: list[tuple[Literal, int]], constant: int) -> Expression:
    return weighted([literal for literal, _ in pairs], [minutes for _, minutes in pairs], constant)
