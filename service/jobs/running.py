"""What a process of the service has to do with solves: it takes them in, and does them unless told not to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from service.jobs.engine import Engine
from service.jobs.queue import SolveQueue
from service.settings import Settings
from service.store.database import Store


@dataclass(frozen=True)
class Jobs:
    """The queue of solves, and whether this process does its part."""

    queue: SolveQueue
    are_well: Callable[[], bool]


@contextmanager
def jobs(store: Store, settings: Settings) -> Iterator[Jobs]:
    """Give the queue of solves, and do those that are queued, here or elsewhere, while the block runs.

    Args:
        store: with its tables in their newest form.
        settings: `solves_at_once` says how many are done here together; 0 = none.
    """
    queue = SolveQueue(store)
    try:
        if not settings.solves_at_once:
            yield Jobs(queue, lambda: True)
            return
        engine = Engine(store, settings, queue)
        engine.start()
        try:
            yield Jobs(queue, engine.is_well)
        finally:
            engine.stop()
    finally:
        queue.close()
