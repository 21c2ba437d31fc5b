"""Makes every table of the service and of its job engine in an empty database."""

from service.jobs.queue import SolveQueue
from service.store.database import Store


def make_tables(address: str) -> None:
    """What the first start of a service does to its database."""
    store = Store(address)
    store.migrate()
    SolveQueue(store).close()
    store.close()
