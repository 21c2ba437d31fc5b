"""Neighbourhood: the duties of several workers, chosen anew from all that were found lately."""

import random

from optimiser.improve.incumbent import Incumbent
from optimiser.improve.neighbourhoods.whom import colleagues, drawn
from optimiser.improve.recombination import best_duties
from optimiser.improve.taking_up import take_up

MOST_WORKERS = 40
A_FEW = 8
ALL_WORK = 1.0
WORK = 0.5  # CP-SAT's deterministic seconds
EFFORT = 0.33  # milliseconds for each duty to choose from, measured on the demo team


def change(incumbent: Incumbent, rng: random.Random, heat: float) -> None:
    """Choose the best compatible duties of a group of workers from the pool."""
    recombine(incumbent, sorted(colleagues(incumbent, rng, MOST_WORKERS)), drawn(rng), heat)


def recombine(incumbent: Incumbent, worker_ids: list[str], seed: int, heat: float, work: float = WORK) -> bool:
    """Let these workers have the best compatible duties of the pool; return whether the roster changed.

    Args:
        incumbent: changed in place, or left as it was; its duties are in its pool.
        worker_ids: whose duties are chosen anew.
        seed: of the solver.
        heat: how many pence of rise are let pass.
        work: CP-SAT's deterministic seconds.
    """
    incumbent.pool.note(incumbent.plan)
    routes = [route for worker_id in worker_ids for route in incumbent.routes_of(worker_id)]
    duties = incumbent.pool.of_routes(routes)
    incumbent.effort += EFFORT * len(duties)
    best = best_duties(incumbent, worker_ids, duties, work, seed)
    return best is not None and take_up(incumbent, worker_ids, best, heat)


def recombine_all(incumbent: Incumbent, seed: int) -> None:
    """Recombine the duties of all workers, a few at a time and then together; the pool has just grown."""
    rng = random.Random(seed)
    workers = [worker.id for worker in incumbent.request.workers]
    rng.shuffle(workers)
    for start in range(0, len(workers), A_FEW):
        recombine(incumbent, sorted(workers[start : start + A_FEW]), seed, 0.0)
    recombine(incumbent, sorted(workers), seed, 0.0, ALL_WORK)
