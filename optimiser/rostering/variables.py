"""The decision variables of rostering behind named queries, so that a rule reads as a sentence.

A movable shift has a literal (it is worked), one literal a start and one an end; where only one start or end is
possible the shift's own literal stands for it.
"""

import datetime as calendar
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ortools.sat.python import cp_model

from models.request import RotaRequest
from models.workers import Worker
from optimiser.rostering.constraints import Expression, Literal
from optimiser.rostering.movable import MovableShift
from optimiser.shifts import Shift


def total(expressions: Iterable[Expression]) -> Expression:
    """Return the sum of literals or expressions as one flat expression."""
    return cp_model.LinearExpr.sum(list(expressions))


def weighted(pairs: Sequence[tuple[Literal, int]]) -> Expression:
    """Return the sum of literals times their weights."""
    return cp_model.LinearExpr.weighted_sum([literal for literal, _ in pairs], [weight for _, weight in pairs])


@dataclass(frozen=True, slots=True)
class ShiftVariables:
    """A movable shift with its literals; `break_due` holds when its length makes a break due (None: no break)."""

    shift: MovableShift
    worked: Literal
    break_due: Literal | None
    starts: tuple[tuple[int, Literal], ...]
    ends: tuple[tuple[int, Literal], ...]

    def starting_before(self, minute: int) -> list[Literal]:
        """Return literals of which one holds when this shift is worked and starts before `minute`."""
        return self._chosen(self.starts, lambda start: start < minute)

    def ending_after(self, minute: int) -> list[Literal]:
        """Return literals of which one holds when this shift is worked and ends after `minute`."""
        return self._chosen(self.ends, lambda end: end > minute)

    def starting_from(self, minute: int) -> list[Literal]:
        """Return literals of which one holds when this shift is worked and starts at `minute` or later."""
        return self._chosen(self.starts, lambda start: start >= minute)

    def ending_by(self, minute: int) -> list[Literal]:
        """Return literals of which one holds when this shift is worked and ends by `minute`."""
        return self._chosen(self.ends, lambda end: end <= minute)

    def _chosen(self, times: tuple[tuple[int, Literal], ...], keep: Callable[[int], bool]) -> list[Literal]:
        chosen = [literal for minute, literal in times if keep(minute)]
        return [self.worked] if len(chosen) == len(times) else chosen

    def spans_over(self, start: int, end: int) -> list[tuple[Literal, int]]:
        """Return weighted literals summing to 1 when the duty, pauses included, overlaps the stretch, else to 0."""
        ending = self.ending_by(start)
        beginning = self.starting_before(end)
        if not beginning or ending == [self.worked]:
            return []
        return [(literal, 1) for literal in beginning] + [(literal, -1) for literal in ending]

    def works_in(self, start: int, end: int) -> list[tuple[Literal, int]]:
        """Return weighted literals summing to 1 when a part of the duty overlaps the stretch, else to 0."""
        inner = self.shift.inner
        if not inner:
            return self.spans_over(start, end)
        middle = zip(inner[1:-1:2], inner[2:-1:2], strict=True)
        if any(first < end and start < last for first, last in middle):
            return [(self.worked, 1)]
        if inner[0] > start:
            return [(literal, 1) for literal in self.starting_before(end)]
        return [(literal, 1) for literal in self.ending_after(start)] if inner[-1] < end else []


def _working_minutes(each: ShiftVariables) -> list[tuple[Literal, int]]:
    """Return weighted literals whose sum is the working minutes of the shift, 0 when it is not worked."""
    minutes = [(each.worked, each.shift.shortest_minutes)]
    minutes += [(literal, each.shift.starts[-1] - start) for start, literal in each.starts]
    minutes += [(literal, end - each.shift.ends[0]) for end, literal in each.ends]
    return [(literal, weight) for literal, weight in minutes if weight]


class RosterVariables:
    """The shifts of the workers being planned as literals, and everybody else's shifts as they stand.

    Args:
        model: the model the literals live in.
        request: what is planned.
        shifts: movable shifts by worker, for the workers being planned only.
        standing: shifts of the workers who are not planned.
    """

    def __init__(
        self,
        model: cp_model.CpModel,
        request: RotaRequest,
        shifts: Mapping[str, Sequence[MovableShift]],
        standing: Sequence[Shift] = (),
    ) -> None:
        self.request = request
        self.workers: tuple[Worker, ...] = tuple(worker for worker in request.workers if worker.id in shifts)
        self.dates = request.horizon.dates
        self.weeks = request.horizon.weeks
        self.standing = tuple(standing)
        self._model = model
        self._by_day: dict[tuple[str, calendar.date], list[ShiftVariables]] = defaultdict(list)
        self._by_worker: dict[str, list[ShiftVariables]] = {}
        for worker in self.workers:
            self._by_worker[worker.id] = [self._with_literals(shift) for shift in shifts[worker.id]]
            for each in self._by_worker[worker.id]:
                self._by_day[worker.id, each.shift.date].append(each)

    def _with_literals(self, shift: MovableShift) -> ShiftVariables:
        worked = self._model.new_bool_var("")
        starts, ends = self._choice(shift.starts, worked), self._choice(shift.ends, worked)
        each = ShiftVariables(shift, worked, worked if shift.break_minutes else None, starts, ends)
        return self._with_break(each) if shift.break_depends_on_length else each

    def _with_break(self, each: ShiftVariables) -> ShiftVariables:
        """Add a literal that holds exactly when the start and end chosen make a break due."""
        shift = each.shift
        length = weighted(_working_minutes(each))
        longest_without = max(member.working_minutes for member in shift.members.values() if not member.break_minutes)
        most = shift.shortest_minutes + shift.starts[-1] - shift.starts[0] + shift.ends[-1] - shift.ends[0]
        due = self._model.new_bool_var("")
        self._model.add(length <= longest_without * each.worked + (most - longest_without) * due)
        self._model.add(length >= (longest_without + 1) * due)
        return replace(each, break_due=due)

    def _choice(self, minutes: tuple[int, ...], worked: Literal) -> tuple[tuple[int, Literal], ...]:
        if len(minutes) == 1:
            return ((minutes[0], worked),)
        literals = [self._model.new_bool_var("") for _ in minutes]
        self._model.add_exactly_one([*literals, ~worked])
        return tuple(zip(minutes, literals, strict=True))

    def shifts_of(self, worker_id: str) -> list[ShiftVariables]:
        """Every shift the worker might work."""
        return self._by_worker[worker_id]

    def on(self, worker_id: str, date: calendar.date) -> list[ShiftVariables]:
        """Every shift the worker might work on a date."""
        return self._by_day.get((worker_id, date), [])

    def works(self, worker_id: str, date: calendar.date) -> Expression:
        """1 when the worker has a duty on the date, else 0 (R01 keeps it there)."""
        return total(each.worked for each in self.on(worker_id, date))

    def on_pattern(self, worker_id: str, date: calendar.date, pattern_id: str | None) -> list[Literal]:
        """Literals of the worker's shifts of a pattern on a date; of any pattern when it is None."""
        shifts = self.on(worker_id, date)
        return [each.worked for each in shifts if pattern_id in (None, each.shift.pattern_id)]

    def covering(self, post_id: str) -> list[Literal]:
        """Literals of the shifts that cover a post."""
        every = (each for shifts in self._by_worker.values() for each in shifts)
        return [each.worked for each in every if each.shift.post_id == post_id]

    def counted_for(self, date: calendar.date, pattern_id: str, skill: str | None) -> list[Literal]:
        """Literals of the shifts of a pattern on a date that covers count for a skill, or for any when it is None."""
        return [
            each.worked
            for worker in self.workers
            for each in self.on(worker.id, date)
            if each.shift.pattern_id == pattern_id and each.shift.post_id is None and skill in (None, each.shift.role)
        ]

    def paid_minutes(self, worker_id: str, week: int) -> Expression:
        """Paid duty minutes of a worker in a week of the horizon."""
        pairs: list[tuple[Literal, int]] = []
        for date in self.weeks[week]:
            for each in self.on(worker_id, date):
                pairs += _working_minutes(each)
                if each.break_due is not None and each.shift.unpaid_break_minutes:
                    pairs.append((each.break_due, -each.shift.unpaid_break_minutes))
        return weighted(pairs)

    def fix(self, shift: Shift) -> bool:
        """Require that this very shift is worked; returns whether it is among the candidates."""
        literals = self.literals_of(shift)
        if literals:
            self._model.add_bool_and(literals)
        return bool(literals)

    def literals_of(self, shift: Shift) -> list[Literal]:
        """Return the literals that together say this very shift is worked; none when it is no candidate."""
        for each in self.on(shift.worker_id, shift.date):
            if each.shift.members.get((shift.start, shift.end)) == shift:
                return [literal for literal, value in self._choices(each, shift) if value]
        return []

    def hint(self, shifts: Iterable[Shift]) -> None:
        """Suggest to start from these shifts; those that are no candidates are passed over."""
        last = {(shift.worker_id, shift.date): shift for shift in shifts}
        for worker in self.workers:
            for each in self.shifts_of(worker.id):
                shift = last.get((worker.id, each.shift.date))
                for literal, value in self._choices(each, shift):
                    self._model.add_hint(literal, value)

    @staticmethod
    def _choices(each: ShiftVariables, shift: Shift | None) -> list[tuple[Literal, bool]]:
        """Return every literal of a movable shift once, with its value when `shift` is worked that day."""
        chosen = shift is not None and each.shift.members.get((shift.start, shift.end)) == shift
        values = [(each.worked, chosen)]
        for times, minute in ((each.starts, shift and shift.start), (each.ends, shift and shift.end)):
            if len(times) > 1:
                values += [(literal, chosen and own == minute) for own, literal in times]
        return values

    def worked_shifts(self, value: Callable[[Any], bool]) -> list[Shift]:
        """Return the shifts worked in a solution, in order; `value` tells whether a literal holds."""
        worked = []
        for shifts in self._by_worker.values():
            for each in shifts:
                if value(each.worked):
                    start = next(minute for minute, literal in each.starts if value(literal))
                    end = next(minute for minute, literal in each.ends if value(literal))
                    worked.append(each.shift.members[start, end])
        return sorted(worked)
