"""The search for a plan of routes: insertion, then ruin and recreate on every core until time is up."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from optimiser.routing.kernels.random import Seed, seeded
from optimiser.routing.search.kernels.anneal import anneal
from optimiser.routing.search.kernels.breaks import settle_breaks
from optimiser.routing.search.kernels.cost import plan_pence
from optimiser.routing.search.kernels.recreate import put_all
from optimiser.routing.search.kernels.state import State, empty_state, keep
from optimiser.routing.search.problem import RoutingPlan, RoutingProblem
from optimiser.routing.search.tables import Table, Tables, tables_of
from optimiser.routing.search.unload import plan_of

CHUNK = 200
HOT = 3.0  # of what a stop costs on average: the temperature at the start
COLD = 0.03


@dataclass
class Chain:
    """One annealing chain: where it is, and the best it has seen."""

    tables: Tables
    state: State
    rng: Seed
    best_node: Table
    best_fill: Table
    best: int

    @classmethod
    def started(cls, tables: Tables, seed: int) -> "Chain":
        """Return a chain that sets out from every stop put in where it costs least."""
        state, rng = empty_state(tables), seeded(seed)
        put_all(tables, state, rng)
        settle_breaks(tables, state)
        keep(state, tables.stop.size)
        return cls(tables, state, rng, state.node.copy(), state.fill.copy(), int(plan_pence(tables, state)))

    def run_until(self, deadline: float) -> None:
        """Anneal until a moment of the clock (`time.perf_counter`)."""
        began = time.perf_counter()
        hot, cold = HOT * self.stop_pence(), COLD * self.stop_pence()
        while (now := time.perf_counter()) < deadline:
            share = (now - began) / (deadline - began)
            heat = hot * (cold / hot) ** share
            self.best = int(
                anneal(self.tables, self.state, self.best_node, self.best_fill, self.best, CHUNK, heat, heat, self.rng)
            )

    def stop_pence(self) -> float:
        """Return what a stop in a route costs on average."""
        made = max(1, self.tables.stop.size - int(self.state.absent[-1]))
        return max(1.0, float(self.state.fill["pence"].sum()) / made)


def search(problem: RoutingProblem, seconds: float, seed: int = 1, workers: int = 2) -> RoutingPlan:
    """Return the best plan found.

    Args:
        problem: what is asked.
        seconds: how long to search, from now.
        seed: of the search.
        workers: chains that run side by side.
    """
    began = time.perf_counter()
    tables = tables_of(problem)
    with ThreadPoolExecutor(workers) as pool:
        chains = list(pool.map(lambda number: Chain.started(tables, seed * 1000 + number), range(workers)))
        list(pool.map(lambda chain: chain.run_until(began + seconds), chains))
    best = min(chains, key=lambda chain: chain.best)
    return plan_of(problem, tables, best.best_node, best.best_fill)
