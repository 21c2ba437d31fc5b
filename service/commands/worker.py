"""`rota worker`: does solves of the queue, on this machine or on another with the same database, and serves nothing."""

import signal
from threading import Event

from models.problems import InputError, Problem
from service.jobs.running import jobs
from service.settings import Settings
from service.store.database import Store


def work_until_stopped() -> None:
    """Do queued solves until told to stop; what is under way then is left to be taken up again.

    Raises:
        InputError: the settings say that no solves are done here.
    """
    settings = Settings()
    if not settings.solves_at_once:
        problem = Problem(code="E8410", cause="ROTA_SOLVES_AT_ONCE is 0", action="set it to 1 or more for a worker")
        raise InputError([problem])
    stopping = Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stopping.set())
    store = Store(settings.database_url)
    try:
        store.migrate()
        with jobs(store, settings):
            stopping.wait()
    finally:
        store.close()
