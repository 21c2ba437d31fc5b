"""A duty that stands begins earlier or ends later, within what its pattern allows, to take the visit up."""

import datetime as calendar
from collections.abc import Iterator, Sequence

from models.roster import Duty
from optimiser.explain.changes.proposal import Proposal
from optimiser.explain.lifts import could
from optimiser.explain.rested import on_shift
from optimiser.explain.trial import Answer, Trial
from optimiser.explain.words import minutes
from optimiser.shifts import Parts, Shift, make_shift, moved_parts, shift_of

STEP_MINUTES = 5


def proposals(trial: Trial) -> Iterator[Proposal]:
    """Yield for each duty of those who may make the visit the least extension that makes room; one worker's alone."""
    if trial.visit.workers_needed > 1:
        return
    able, holding = set(trial.able()), _Holding(trial)
    for number, duty in enumerate(trial.rooms.duties):
        if duty.worker_id in able and duty.post_id is None:
            yield from _least(trial, number, duty, holding.longer(duty))


def _least(trial: Trial, number: int, duty: Duty, shifts: Sequence[Shift]) -> Iterator[Proposal]:
    """Yield the first of a duty's longer shifts, shortest first, that has room, where the longest has room."""
    if not shifts or _put_in(trial, number, duty, shifts[-1]) is None:
        return
    for shift in shifts:
        found = _put_in(trial, number, duty, shift)
        if found is not None:
            extended, answer = found
            more = shift.working_minutes - sum(part.minutes for part in duty.parts)
            sentence = f"{could(extended, answer)} if their {duty.pattern_id} duty is {minutes(more)} longer"
            pay = trial.rooms.request.worker_by_id[duty.worker_id].pay_pence_per_hour
            yield Proposal(sentence, extended.put_in(answer), more * pay // 60)
            return


def _put_in(trial: Trial, number: int, duty: Duty, shift: Shift) -> tuple[Trial, Answer] | None:
    """Return the trial on a duty's other shift and who makes the visit then; None without room."""
    longer = on_shift(trial.rooms, duty, shift)
    if longer is None:
        return None
    extended = trial.among({number: longer})
    answer = extended.answer_in(number)
    return None if answer is None or answer.short else (extended, answer)


class _Holding:
    """The hours of each pattern and date in which the visit could lie, worked out once for all duties."""

    def __init__(self, trial: Trial) -> None:
        self._trial, self._request = trial, trial.rooms.request
        self._known: dict[tuple[str, calendar.date], list[Parts]] = {}

    def longer(self, duty: Duty) -> list[Shift]:
        """Return the shifts of the same pattern and date that hold the duty's hours and more, shortest first."""
        hours = self._hours(duty.pattern_id, duty.date)
        if not hours:
            return []
        own, pattern = shift_of(self._request, duty), self._request.pattern_by_id[duty.pattern_id]
        holding = [
            parts for parts in hours if parts[0][0] <= own.start and parts[-1][1] >= own.end and parts != own.parts
        ]
        shifts = [
            make_shift(self._request, duty.worker_id, duty.date, pattern, parts, role=duty.role) for parts in holding
        ]
        return sorted(shifts, key=lambda shift: (shift.working_minutes, shift.parts))

    def _hours(self, pattern_id: str, date: calendar.date) -> list[Parts]:
        key = (pattern_id, date)
        if key not in self._known:
            every = moved_parts(self._request, self._request.pattern_by_id[pattern_id], date, STEP_MINUTES)
            self._known[key] = list(filter(self._trial.may_lie_in, every))
        return self._known[key]
