"""Which executor there is: this process for one job at a time, else the cluster of ROTA_SCHEDULER, else processes."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from models.problems import Problem
from optimiser.executor.here import InThisProcess
from optimiser.executor.jobs import ClusterError, JobExecutor
from optimiser.executor.processes import process_pool
from optimiser.improve.stop import Cancelled, never

SCHEDULER = "ROTA_SCHEDULER"  # of the environment: tcp://host:port of a dask scheduler


@contextmanager
def executor(workers: int, cancelled: Cancelled = never) -> Iterator[JobExecutor]:
    """Give an executor for so many jobs at once; one means this process.

    Raises:
        ClusterError: as `elsewhere` does.
    """
    if workers <= 1:
        yield InThisProcess()
        return
    with elsewhere(workers, cancelled) as pool:
        yield pool


def elsewhere(workers: int, cancelled: Cancelled = never) -> AbstractContextManager[JobExecutor]:
    """Give an executor outside this process: the cluster whatever its size, or a pool of so many processes here.

    When `cancelled` says so, or the block is left by an error, `stop_asked` is true in all its jobs.

    Raises:
        ClusterError: on entering: no scheduler (E8001), or none of its workers is there (E8003) or like us (E8002);
            on leaving: the cluster was lost, and with it a job that nothing can be had without (E8004).
    """
    address = os.environ.get(SCHEDULER, "")
    if not address:
        return process_pool(workers, cancelled)
    try:
        from optimiser.executor.cluster import cluster
    except ModuleNotFoundError as error:
        raise ClusterError([_not_installed(error)]) from error
    return cluster(address, cancelled)


def _not_installed(error: ModuleNotFoundError) -> Problem:
    return Problem(
        code="E8001",
        cause=f"{SCHEDULER} names a scheduler, and the library {error.name} is not installed",
        action=f"install enablement-rota[cluster], or unset {SCHEDULER} to solve on this machine",
    )
