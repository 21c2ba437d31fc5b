"""The search for a plan of routes: insertion, then ruin and recreate on every core until its time or work is up."""

import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from optimiser.improve.stop import AfterSeconds, AfterSteps
from optimiser.routing.kernels.anneal import anneal
from optimiser.routing.kernels.breaks import settle_breaks
from optimiser.routing.kernels.cost import plan_pence
from optimiser.routing.kernels.random import seeded
from optimiser.routing.kernels.recreate import put_all
from optimiser.routing.kernels.state import State, empty_state, keep
from optimiser.routing.problem import RoutingPlan, RoutingProblem
from optimiser.routing.tables import Tables, tables_of
from optimiser.routing.unload import plan_of

CHUNK = 100  # steps between two looks at the clock
CHAIN_STRIDE = 1_000  # between seeds, so that no two chains draw the same
HOTTEST, MILDEST = 3.0, 0.3  # times what a stop costs on average: bounds of the temperature at the start
COLD = 0.03
STEPS_FOR_HOTTEST = 3_000  # a stop; with fewer the search starts cooler, as it has no time to cool slowly


def starting_heat(steps_a_stop: float) -> float:
    """Return the temperature at the start, in average costs of a stop, for so many steps a stop."""
    return min(HOTTEST, max(MILDEST, HOTTEST * math.sqrt(steps_a_stop / STEPS_FOR_HOTTEST)))


class Chain:
    """One annealing chain: where it is, and the best it has seen."""

    def __init__(self, tables: Tables, state: State, seed: int) -> None:
        """Set out from a plan, this chain's own, with every absent stop put in where it costs least."""
        self.tables = tables
        self.state = state
        self.rng = seeded(seed)
        put_all(tables, state, self.rng)
        settle_breaks(tables, state)
        keep(tables, state)
        self.best_node, self.best_fill = state.node.copy(), state.fill.copy()
        self.best = int(plan_pence(tables, state))
        self._steps, self._hot = 0, MILDEST
        self._stop_pence = self._pence_of_a_stop()
        self._anneal(0, 1.0)  # the first call loads the kernel: better now than when a clock counts

    def run(self, share_at: Callable[[int], float], until: float = 1.0) -> None:
        """Anneal until a share of the search is over.

        Args:
            share_at: by the steps done, the share of the whole search that is over, from 0 to 1.
            until: that share; the whole search may be run in several goes.
        """
        while (share := share_at(self._steps)) < until:
            self._anneal(CHUNK, self._hot * self._stop_pence * (COLD / self._hot) ** share)
            self._steps += CHUNK
            if self._steps == CHUNK:
                took = max(1e-9, share_at(CHUNK) - share)
                self._hot = starting_heat(CHUNK / took / max(1, self.tables.stop.size))

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
        steps: of each chain, in whole chunks; the same steps, seed and workers give the same plan.
    """
    deadline = time.perf_counter() + (seconds or 0.0)
    tables = tables_of(problem)
    with ThreadPoolExecutor(workers) as pool:
        chains = list(pool.map(lambda n: Chain(tables, empty_state(tables), seed * CHAIN_STRIDE + n), range(workers)))
        stop = AfterSeconds(deadline - time.perf_counter()) if steps is None else AfterSteps(steps)
        list(pool.map(lambda chain: chain.run(stop.done), chains))
    best = min(chains, key=lambda chain: chain.best)
    return plan_of(problem, tables, best.best_node, best.best_fill)
