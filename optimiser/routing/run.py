"""The search for a plan of routes: insertion, then ruin and recreate on every core until its time or work is up."""

import math
import time
from concurrent.futures import ThreadPoolExecutor

from optimiser.routing.kernels.anneal import anneal
from optimiser.routing.kernels.breaks import settle_breaks
from optimiser.routing.kernels.cost import plan_pence
from optimiser.routing.kernels.random import seeded
from optimiser.routing.kernels.recreate import put_all
from optimiser.routing.kernels.state import empty_state, keep
from optimiser.routing.problem import RoutingPlan, RoutingProblem
from optimiser.routing.tables import Tables, tables_of
from optimiser.routing.unload import plan_of

CHUNK = 100  # steps between two looks at the clock
HOTTEST, MILDEST = 3.0, 0.3  # times what a stop costs on average: bounds of the temperature at the start
COLD = 0.03
STEPS_FOR_HOTTEST = 3_000  # a stop; with fewer the search starts cooler, as it has no time to cool slowly


def starting_heat(steps_a_stop: float) -> float:
    """Return the temperature at the start, in average costs of a stop, for so many steps a stop."""
    return min(HOTTEST, max(MILDEST, HOTTEST * math.sqrt(steps_a_stop / STEPS_FOR_HOTTEST)))


class Chain:
    """One annealing chain: where it is, and the best it has seen."""

    def __init__(self, tables: Tables, seed: int) -> None:
        """Set out from every stop put in where it costs least."""
        self.tables = tables
        self.state = empty_state(tables)
        self.rng = seeded(seed)
        put_all(tables, self.state, self.rng)
        settle_breaks(tables, self.state)
        keep(tables, self.state)
        self.best_node, self.best_fill = self.state.node.copy(), self.state.fill.copy()
        self.best = int(plan_pence(tables, self.state))
        self._stop_pence = self._pence_of_a_stop()

    def run(self, deadline: float | None, steps: int | None) -> None:
        """Anneal until a moment of the clock (`time.perf_counter`), or for so many steps."""
        began, done = time.perf_counter(), 0
        share, hot = 0.0, MILDEST
        while share < 1:
            chunk = CHUNK if steps is None else min(CHUNK, steps - done)
            self._anneal(chunk, hot * self._stop_pence * (COLD / hot) ** share)
            done += chunk
            spent = time.perf_counter() - began
            share = done / steps if steps is not None else spent / max(1e-9, (deadline or began) - began)
            if done == chunk:
                hot = starting_heat(done / share / max(1, self.tables.stop.size))

    def _anneal(self, steps: int, heat: float) -> None:
        best = (self.best_node, self.best_fill, self.best)
        self.best = int(anneal(self.tables, self.state, *best, steps, heat, self.rng))

    def _pence_of_a_stop(self) -> float:
        """Return what a stop in a route costs on average."""
        made = max(1, self.tables.stop.size - int(self.state.absent[-1]))
        return max(1.0, float(self.state.fill["pence"].sum()) / made)


def search(
    problem: RoutingProblem, seconds: float | None, seed: int = 1, workers: int = 2, steps: int | None = None
) -> RoutingPlan:
    """Return the best plan found.

    Args:
        problem: what is asked.
        seconds: how long to search, from now; not looked at where steps are given.
        seed: of the search.
        workers: chains that run side by side.
        steps: of each chain; the same steps, seed and workers give the same plan.
    """
    deadline = None if seconds is None else time.perf_counter() + seconds
    tables = tables_of(problem)
    with ThreadPoolExecutor(workers) as pool:
        chains = list(pool.map(lambda number: Chain(tables, seed * 1000 + number), range(workers)))
        list(pool.map(lambda chain: chain.run(deadline, steps), chains))
    best = min(chains, key=lambda chain: chain.best)
    return plan_of(problem, tables, best.best_node, best.best_fill)
