"""A roster's duties once a team leader's changes are made to them, one after the other."""

import datetime as calendar
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from models.edits import DropDuty, Edit, MoveVisit, PutDuty, SwapDuties, WholeRoster
from models.problems import InputError, Problem
from models.roster import Duty, PlannedVisit

NOT_THERE = "E8540"
Slot = tuple[str, calendar.date]
Duties = dict[Slot, Duty]


def edited(duties: Iterable[Duty], edits: Iterable[Edit]) -> tuple[Duty, ...]:
    """Return duties with changes made to them, by date and worker; whether they keep the rules is for the referee.

    Args:
        duties: of a roster; one for a worker and date.
        edits: made in their order, each to what those before it left.

    Raises:
        InputError: a duty or visit that an edit names is not there when its turn comes (E8540).
    """
    left = {_slot(duty): duty for duty in duties}
    for number, edit in enumerate(edits, start=1):
        try:
            EDITORS[type(edit)](left, edit)
        except LookupError as missing:
            action = "name a worker, date and visit as they are in the roster at that point"
            problem = Problem(code=NOT_THERE, cause=str(missing.args[0]), action=action, column=f"edits[{number}]")
            raise InputError([problem]) from missing
    return tuple(sorted(left.values(), key=lambda duty: (duty.date, duty.worker_id)))


def _move_visit(left: Duties, edit: MoveVisit) -> None:
    start, date = edit.start, edit.to_date
    if edit.from_worker_id is not None:
        duty, planned = _made_by(left, edit.visit_id, edit.from_worker_id)
        left[_slot(duty)] = _with_visits(duty, (each for each in duty.visits if each is not planned))
        start, date = start or planned.start, date or duty.date
    if edit.to_worker_id is None:
        return
    if start is None or date is None:
        raise LookupError(f"nobody makes visit {edit.visit_id} yet, so its start and the duty's date must be said")
    goal = _duty(left, (edit.to_worker_id, date))
    left[_slot(goal)] = _with_visits(goal, (*goal.visits, PlannedVisit(visit_id=edit.visit_id, start=start)))


def _swap_duties(left: Duties, edit: SwapDuties) -> None:
    first_slot, second_slot = (edit.first_worker_id, edit.first_date), (edit.second_worker_id, edit.second_date)
    first, second = _duty(left, first_slot), _duty(left, second_slot)
    del left[first_slot]
    left.pop(second_slot, None)
    for duty, worker_id in ((first, edit.second_worker_id), (second, edit.first_worker_id)):
        if (worker_id, duty.date) in left:
            raise LookupError(f"{worker_id} has another duty on {duty.date} already")
        left[worker_id, duty.date] = duty.model_copy(update={"worker_id": worker_id})


def _put_duty(left: Duties, edit: PutDuty) -> None:
    left[_slot(edit.duty)] = edit.duty


def _drop_duty(left: Duties, edit: DropDuty) -> None:
    del left[_slot(_duty(left, (edit.worker_id, edit.date)))]


def _whole_roster(left: Duties, edit: WholeRoster) -> None:
    left.clear()
    for duty in edit.duties:
        if _slot(duty) in left:
            raise LookupError(f"{duty.worker_id} has two duties on {duty.date}")
        left[_slot(duty)] = duty


EDITORS: dict[type[Any], Callable[[Duties, Any], None]] = {
    MoveVisit: _move_visit,
    SwapDuties: _swap_duties,
    PutDuty: _put_duty,
    DropDuty: _drop_duty,
    WholeRoster: _whole_roster,
}


def _slot(duty: Duty) -> Slot:
    return duty.worker_id, duty.date


def _duty(left: Duties, slot: Slot) -> Duty:
    if slot not in left:
        raise LookupError(f"{slot[0]} has no duty on {slot[1]}")
    return left[slot]


def _made_by(left: Duties, visit_id: str, worker_id: str) -> tuple[Duty, PlannedVisit]:
    for duty in left.values():
        for planned in duty.visits:
            if (duty.worker_id, planned.visit_id) == (worker_id, visit_id):
                return duty, planned
    raise LookupError(f"{worker_id} does not make visit {visit_id}")


def _with_visits(duty: Duty, visits: Iterable[PlannedVisit]) -> Duty:
    def order(each: PlannedVisit) -> tuple[datetime, str]:
        return each.start, each.visit_id

    return duty.model_copy(update={"visits": tuple(sorted(visits, key=order))})
