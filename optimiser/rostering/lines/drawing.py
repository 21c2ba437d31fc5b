"""Which part is freed next: a window of days of some span, and workers.

Short spans free many workers at once and settle most of what cover costs, quickly; long ones see what short ones
cannot. Which of them pays changes from request to request and as a search goes on, so a span is drawn by what it has
gained a second lately. Windows of a span are gone through pass by pass: every day has its turn.

Parts that are solved at once free other days and other workers wherever they can, so that what comes of one holds
beside the other's (on the same days their cover would clash, with the same workers their totals). But two parts that
want half of the workers each would leave one another the same half again and again, and none of all days would ever be
drawn beside another. So they are kept apart as often as parts have gained lately: where few gain, few clash.

From poor lines, everybody has a turn first, one short window after another: were long windows freed for half the
workers at once, these would be given what the others lack, and their totals be used up.

Where a part's bound shows that nothing better is in it, it was too small; where the bound left hope and the dive found
nothing, too large: so the parts of each span find how many workers they free.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from optimiser.rostering.lines.part import Freed, can_end
from optimiser.rostering.lines.part_job import PartFound
from optimiser.rostering.lines.problem import LineProblem

LONGEST = 28  # days
SPANS = (4, 2, 1)  # a part has this share of the days that it may have
GROWTH, SHRINKAGE = 1.4, 1.05
SMALLEST = 100.0  # worker days
FEWEST = 3  # workers
LATELY = 0.3  # weight of the last part in what its span gains a second, and in how many parts gain
QUICKEST = 1e-3  # seconds that a part counts for at least
SELDOM = 0.1  # of the best span's gain a second: a span is drawn as if it gained this much more
HOPED = 100.0  # seconds in which every span is hoped to gain a grain: where none does, each is drawn as often
Window = tuple[int, int]
"""Its first day and the day after its last."""


@dataclass
class Span:
    """Days of a part, workers that it frees, what it gains a second (None: not tried), and windows still to come."""

    days: int
    number: float
    rate: float | None = None
    windows: list[Window] = field(default_factory=list)


@dataclass(frozen=True)
class Drawn:
    """A part drawn, and the span that it was drawn for (None: the whole, which nothing is learned from)."""

    freed: Freed
    span: Span | None


class Drawing:
    """Draws part after part, and learns from what comes of them."""

    def __init__(self, problem: LineProblem, rng: np.random.Generator, size: float, largest: float) -> None:
        """Begin with every span untried.

        Args:
            problem: the whole.
            rng: what parts are drawn by.
            size: worker days that parts have to begin with.
            largest: worker days that no part ever has more of.
        """
        self._problem, self._rng, self._largest = problem, rng, largest
        self._ends = [day for day in range(1, problem.days + 1) if can_end(problem, day)]
        self._everybody: list[Window] = []
        self._gaining = 1.0  # share of parts that have gained lately
        longest = min(problem.days, LONGEST)
        lengths = sorted({max(1, longest // share) for share in SPANS})
        self.spans = tuple(Span(days, min(size / days, problem.workers)) for days in lengths)

    def begin_with_everybody(self, at_once: int) -> None:
        """Draw every window of the shortest span once, with everybody; then leave workers to parts solved at once."""
        self._everybody = sorted(self._pass(self.spans[0]))
        for span in self.spans:
            span.number = min(span.number, math.ceil(self._problem.workers / at_once))

    def draw(self, running: Sequence[Freed] = ()) -> Drawn:
        """Return a part to solve beside those that are being solved."""
        if self._everybody:
            window = next((each for each in self._everybody if _apart(each, running, 1)), self._everybody[0])
            self._everybody.remove(window)
            return Drawn(self._freed(window, self._problem.workers), self.spans[0])
        apart = running if running and self._rng.random() < self._gaining else ()
        span, window = self._window(apart)
        span.windows.remove(window)
        number = span.number / 2 if self._is_solved_whole(window, running) else span.number
        return Drawn(self._freed(window, number, apart), span)

    def learn(self, span: Span, found: PartFound, gain: int, seconds: float) -> None:
        """Learn from a part what its span gains a second, and whether it was too small or too large.

        Args:
            span: that it was drawn for.
            found: what came of it.
            gain: pence that it lowered what stands by.
            seconds: that it took.
        """
        rate = gain / max(seconds, QUICKEST)
        span.rate = rate if span.rate is None else (1 - LATELY) * span.rate + LATELY * rate
        self._gaining = (1 - LATELY) * self._gaining + LATELY * (gain > 0)
        if found.bound > found.before - self._problem.grain:
            span.number = min(span.number * GROWTH, self._problem.workers)
        elif found.better is None:
            span.number = max(span.number / SHRINKAGE, SMALLEST / span.days)

    def _window(self, running: Sequence[Freed]) -> tuple[Span, Window]:
        """Return a span and its next window, apart from those being solved if any span has such."""
        spans = self._in_order()
        for span in spans:
            span.windows = span.windows or self._pass(span)
            for window in span.windows:
                if _apart(window, running):
                    return span, window
        return spans[0], spans[0].windows[0]

    def _in_order(self) -> Sequence[Span]:
        """Return the spans, those to be preferred first: untried ones, then as drawn by what they gain."""
        untried = [span for span in self.spans if span.rate is None]
        tried = [span for span in self.spans if span.rate is not None]
        if not tried:
            return untried
        rates = np.array([span.rate for span in tried])
        weights = rates + SELDOM * rates.max() + self._problem.grain / HOPED
        order = self._rng.choice(len(tried), len(tried), replace=False, p=weights / weights.sum())
        return [*untried, *(tried[number] for number in order.tolist())]

    def _pass(self, span: Span) -> list[Window]:
        """Return windows that have every day once, in any order; the first ends on any day of the span."""
        days, ends = self._problem.days, [0]
        wanted = span.days - int(self._rng.integers(span.days)) if span.days < days else days
        while ends[-1] < days:
            ends.append(next(day for day in self._ends if day >= min(wanted, days)))
            wanted = ends[-1] + span.days
        windows = list(pairwise(ends))
        return [windows[number] for number in self._rng.permutation(len(windows)).tolist()]

    def _freed(self, window: Window, number: float, running: Sequence[Freed] = ()) -> Freed:
        """Return the window for so many workers, if so many may be; none of parts being solved if enough others are."""
        everyone, (first, last) = np.arange(self._problem.workers), window
        if running:
            others = np.setdiff1d(everyone, np.concatenate([part.workers for part in running]))
            everyone = others if others.size >= FEWEST else everyone
        freed = int(max(FEWEST, min(number, self._largest / (last - first))))
        return Freed(np.sort(self._rng.permutation(everyone)[:freed]), first, last)

    def _is_solved_whole(self, window: Window, running: Sequence[Freed]) -> bool:
        """Return whether a window is being solved for everybody: the same once more would come to the same."""
        return any(window == (each.first, each.last) and each.workers.size == self._problem.workers for each in running)


def _apart(window: Window, running: Sequence[Freed], between: int = 0) -> bool:
    """Return whether a window has no day in common with parts being solved, and so many days lie between."""
    return all(window[1] + between <= part.first or part.last + between <= window[0] for part in running)
