"""Jobs on the workers of a dask scheduler, through its own executor (`Client.get_executor`).

What the executor of a local pool does and this one does not, is added here: jobs hear that they are to end, one that
will never come back is told of, and workers that would plan otherwise are refused.
"""

import logging
import pickle
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from distributed import Client, KilledWorker, Variable

from optimiser.executor.cluster_job import Call, perform
from optimiser.executor.cluster_problems import lost, unlike, unreachable, without_workers
from optimiser.executor.installation import differences, installation
from optimiser.executor.jobs import ClusterError, JobExecutor, JobLostError, Timed
from optimiser.improve.stop import Cancelled, never

log = logging.getLogger(__name__)

CONNECT_SECONDS = 5.0
BEAT_SECONDS = 0.5
SILENT_SECONDS = 15.0  # jobs take this process for gone; long calls of a solver may keep it from a beat or two
PATIENCE_SECONDS = 30.0  # without any worker, or beyond a job's seconds, until nobody waits for it any more
CLOSE_SECONDS = 5.0


@contextmanager
def cluster(address: str, cancelled: Cancelled = never) -> Iterator["Cluster"]:
    """Give an executor on the workers of a scheduler.

    Args:
        address: of the scheduler, such as tcp://host:8786.
        cancelled: once it says so, `stop_asked` is true in every job; also when the block is left by an error.

    Raises:
        ClusterError: as `executor.elsewhere` says.
    """
    client = _connected(address)
    try:
        _require_alike(client, address)
        pool = Cluster(client, cancelled)
        try:
            yield pool
        except JobLostError as error:
            raise ClusterError([error.problem]) from error
        finally:
            pool.shutdown()
    finally:
        client.close(timeout=CLOSE_SECONDS)


class Cluster(JobExecutor):
    """An executor on a cluster, which is heard by its jobs and watches over them."""

    def __init__(self, client: Client, cancelled: Cancelled) -> None:
        self._client, self._cancelled = client, cancelled
        self._executor = client.get_executor(pure=False)  # the same job twice is two jobs
        self._voice = Variable(f"rota-{uuid.uuid4().hex}", client=client)
        self._began = self._seen_at = time.perf_counter()
        self._places, self._stopping = 1, False
        self._open: dict[Future[Any], float | None] = {}
        self._over = threading.Event()
        self._beat()
        self._heart = threading.Thread(target=self._keep_beating, daemon=True)
        self._heart.start()

    @property
    def at_once(self) -> int:
        """Return how many threads the workers have that there are now."""
        return self._places

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Future[Any]:  # type: ignore[override]
        """Hand a job over and return its future, which counts as running: what runs there gives what it has."""
        call = Call(function, arguments, self._voice.name, self._age(), installation(), SILENT_SECONDS)
        there = self._executor.submit(perform, pickle.dumps(call))
        here: Future[Any] = Future()
        here.set_running_or_notify_cancel()
        seconds = [each.within for each in arguments if isinstance(each, Timed) and each.within is not None]
        self._open[there] = self._age() + min(seconds) + PATIENCE_SECONDS if seconds else None
        there.add_done_callback(partial(self._hand_on, here))
        return here

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002 - none is waited for
        """Have what still runs end, and wait for none of it."""
        self._over.set()
        self._heart.join()
        self._stopping = True
        with suppress(Exception):  # the scheduler may be gone; its jobs end by the silence then
            self._say()
            if not self._open:
                self._voice.delete()  # else it is left for the jobs to hear
        for there in list(self._open):
            there.cancel()

    def _age(self) -> float:
        return time.perf_counter() - self._began

    def _keep_beating(self) -> None:
        while not self._over.wait(BEAT_SECONDS):
            self._beat()

    def _beat(self) -> None:
        """Be heard, count the places, and give up the jobs that cannot come back."""
        self._stopping = self._stopping or self._cancelled()
        with suppress(Exception):  # of a scheduler that is gone the client itself tells
            self._say()
            places = sum(self._client.nthreads().values())
            if places:
                self._places, self._seen_at = places, time.perf_counter()
        deserted = time.perf_counter() - self._seen_at > PATIENCE_SECONDS
        for there, until in list(self._open.items()):
            if deserted or (until is not None and self._age() > until):
                there.cancel()

    def _say(self) -> None:
        self._voice.set((self._age(), self._stopping), timeout=CONNECT_SECONDS)

    def _hand_on(self, here: Future[Any], there: Future[Any]) -> None:
        """Give a finished job's result to whoever waits for it here."""
        del self._open[there]
        error = JobLostError(lost("nobody can do it any more")) if there.cancelled() else there.exception()
        if isinstance(error, KilledWorker):
            error = JobLostError(lost(f"every worker that began it died ({error})"))
        if isinstance(error, JobLostError) and not self._over.is_set():
            log.warning("%s", error.problem)
        if error is not None:
            here.set_exception(error)
        else:
            here.set_result(there.result())


class _ClosedByUs(Client):
    """A client that ends when we close it, and when it cannot be made at all.

    Dask's own ends when it is collected as garbage too: in the midst of making the next one it then waits, for ever,
    for the lock that this very thread holds.
    """

    def __init__(self, address: str) -> None:
        try:
            super().__init__(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError):
            with suppress(Exception):  # whatever of it was never made cannot be closed
                self.close(timeout=CLOSE_SECONDS)
            raise

    def __del__(self) -> None:
        """Leave the end to `close`."""


def _connected(address: str) -> Client:
    """Return a client of a scheduler that has at least one worker."""
    try:
        client = _ClosedByUs(address)
    except (OSError, ValueError) as error:
        raise ClusterError([unreachable(address, error)]) from error
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
    except TimeoutError as error:
        client.close(timeout=CLOSE_SECONDS)
        raise ClusterError([without_workers(address)]) from error
    return client


def _require_alike(client: Client, address: str) -> None:
    """Refuse a cluster of which the scheduler or a worker is not installed as this process is.

    Raises:
        ClusterError: each that is not.
    """
    try:
        found = {"scheduler": client.run_on_scheduler(installation)}
    except (ImportError, AttributeError) as error:  # it has not got the project, or another one
        raise ClusterError([unlike("scheduler", [str(error)])]) from error
    found |= {f"worker {name}": own for name, own in client.run(installation, on_error="return").items()}
    there = {name: own for name, own in found.items() if not isinstance(own, OSError)}  # others were lost just now
    otherwise = {name: _otherwise(own) for name, own in sorted(there.items())}
    problems = [unlike(name, how) for name, how in otherwise.items() if how]
    if problems or len(there) == 1:
        raise ClusterError(problems or [without_workers(address)])


def _otherwise(theirs: dict[str, str] | Exception) -> list[str]:
    return [str(theirs)] if isinstance(theirs, Exception) else differences(installation(), theirs)
