"""Somebody who is off on the date works a duty that holds the visit."""

import datetime as calendar
from collections.abc import Iterator

from models.roster import Duty
from models.workers import Worker
from optimiser.explain.alone import Alone
from optimiser.explain.changes.proposal import Proposal
from optimiser.explain.lifts import could
from optimiser.explain.rested import on_shift
from optimiser.explain.trial import Trial
from optimiser.explain.words import day
from optimiser.rostering.unary import UNARY_RULES
from optimiser.shifts import Shift, allowed, possible_shifts


def proposals(trial: Trial) -> Iterator[Proposal]:
    """Yield for each worker off on a date the shortest shift that holds the visit; for visits one worker makes."""
    if trial.visit.workers_needed > 1:
        return
    request = trial.rooms.request
    busy = {(duty.worker_id, duty.date) for duty in trial.rooms.duties}
    possible = possible_shifts(request, worker_ids=trial.able(), may_be=lambda shape: trial.may_lie_in(shape.parts))
    tests = [rule.prepare(request) for rule in UNARY_RULES]
    for worker_id, shifts in possible.items():
        free = [each for each in shifts if each.post_id is None and (worker_id, each.date) not in busy]
        ordered = sorted(allowed(free, tests), key=lambda each: (each.date, each.paid_minutes, each.parts))
        yield from _shortest(trial, request.worker_by_id[worker_id], ordered)


def _shortest(trial: Trial, worker: Worker, shifts: list[Shift]) -> Iterator[Proposal]:
    """Yield for each date the first of these shifts that holds the visit and keeps the worker's own rules."""
    done: set[calendar.date] = set()
    own = [duty for duty in trial.rooms.duties if duty.worker_id == worker.id]
    alone = Alone(trial.rooms.request, worker, own)
    for shift in shifts:
        if shift.date in done or shift.paid_minutes > alone.hours_left(shift.date):
            continue
        empty = _empty(trial, shift)
        if empty is None or not alone.may_add(empty):
            continue
        number = len(trial.rooms.duties)
        opened = trial.among({number: empty})
        answer = opened.answer_in(number)
        if answer is not None and not answer.short:
            done.add(shift.date)
            sentence = f"{could(opened, answer)} if they work pattern {shift.pattern_id} on {day(shift.date)}"
            yield Proposal(sentence, opened.put_in(answer), shift.paid_minutes * worker.pay_pence_per_hour // 60)


def _empty(trial: Trial, shift: Shift) -> Duty | None:
    spans = shift.spans(trial.rooms.request.horizon)
    duty = Duty(worker_id=shift.worker_id, date=shift.date, pattern_id=shift.pattern_id, parts=spans, role=shift.role)
    return on_shift(trial.rooms, duty, shift)
