"""Where jobs run: in this process, in a pool of processes, or on a cluster of machines; one interface for all three.

Whoever has jobs asks `executor` (one job at a time runs here) or `elsewhere` (always beside this process) for one. On a
cluster what crosses is a job, its seconds left and the name under which the solving process can be heard: `cluster` is
the side of that process, `cluster_job` that of the machine that does the job.
"""

from optimiser.executor.choice import elsewhere, executor
from optimiser.executor.here import InThisProcess
from optimiser.executor.jobs import ClusterError, JobExecutor, JobLostError, come_back, stop_asked, stop_of_this_job

__all__ = [
    "ClusterError",
    "InThisProcess",
    "JobExecutor",
    "JobLostError",
    "come_back",
    "elsewhere",
    "executor",
    "stop_asked",
    "stop_of_this_job",
]
