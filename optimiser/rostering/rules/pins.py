"""R05 pins: pinned duties are worked, and whoever is pinned to a visit has a shift that can hold it.

Pinned days off and the pattern of a pinned duty take shifts away beforehand (`unary/pins.py`).
"""

from models.request import RotaRequest
from models.rules import RuleCode
from models.wishes import Pin, PinKind
from optimiser.rostering.constraints import Literal
from optimiser.rostering.planning import Planning
from optimiser.shifts import Shift

CODE = RuleCode.PINS


def add(planning: Planning) -> None:
    """Have the pinned workers on duty when and on what they are pinned to."""
    planned = {worker.id for worker in planning.variables.workers}
    for pin in planning.request.pins:
        if pin.worker_id not in planned:
            continue
        if pin.kind is PinKind.DUTY and pin.date is not None:
            literals = planning.variables.on_pattern(pin.worker_id, pin.date, pin.pattern_id)
            planning.rules.at_least_one(literals, CODE, pin.worker_id)
        elif pin.kind is PinKind.VISIT:
            planning.rules.at_least_one(_able_to_hold(planning, pin), CODE, pin.worker_id)


def _able_to_hold(planning: Planning, pin: Pin) -> list[Literal]:
    """Return literals of which one must hold for the worker to make the pinned visit; exact shifts where needed."""
    starts = pinned_starts(planning.request, pin)
    minutes = planning.request.visit_by_id[str(pin.visit_id)].minutes
    able: list[Literal] = []
    for each in planning.variables.shifts_of(pin.worker_id):
        holding = [
            edges
            for edges, shift in each.shift.members.items()
            if can_hold(shift, starts, minutes, planning.request.rules.handover_minutes)
        ]
        if len(holding) == len(each.shift.members):
            able.append(each.worked)
        elif holding:
            able.append(_one_of(planning, each.starts, each.ends, set(holding)))
    return able


def _one_of(
    planning: Planning,
    starts: tuple[tuple[int, Literal], ...],
    ends: tuple[tuple[int, Literal], ...],
    edges: set[tuple[int, int]],
) -> Literal:
    """Return a literal that implies a start and an end which together are among `edges`."""
    holds = planning.rules.model.new_bool_var("")
    for start, literal in starts:
        fitting = [other for end, other in ends if (start, end) in edges]
        planning.rules.model.add_bool_or([~holds, ~literal, *fitting])
    planning.rules.model.add_bool_or([~holds, *(literal for _, literal in starts)])
    return holds


def pinned_starts(request: RotaRequest, pin: Pin) -> list[tuple[int, int]]:
    """Return when a pinned visit may start, as (earliest, latest) minutes from the horizon's midnight."""
    horizon = request.horizon
    if pin.start is not None:
        return [(horizon.minute(pin.start), horizon.minute(pin.start))]
    windows = request.visit_by_id[str(pin.visit_id)].windows
    return [
        (
            horizon.minute(each.earliest_start) - each.early_minutes_allowed,
            horizon.minute(each.latest_start) + each.late_minutes_allowed,
        )
        for each in windows
    ]


def can_hold(shift: Shift, starts: list[tuple[int, int]], minutes: int, handover: int) -> bool:
    """Return whether a visit of `minutes` can start in one of the windows inside one part, after the handover."""
    if shift.post_id is not None:
        return False
    return any(
        max(first, earliest, shift.start + handover) <= min(last - minutes, latest)
        for first, last in shift.parts
        for earliest, latest in starts
    )
