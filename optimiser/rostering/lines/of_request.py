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
from optimiser.rostering.lines.choice_pence import choice_pence
from optimiser.rostering.lines.fits import fits_lines
from optimiser.rostering.lines.offers import Offers
from optimiser.rostering.lines.problem import LineProblem, Lines
from optimiser.rostering.lines.run_terms import automata_of, successions
from optimiser.rostering.lines.totals import counters_of
from optimiser.shifts import Shift

LEAST_OVER_DEAREST = 100  # one duty short of a least weighs as much as so many of the dearest things priced


@dataclass(frozen=True)
class LineRequest:
    """A request, and the shifts that its lines are made of.

    Choices are the request's patterns, in order, from 1 on; roles the skills that covers name, likewise.
    """

    request: RotaRequest
    offers: Offers

    @classmethod
    def of(cls, request: RotaRequest, candidates: Mapping[str, Sequence[Shift]]) -> "LineRequest | None":
        """Return a request's lines; None where it has more to it than lines.

        Args:
            request: what is planned.
            candidates: by worker the shifts that rules about one shift alone allow (`CandidateShifts`).
        """
        offers = Offers.of(request, candidates) if fits_lines(request) else None
        return None if offers is None else cls(request, offers)

    @cached_property
    def problem(self) -> LineProblem:
        """The line problem."""
        request, offers = self.request, self.offers
        automata, rows, starts = automata_of(request, successions(request, offers))
        cover, named = self._covers()
        return LineProblem(
            choice_pence=choice_pence(request, offers),
            automata=automata,
            automaton_of=rows,
            start_state=starts,
            counters=counters_of(request, offers.each(lambda shift: shift.paid_minutes)[:, 1:]),
            roles=self._roles(),
            cover_pence=cover,
            named=named,
            end_pence=tuple(np.zeros(automata[row].worked.size, dtype=np.int64) for row in rows),
        )

    def shifts_of(self, lines: Lines) -> list[Shift]:
        """Return the shifts that lines are, in order."""
        rows, days = np.nonzero(lines.choices)
        cells = zip(rows, days, lines.choices[rows, days], lines.roles[rows, days], strict=True)
        return sorted(self.offers.shift((int(row), int(day), int(c), int(role))) for row, day, c, role in cells)

    def lines_of(self, shifts: Sequence[Shift]) -> Lines | None:
        """Return the lines that shifts are; None where one of them is not offered."""
        shape = (len(self.request.workers), self.request.horizon.days)
        lines = Lines(np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64))
        for shift in shifts:
            cell = self.offers.numbers.cell(shift)
            if cell is None or not self.offers.has(shift):
                return None
            row, day, choice, role = cell
            lines.choices[row, day], lines.roles[row, day] = choice, role
        return lines

    def keeps_rules(self, lines: Lines) -> bool:
        """Return whether lines keep every rule: each line's own, and the least of each cover."""
        own = [self.problem.line_pence(row, line) for row, line in enumerate(lines.choices)]
        counted = lines.counted(self.problem)
        return max(own, default=0) < HARD and all(counted[cell] >= cover.least for cell, cover in self._cells)

    @cached_property
    def _cells(self) -> list[tuple[tuple[int, int, int], Cover]]:
        """Each cover with the (day, choice, role) that it counts."""
        of = self.offers.numbers
        return [
            ((of.day[cover.date], of.choice[cover.pattern_id], of.role[cover.skill]), cover)
            for cover in self.request.covers
        ]

    def _roles(self) -> Flags:
        names = self.offers.numbers.roles
        own = [[name is None or name in worker.skills for name in names] for worker in self.request.workers]
        return np.array(own, dtype=np.bool_)

    def _covers(self) -> tuple[Ints, Flags]:
        """Return what duties counted cost (D, C, R, W + 1), and where covers name a role (D, C, R)."""
        request = self.request
        shape = (request.horizon.days, len(request.patterns) + 1, len(self.offers.numbers.role))
        pence, named = np.zeros((*shape, len(request.workers) + 1), dtype=np.int64), np.zeros(shape, dtype=np.bool_)
        duties, short_of_least = np.arange(len(request.workers) + 1), self._least_pence()
        for cell, cover in self._cells:
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
