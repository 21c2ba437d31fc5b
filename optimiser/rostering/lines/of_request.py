"""A rota request as a line problem, and lines as shifts.

Lines are the whole of a request that asks for cover and has no visits, posts or sessions. Rules and prices on what
lines do not tell (hours of a week, weekly rest, weekends in a row, movable starts) must be switched off or unable to
bind: `LineRequest.of` returns None otherwise, and rostering by CP-SAT has the request.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.cover import Cover
from models.request import RotaRequest
from optimiser.rostering.lines.automaton import HARD, Flags, Ints
from optimiser.rostering.lines.choice_pence import Key, choice_pence
from optimiser.rostering.lines.fits import fits_lines
from optimiser.rostering.lines.problem import OFF, LineProblem, Lines
from optimiser.rostering.lines.run_terms import automata_of, successions
from optimiser.rostering.lines.totals import counters_of
from optimiser.shifts import Shift

LEAST_OVER_DEAREST = 100  # one duty short of a least weighs as much as so many of the dearest things priced


@dataclass(frozen=True)
class LineRequest:
    """A request, and the shifts its workers may work by (worker row, day, choice, role).

    Choices are the request's patterns, in order, from 1 on; roles the skills that covers name, likewise.
    """

    request: RotaRequest
    shifts: Mapping[Key, Shift]
    skills: tuple[str, ...]

    @classmethod
    def of(cls, request: RotaRequest, candidates: Mapping[str, Sequence[Shift]]) -> "LineRequest | None":
        """Return a request's lines; None where it has more to it than lines.

        Args:
            request: what is planned.
            candidates: by worker the shifts that rules about one shift alone allow (`candidate_shifts`).
        """
        if not fits_lines(request, candidates):
            return None
        skills = tuple(sorted({cover.skill for cover in request.covers if cover.skill}))
        choice = {pattern.id: row for row, pattern in enumerate(request.patterns, start=1)}
        role = {skill: row for row, skill in enumerate(skills, start=1)}
        day = {date: row for row, date in enumerate(request.horizon.dates)}
        shifts = {
            (row, day[shift.date], choice[shift.pattern_id], role.get(shift.role or "", 0)): shift
            for row, worker in enumerate(request.workers)
            for shift in candidates[worker.id]
        }
        return cls(request, shifts, skills)

    @cached_property
    def problem(self) -> LineProblem:
        """The line problem."""
        request = self.request
        times, minutes = self._times()
        automata, rows, starts = automata_of(request, successions(request, times))
        cover, named = self._covers()
        return LineProblem(
            choice_pence=choice_pence(request, self.shifts),
            automata=automata,
            automaton_of=rows,
            start_state=starts,
            counters=counters_of(request, minutes),
            roles=self._roles(),
            cover_pence=cover,
            named=named,
            end_pence=tuple(np.zeros(automata[row].worked.size, dtype=np.int64) for row in rows),
        )

    def shifts_of(self, lines: Lines) -> list[Shift]:
        """Return the shifts that lines are, in order."""
        worked = np.argwhere(lines.choices != OFF).tolist()
        return sorted(
            self.shifts[row, day, int(lines.choices[row, day]), int(lines.roles[row, day])] for row, day in worked
        )

    def lines_of(self, shifts: Sequence[Shift]) -> Lines:
        """Return the lines that shifts are, each one of the candidates."""
        key_of = {shift: key for key, shift in self.shifts.items()}
        shape = (len(self.request.workers), self.request.horizon.days)
        lines = Lines(np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64))
        for shift in shifts:
            row, day, choice, role = key_of[shift]
            lines.choices[row, day], lines.roles[row, day] = choice, role
        return lines

    def keeps_rules(self, lines: Lines) -> bool:
        """Return whether lines keep every rule: each line's own, and the least of each cover."""
        own = [self.problem.line_pence(row, line) for row, line in enumerate(lines.choices)]
        counted = lines.counted(self.problem)
        return max(own, default=0) < HARD and all(counted[cell] >= cover.least for cell, cover in self._cells())

    def _cells(self) -> list[tuple[tuple[int, int, int], Cover]]:
        """Return each cover with the (day, choice, role) that it counts."""
        choice = {pattern.id: row for row, pattern in enumerate(self.request.patterns, start=1)}
        role = {skill: row for row, skill in enumerate(self.skills, start=1)}
        first = self.request.horizon.start
        return [
            (((cover.date - first).days, choice[cover.pattern_id], role.get(cover.skill or "", 0)), cover)
            for cover in self.request.covers
        ]

    def _times(self) -> tuple[list[list[tuple[int, int] | None]], Ints]:
        """Return by day and pattern the start and end of its shifts (None: nobody may work it) and paid minutes."""
        days, patterns = self.request.horizon.days, len(self.request.patterns)
        times: list[list[tuple[int, int] | None]] = [[None] * patterns for _ in range(days)]
        minutes = np.zeros((days, patterns), dtype=np.int64)
        for (_, day, choice, _), shift in self.shifts.items():
            times[day][choice - 1] = (shift.start, shift.end)
            minutes[day, choice - 1] = shift.paid_minutes
        return times, minutes

    def _roles(self) -> Flags:
        roles = np.ones((len(self.request.workers), len(self.skills) + 1), dtype=np.bool_)
        for row, worker in enumerate(self.request.workers):
            roles[row, 1:] = [skill in worker.skills for skill in self.skills]
        return roles

    def _covers(self) -> tuple[Ints, Flags]:
        """Return what duties counted cost (D, C, R, W + 1), and where covers name a role (D, C, R)."""
        request = self.request
        shape = (request.horizon.days, len(request.patterns) + 1, len(self.skills) + 1)
        pence, named = np.zeros((*shape, len(request.workers) + 1), dtype=np.int64), np.zeros(shape, dtype=np.bool_)
        duties, short_of_least = np.arange(len(request.workers) + 1), self._least_pence()
        for cell, cover in self._cells():
            pence[cell] += cover.under_pence * np.maximum(0, cover.wanted - duties)
            pence[cell] += cover.over_pence * np.maximum(0, duties - cover.wanted)
            pence[cell] += short_of_least * np.maximum(0, cover.least - duties)
            named[cell] = cover.skill is not None
        return pence, named

    def _least_pence(self) -> int:
        """Return what a duty short of a least is weighed at: above whatever meeting it may cost in other prices."""
        request = self.request
        priced = [price for cover in request.covers for price in (cover.under_pence, cover.over_pence)]
        for terms in request.line_terms:
            priced.append(terms.incomplete_weekend_pence or 0)
            priced += [price or 0 for bound in terms.bounds for price in (bound.least_pence, bound.most_pence)]
        return LEAST_OVER_DEAREST * max(1, *priced)
