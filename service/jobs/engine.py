"""The engine that does the solves of the queue: DBOS, set for people who wait and for processes that die.

Each process has an id of its own. DBOS takes up again what a process of the same id left; what others left is taken up
here by whoever lives, as soon as the other is known to be gone. Two things of DBOS are used that it does not promise to
keep (constraints.txt names the version, tests/service/jobs would show it): a queue whose limit is this process's own,
where a queue of the database has one limit for all machines, and the taking up of what another process left.
"""

import time
import uuid
from threading import Event, Thread

import structlog
from dbos import DBOS, DBOSConfig

from service.jobs import presence
from service.jobs.attempt import Solving
from service.jobs.queue import APPLICATION, QUEUE, WORKFLOW, SolveQueue
from service.settings import Settings
from service.store.database import Store

POLLING_SECONDS = 0.25
BEAT_SECONDS = 3.0
FORM = "1"  # of the job: processes of another form leave it alone

log = structlog.get_logger()


class Engine:
    """Takes solves from the queue and does them, `solves_at_once` together, until it is stopped."""

    def __init__(self, store: Store, settings: Settings, queue: SolveQueue) -> None:
        self._store = store
        self._settings = settings
        self._queue = queue
        self._id = str(uuid.uuid4())
        self._solving = Solving(store, settings)
        self._stopping = Event()
        self._seen = time.monotonic()
        self._keeper = Thread(target=self._keep_going, name="solves-keeper", daemon=True)

    def start(self) -> None:
        """Begin to take solves, first of all those that a process left that is no more."""
        presence.clear_away_the_gone(self._store)
        presence.be_seen(self._store, self._id, self._settings.solves_at_once)
        self._queue.add_lost(self._store)
        dbos = DBOS(config=self._config())
        dbos._registry._register_internal_queue(
            QUEUE, worker_concurrency=self._settings.solves_at_once, polling_interval_sec=POLLING_SECONDS
        )
        _register(self._solving)
        DBOS.launch()
        self._keeper.start()

    def is_well(self) -> bool:
        """Return whether this process has been able to say lately that it lives: if not, others do its solves."""
        return self._keeper.is_alive() and time.monotonic() - self._seen < presence.LEASE.total_seconds()

    def stop(self) -> None:
        """Stop at once; what is under way is left for whoever takes it up next."""
        self._stopping.set()
        self._keeper.join()
        self._solving.stop()
        DBOS.destroy(destroy_registry=True)
        presence.leave(self._store, self._id)

    def _config(self) -> DBOSConfig:
        return DBOSConfig(
            name=APPLICATION,
            system_database_url=self._store.url,
            executor_id=self._id,
            application_version=FORM,
            run_migrations=False,
            log_level="WARNING",
        )

    def _keep_going(self) -> None:
        """Be seen, and take up what dead processes left, every few seconds."""
        while True:
            try:
                presence.be_seen(self._store, self._id, self._settings.solves_at_once)
                self._seen = time.monotonic()
                self._take_up_what_is_left()
            except Exception:  # whatever it is: who is not seen any more loses its solves to others
                log.exception("not seen")
            if self._stopping.wait(BEAT_SECONDS):
                return

    def _take_up_what_is_left(self) -> None:
        under_way = DBOS.list_workflows(queue_name=QUEUE, status="PENDING", load_input=False, load_output=False)
        others = {job.executor_id for job in under_way if job.executor_id} - {self._id}
        dead = sorted(others - presence.living(self._store)) if others else []
        if dead:
            DBOS._recover_pending_workflows(dead)
            log.info("solves taken up again", processes=len(dead))


def _register(solving: Solving) -> None:
    """Tell DBOS what its job is."""

    @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=None)
    def solve(solve_id: int) -> None:
        solving.solve(solve_id)
