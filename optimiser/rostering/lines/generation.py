"""Column generation: lines worth knowing are made by dynamic programming until none would lower the master's pence.

Prices are smoothed between the master's and the best seen (Wentges 1997), which spares most of the rounds. Each round
also proves a bound (Lagrange): no lines cost less than every worker's best line at these prices plus what the cover
costs least at them.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import Executor

import numpy as np

from optimiser.rostering.lines.automaton import Floats, Ints
from optimiser.rostering.lines.kernels.best_line import NEVER
from optimiser.rostering.lines.master import Column, Duals, Master
from optimiser.rostering.lines.problem import LineProblem, Lines
from optimiser.rostering.lines.roles import best_roles
from optimiser.rostering.lines.tables import WorkerTables

SMOOTHING = 0.5  # share of the best prices seen in those asked about
Settled = tuple[int, int, int]
"""A worker, a day, and what they do on it."""
WORTH_ADDING = 1e-6  # pence below which a line is not better


class ColumnGeneration:
    """The lines known of a problem, the master over them, and the bound proved so far."""

    def __init__(self, problem: LineProblem, tables: Sequence[WorkerTables], pool: Executor) -> None:
        self.problem, self.tables, self._pool = problem, tables, pool
        self.master = Master(problem)
        self.bound = -np.inf
        self._known: set[tuple[int, bytes]] = set()
        self._best_prices: Floats | None = None
        self._best_here = -np.inf
        self._last_prices: Floats | None = None
        self._lines_of: dict[int, list[int]] = defaultdict(list)
        self._barred: set[int] = set()
        self._steps: list[tuple[dict[int, Floats], list[int]]] = []
        self._duties = np.arange(problem.workers + 1)

    def add_lines(self, lines: Lines) -> None:
        """Make these lines known."""
        for worker, (line, roles) in enumerate(zip(lines.choices, lines.roles, strict=True)):
            self.add(Column(worker, line, roles, self.problem.line_pence(worker, line)))

    def made_last(self, number: int) -> tuple[Column, ...]:
        """Return the last lines made known of each worker, so many at most."""
        numbers = [each for row in range(self.problem.workers) for each in self._lines_of[row][-number:]]
        return tuple(self.master.columns[each] for each in numbers)

    def settle(self, days: Sequence[Settled]) -> None:
        """Have workers do these choices on these days: bar the lines that do otherwise and make no more of them."""
        kept = {worker: self.tables[worker].allowed() for worker, _, _ in days}
        for worker, day, choice in days:
            self.tables[worker].settle(day, choice)
        asked = {worker: np.array([each[1:] for each in days if each[0] == worker]).T for worker in kept}
        self._remember(kept, lambda worker, line: bool((line[asked[worker][0]] != asked[worker][1]).any()))

    def forbid(self, worker: int, day: int, choice: int) -> bool:
        """Have a worker not do this on a day; return whether they can, and have a line known that does otherwise."""
        kept = {worker: self.tables[worker].allowed()}
        self.tables[worker].forbid(day, choice)
        self._remember(kept, lambda _, line: line[day] == choice)
        prices = np.zeros(self.problem.cover_pence.shape[:3]) if self._last_prices is None else self._last_prices
        column = self._best(worker, prices)[1]
        if column is not None:
            self.add(column)
        return column is not None

    def _remember(self, kept: dict[int, Floats], wrong: Callable[[int, Ints], bool]) -> None:
        """Bar the lines that are wrong now, of workers whose tables have changed, so that it can be undone."""
        numbers = [n for worker in kept for n in self._lines_of[worker] if n not in self._barred]
        barred = [n for n in numbers if wrong(self.master.columns[n].worker, self.master.columns[n].line)]
        self.master.bar(barred)
        self._barred.update(barred)
        self._steps.append((kept, barred))
        self._best_prices, self._best_here = None, -np.inf  # they were asked about more than is open now

    def undo(self) -> None:
        """Take back what was settled or forbidden last."""
        kept, barred = self._steps.pop()
        for worker, allowed in kept.items():
            self.tables[worker].put_back(allowed)
        self.master.allow(barred)
        self._barred.difference_update(barred)
        self._best_prices, self._best_here = None, -np.inf

    def round(self, free: Sequence[int]) -> tuple[Duals, int]:
        """Solve the master, make each free worker's best line at its prices; return its duals and how many are new."""
        duals = self.master.solve()
        prices = self._last_prices = duals.cover
        if self._best_prices is not None:
            prices = SMOOTHING * self._best_prices + (1 - SMOOTHING) * prices
        added = self._made(free, duals, prices)
        if not added and self._best_prices is not None:
            self._best_prices = None  # the smoothed prices say nothing new: ask at the master's own
            added = self._made(free, duals, duals.cover)
        return duals, added

    def _made(self, free: Sequence[int], duals: Duals, prices: Floats) -> int:
        """Make each free worker's best line at these prices; return how many the master did not know and may want."""
        found = list(self._pool.map(lambda worker: self._best(worker, prices), free))
        if len(free) == self.problem.workers:
            self._prove(sum(pence for pence, _ in found), prices)
        made = [column for _, column in found if column is not None]
        return sum(self.add(column) for column in made if self._reduced(column, duals) < -WORTH_ADDING)

    def _best(self, worker: int, prices: Floats) -> tuple[float, Column | None]:
        """Return pence that no line of a worker undercuts at these prices, and their line (None: none found)."""
        role, role_price = best_roles(self.problem, worker, -prices)
        pence, line = self.tables[worker].best(role_price)
        if pence >= NEVER or line is None:
            return pence, None
        roles = role[np.arange(line.size), line]
        return pence, Column(worker, line, roles, self.problem.line_pence(worker, line))

    def _reduced(self, column: Column, duals: Duals) -> float:
        """Return how much the master's pence would fall (below 0) for each share of this line."""
        days, line, roles = np.arange(column.line.size), column.line, column.roles
        named = roles > 0
        earned = duals.cover[days, line, 0].sum() + duals.cover[days[named], line[named], roles[named]].sum()
        return float(column.pence - duals.workers[column.worker] - earned)

    def _prove(self, lines_pence: float, prices: Floats) -> None:
        """Take up these prices and what they prove, if the best so far; of the whole while nothing is settled."""
        cover = (self.problem.cover_pence + prices[..., None] * self._duties).min(axis=3).sum()
        if lines_pence + cover > self._best_here:
            self._best_here, self._best_prices = float(lines_pence + cover), prices.copy()
            if not self._steps:
                self.bound = self._best_here

    def add(self, column: Column) -> bool:
        """Make a line known; return whether it was not before."""
        key = (column.worker, column.key())
        if key in self._known:
            return False
        self._known.add(key)
        self._lines_of[column.worker].append(len(self.master.columns))
        self.master.add(column)
        return True
