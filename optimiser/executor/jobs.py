"""What a job may know of where it runs: whether it has been asked to end, and how long it waited before it began."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from typing import Any, Protocol, Self, TypeVar, runtime_checkable

from models.problems import InputError, Problem
from optimiser.improve.stop import Cancelled, never

Result = TypeVar("Result")

_of_process: list[Cancelled] = []
"""In a process of a pool: what says that its jobs are to end with what they have."""

_of_thread = threading.local()
"""In a worker of a cluster, which may do several jobs at once: the same, of the job of this thread."""


class JobExecutor(Executor):
    """An executor that says how many jobs it runs at once."""

    @property
    def at_once(self) -> int:
        """Return how many jobs run at once; on a cluster as many as it has room for now, whoever else uses it."""
        raise NotImplementedError


class ClusterError(InputError):
    """The cluster that was named cannot be used: nothing is wrong with the request."""


class JobLostError(Exception):
    """A job will never come back, through no fault of its own: its machine or the way there was lost."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def come_back(futures: Iterable[Future[Result]]) -> Iterator[Result]:
    """Yield the results of jobs in order, without those that were lost: for jobs that only improve what there is."""
    for future in futures:
        with suppress(JobLostError):
            yield future.result()


@runtime_checkable
class Timed(Protocol):
    """An argument of a job that has a clock.

    Nobody's `time.perf_counter` means anything on another machine, so seconds cross; and the wait for a free process
    counts against them.
    """

    @property
    def within(self) -> float | None:
        """Return the seconds, from when the job is handed over, after which nobody waits for it."""
        ...

    def after_waiting(self, seconds: float) -> Self:
        """Return this with what is left once so many seconds have been waited."""
        ...


def begun(function: Callable[..., Any], arguments: Sequence[Any], waited: float) -> Any:
    """Do a job that began so many seconds after it was handed over; return what it returns."""
    return function(*(each.after_waiting(waited) if isinstance(each, Timed) else each for each in arguments))


def stop_asked() -> bool:
    """Return whether the job of this thread has been asked to end with what it has."""
    return stop_of_this_job()()


def stop_of_this_job() -> Cancelled:
    """Return what says whether the job of this thread is to end, to be asked from other threads of the job too."""
    here: Cancelled | None = getattr(_of_thread, "stop", None)
    return here or (_of_process[0] if _of_process else never)


def stop_process_by(stop: Cancelled) -> None:
    """Have every job of this process asked to end by this."""
    _of_process[:] = [stop]


@contextmanager
def stopping_by(stop: Cancelled) -> Iterator[None]:
    """Have the job of this thread asked to end by this."""
    _of_thread.stop = stop
    try:
        yield
    finally:
        del _of_thread.stop
