"""What can be wrong with a cluster, each as code, cause and action."""

from collections.abc import Sequence

from models.problems import Problem


def unreachable(address: str, why: object) -> Problem:
    """Return that no scheduler answers at an address."""
    return Problem(
        code="E8001",
        cause=f"ROTA_SCHEDULER names {address}, and no scheduler answers there ({str(why) or type(why).__name__})",
        action="start `dask scheduler` there, correct the address, or unset ROTA_SCHEDULER to solve on this machine",
    )


def unlike(member: str, differences: Sequence[str]) -> Problem:
    """Return that the scheduler or a worker of a cluster is not installed as this process is."""
    return Problem(
        code="E8002",
        cause=f"the cluster's {member} is not installed as this process is: {'; '.join(differences)}",
        action="install the same version of the project with the same constraints.txt there, and start it again",
    )


def without_workers(address: str) -> Problem:
    """Return that a scheduler has nobody to give jobs to."""
    return Problem(
        code="E8003",
        cause=f"the scheduler at {address} has no workers",
        action=f"start `dask worker {address} --nthreads 1` on each machine, or unset ROTA_SCHEDULER",
    )


def lost(why: str) -> Problem:
    """Return that a job of a cluster will never come back."""
    return Problem(
        code="E8004",
        cause=f"a job given to the cluster was lost: {why}",
        action="see the logs of the scheduler and its workers, and solve again",
    )
