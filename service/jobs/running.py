"""What a process of the service has to do with solves: it takes them in, and does them unless told not to."""

from collections.abc import Iterator
from contextlib import contextmanager

from service.jobs.engine import Engine
from service.jobs.queue import SolveQueue
from service.settings import Settings
from service.store.database import Store


@contextmanager
def jobs(store: Store, settings: Settings) -> Iterator[SolveQueue]:
    """Give the queue of solves, and do those that are queued, here or elsewhere, while the block runs.

    Args:
        store: with its tables in their newest form.
        settings: `solves_at_once` says how many are done here together; 0 = none.
    """
    queue = SolveQueue(store)
    engine = Engine(store, settings, queue) if settings.solves_at_once else None
    try:
        if engine:
            engine.start()
        yield queue
    finally:
        if engine:
            engine.stop()
        queue.close()
