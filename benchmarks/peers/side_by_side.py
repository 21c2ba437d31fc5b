"""Searches of a peer that uses one core, in as many processes as there are cores; the best answer counts."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

from benchmarks.peers.day import Day, Rows

Task = TypeVar("Task")
MARGIN = 0.25  # seconds of a limit kept for handing the answer back


def best_of(day: Day, search: Callable[[Task], Rows], tasks: Sequence[Task]) -> Rows:
    """Return the answer with the most visits and, among those, the least travel.

    Processes are forked, so that no peer spends its time on importing itself again.

    Args:
        day: what is routed.
        search: a function of a module, so that another process finds it.
        tasks: what each process is given.
    """
    with ProcessPoolExecutor(len(tasks), mp_context=get_context("fork")) as pool:
        return day.better(list(pool.map(search, tasks)))
