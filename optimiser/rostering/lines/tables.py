"""One worker's tables for the compiled search of a best line, and the lines it finds.

Totals that matter are numbered together (mixed radix). Totals of which only a hard most binds, such as at most four
nights, seldom bind: they are left out until a best line breaks one, and counted from then on (decremental state space
relaxation, Righini and Salani 2008).
"""

from functools import lru_cache
from threading import local
from typing import NamedTuple

import numpy as np

from optimiser.rostering.lines.automaton import HARD, Floats, Ints
from optimiser.rostering.lines.kernels.best_line import NEVER, best_line
from optimiser.rostering.lines.problem import LineProblem

MOST_CELLS = 20_000_000  # of 8 bytes; more totals than that are fined, not counted
FINES = 60  # times that fines are raised
FIRST_FINE, FINE_GROWTH = 0.05, 1.15  # pence for each one too many, and how it grows


_working = local()


class Numbering(NamedTuple):
    """How totals are numbered: what `best_line` is told."""

    shift: Ints
    room: Floats
    first: Ints
    last: Ints
    tail: Floats


class WorkerTables:
    """A worker's automaton and the totals counted so far for them."""

    def __init__(self, problem: LineProblem, worker: int) -> None:
        self.problem, self.worker = problem, worker
        automaton = problem.automata[problem.automaton_of[worker]]
        self._own_price = problem.choice_pence[worker].astype(np.float64)
        self._arc = automaton.pence.astype(np.float64)
        self._following, self._worked = automaton.following, automaton.worked
        self._start = int(problem.start_state[worker])
        self._after_end = np.where(problem.end_pence[worker] < HARD, problem.end_pence[worker], np.inf)
        binding = [row for row, counter in enumerate(problem.counters) if counter.pence[worker].any()]
        self._always = tuple(row for row in binding if not _only_a_hard_most(problem.counters[row].pence[worker]))
        self._seldom = [row for row in binding if row not in self._always]
        self._size = {row: _allowed(problem.counters[row].pence[worker]).size for row in binding}
        self._numbering = lru_cache(maxsize=4)(self._numbered)

    def settle(self, day: int, choice: int) -> None:
        """Allow no other choice on a day from now on."""
        kept = self._own_price[day, :, choice].copy()
        self._own_price[day] = np.inf
        self._own_price[day, :, choice] = kept

    def forbid(self, day: int, choice: int) -> None:
        """Allow a choice on a day no more."""
        self._own_price[day, :, choice] = np.inf

    def allowed(self) -> Floats:
        """Return what is settled and forbidden, for `put_back`."""
        allowed: Floats = self._own_price.copy()
        return allowed

    def put_back(self, allowed: Floats) -> None:
        """Have settled and forbidden again what was when `allowed` was called."""
        self._own_price = allowed

    def best(self, cover_price: Floats) -> tuple[float, Ints | None]:
        """Return pence that no line undercuts, and a line, for these prices added to the worker's own.

        The line is the best one and costs those pence, but where counting all that it needs would take too much room:
        then it is a good one, or None where none was found. The pence are NEVER or more where no line keeps the rules.

        Args:
            cover_price: (D, C) pence.
        """
        price = self._own_price + cover_price[:, None, :]
        counted = self._always
        while True:
            pence, line = self._line_at(price, counted)
            broken = next((row for row in self._broken(line) if row not in counted), None)
            if broken is None or pence >= NEVER:
                return pence, line
            if self._cells((*counted, broken)) > MOST_CELLS:
                return pence, self._fined(price, counted)
            counted = tuple(sorted((*counted, broken)))

    def _fined(self, price: Floats, counted: tuple[int, ...]) -> Ints | None:
        """Return a line that keeps the totals not counted because it is fined, ever more, for what it has too many of.

        Days are fined unlike one another, so that a fine moves some days and not all at once.
        """
        draw = np.random.default_rng(self.worker)
        weight = {row: draw.uniform(0.5, 1.5, (self.problem.days, 1, 1)) for row in self._seldom}
        rise = FIRST_FINE
        for _ in range(FINES):
            pence, line = self._line_at(price, counted)
            broken = self._broken(line)
            if not broken or pence >= NEVER:
                return line if pence < NEVER else None
            for row, excess in broken.items():
                price = price + rise * excess * weight[row] * self.problem.counters[row].steps
            rise *= FINE_GROWTH
        return None

    def _broken(self, line: Ints) -> dict[int, int]:
        """Return the totals seldom counted of which a line has more than is allowed, and by how much."""
        worked = np.concatenate([[self._worked[self._start]], line[:-1] > 0]).astype(np.int64)
        days, broken = np.arange(line.size), {}
        for row in self._seldom:
            total = int(self.problem.counters[row].steps[days, worked, line].sum())
            if total >= self._size[row]:
                broken[row] = total + 1 - self._size[row]
        return broken

    def _cells(self, counted: tuple[int, ...]) -> int:
        """Return how many numbers the dynamic programme holds with these totals counted."""
        counters = [self.problem.counters[row] for row in counted]
        sizes = [self._size[row] + int(counter.steps.max()) for row, counter in zip(counted, counters, strict=True)]
        return int((self.problem.days + 1) * self._arc.shape[0] * np.prod(sizes))

    def _line_at(self, price: Floats, counted: tuple[int, ...]) -> tuple[float, Ints]:
        """Return the pence of the best line for some totals counted, and the line."""
        numbering, line = self._numbering(counted), np.zeros(self.problem.days, dtype=np.int64)
        value = _room((self.problem.days + 1, *numbering.tail.shape))
        pence = best_line(price, self._arc, self._following, self._worked, self._start, *numbering, value, line)
        return float(pence), line

    def _numbered(self, counted: tuple[int, ...]) -> Numbering:
        """Number the totals counted, the widest first."""
        counters = [self.problem.counters[row] for row in counted]
        prices = sorted(
            ((_allowed(counter.pence[self.worker]), counter.steps) for counter in counters), key=lambda p: -p[0].size
        )
        ends, room, shift = np.zeros(1), np.zeros(1), np.zeros_like(self.problem.counters[0].steps)
        for price, steps in prices:
            padded = np.append(price, np.full(steps.max(), np.inf))
            ends = (ends[:, None] + padded).ravel()
            room = (room[:, None] + np.where(np.isinf(padded), padded, 0.0)).ravel()
            shift = shift * padded.size + steps
        ends[ends >= NEVER] = np.inf
        tail = np.full((self._arc.shape[0], ends.size + int(shift.max())), np.inf)
        tail[:, : ends.size] = ends + self._after_end[:, None]
        first, last = self._limits(*prices[0], ends.size) if prices else self._limits(np.zeros(1), shift, 1)
        return Numbering(shift, room, first, last, tail)

    def _limits(self, price: Floats, steps: Ints, numbers: int) -> tuple[Ints, Ints]:
        """Tell between which numbers the totals may be before each day, by the widest total alone."""
        stride = numbers // (price.size + int(steps.max()))
        so_far = np.concatenate([[0], np.cumsum(steps.max(axis=(1, 2)))])
        least = int(np.argmax(price < HARD))
        first = np.clip(least - (so_far[-1] - so_far), 0, price.size) * stride
        return first, np.minimum(so_far + 1, price.size) * stride


def _room(shape: tuple[int, ...]) -> Floats:
    """Return working space of a shape, the same for every worker's lines made in this thread."""
    size = int(np.prod(shape))
    if getattr(_working, "space", np.empty(0)).size < size:
        _working.space = np.empty(size)
    space: Floats = _working.space[:size]
    return space.reshape(shape)


def _only_a_hard_most(pence: Ints) -> bool:
    return bool(((pence == 0) | (pence >= HARD)).all() and (np.diff(pence) >= 0).all())


def _allowed(pence: Ints) -> Floats:
    """Return the prices of totals up to the last that a rule allows."""
    return pence[: int(np.flatnonzero(pence < HARD)[-1]) + 1].astype(np.float64)
