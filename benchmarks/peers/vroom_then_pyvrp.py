"""VROOM's answer handed to PyVRP as its initial solution: the strongest peer (FINDINGS.md).

Level 1 is quick and leaves PyVRP nearly all the time, level 2 serves more visits on large days; each core plays one of
them and the better answer is taken.
"""

import time
from dataclasses import dataclass, replace

from benchmarks.peers import pyvrp_peer, vroom_peer
from benchmarks.peers.day import Day, Rows
from benchmarks.peers.side_by_side import MARGIN, best_of

LEVELS = (1, 2)
VROOM_SHARE = 0.6  # of the limit at most


@dataclass(frozen=True)
class HandOver:
    """One process's work: a level of VROOM, then PyVRP."""

    level: int
    vroom_seconds: float
    task: pyvrp_peer.Task


def route(day: Day, seconds: float, cores: int, seed: int) -> Rows:
    """Route a day by VROOM, then by PyVRP until the time is up.

    Args:
        day: what is routed.
        seconds: time limit of both together.
        cores: processes; the levels of VROOM are dealt out to them in turn.
        seed: of PyVRP.
    """
    until = time.time() + seconds - MARGIN
    tasks = [
        HandOver(
            LEVELS[core % len(LEVELS)], seconds * VROOM_SHARE, pyvrp_peer.Task(day, until, seed + core // len(LEVELS))
        )
        for core in range(cores)
    ]
    return best_of(day, search, tasks)


def search(work: HandOver) -> Rows:
    """Return the better of VROOM's answer and PyVRP's, which starts from it."""
    day = work.task.day
    start = vroom_peer.route_at(day, work.level, work.vroom_seconds, threads=1)
    return day.better([start, pyvrp_peer.search(replace(work.task, start=start))])
