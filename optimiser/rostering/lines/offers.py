"""Which shifts the lines of a request are made of: who may work what, and what a shift of a pattern is on each day.

Workers are looked at one after another and their shifts let go again: a long horizon has a million of them.
"""

import datetime as calendar
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.request import RotaRequest
from optimiser.rostering.lines.automaton import Flags, Ints
from optimiser.rostering.lines.fits import hours_cannot_bind
from optimiser.rostering.unary.roles import asked_skills
from optimiser.shifts import Shift, shift_for

Cell = tuple[int, int, int, int]


@dataclass(frozen=True)
class Numbers:
    """The rows of workers, dates, patterns (from 1 on; 0 is the day off) and roles (from 1 on; 0 is none)."""

    worker: Mapping[str, int]
    day: Mapping[calendar.date, int]
    choice: Mapping[str, int]
    role: Mapping[str | None, int]

    @cached_property
    def worker_ids(self) -> tuple[str, ...]:
        """The workers by row."""
        return tuple(self.worker)

    @cached_property
    def roles(self) -> tuple[str | None, ...]:
        """The roles by number."""
        return tuple(self.role)

    @classmethod
    def of(cls, request: RotaRequest) -> "Numbers":
        """Number what a request's lines are about; roles are the skills that covers name, in order."""
        skills = sorted(set().union(*asked_skills(request).values()))
        return cls(
            worker={worker.id: row for row, worker in enumerate(request.workers)},
            day={date: row for row, date in enumerate(request.horizon.dates)},
            choice={pattern.id: row for row, pattern in enumerate(request.patterns, start=1)},
            role={None: 0} | {skill: row for row, skill in enumerate(skills, start=1)},
        )

    def cell(self, shift: Shift) -> Cell | None:
        """Return the (worker row, day, choice, role) of a shift; None where the request knows none such."""
        row, day = self.worker.get(shift.worker_id), self.day.get(shift.date)
        choice, role = self.choice.get(shift.pattern_id), self.role.get(shift.role)
        return None if row is None or day is None or choice is None or role is None else (row, day, choice, role)


@dataclass(frozen=True)
class Offers:
    """The shifts that lines are made of.

    Attributes:
        numbers: what the rows stand for.
        offered: (W, D, C, R) whether a worker may work a choice counted for a role; never so for the day off.
        shapes: by (day, choice) the shift, whoever works it: its worker and role say nothing.
    """

    numbers: Numbers
    offered: Flags
    shapes: Mapping[tuple[int, int], Shift]

    @classmethod
    def of(cls, request: RotaRequest, candidates: Mapping[str, Sequence[Shift]]) -> "Offers | None":
        """Return what is offered; None where hours could bind, or a pattern has several shifts on a date.

        Args:
            request: what is planned.
            candidates: by worker the shifts that rules about one shift alone allow; each worker is asked for once.
        """
        numbers, shapes = Numbers.of(request), dict[tuple[int, int], Shift]()
        sizes = (len(numbers.worker), len(numbers.day), len(numbers.choice) + 1, len(numbers.role))
        offered = np.zeros(sizes, dtype=np.bool_)
        for row, worker in enumerate(request.workers):
            shifts = candidates[worker.id]
            cells = [(numbers.day[s.date], numbers.choice[s.pattern_id], numbers.role[s.role]) for s in shifts]
            if len(set(cells)) < len(shifts) or not hours_cannot_bind(request, worker, shifts):
                return None
            for (day, choice, _), shift in zip(cells, shifts, strict=True):
                if shapes.setdefault((day, choice), shift).parts != shift.parts:
                    return None
            if cells:
                offered[(row, *np.array(cells).T)] = True
        return cls(numbers, offered, shapes)

    def shift(self, cell: Cell) -> Shift:
        """Return the shift of a (worker row, day, choice, role) that is offered."""
        row, day, choice, role = cell
        return shift_for(self.shapes[day, choice], self.numbers.worker_ids[row], self.numbers.roles[role])

    def has(self, shift: Shift) -> bool:
        """Return whether a shift is one of those offered."""
        cell = self.numbers.cell(shift)
        return cell is not None and bool(self.offered[cell]) and self.shift(cell) == shift

    def each(self, value: Callable[[Shift], int]) -> Ints:
        """Return a value of each shift (D, C); 0 where nobody may work it."""
        values = np.zeros(self.offered.shape[1:3], dtype=np.int64)
        for cell, shape in self.shapes.items():
            values[cell] = value(shape)
        return values
