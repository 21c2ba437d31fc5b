"""One job of a solve: plan or improve one request for a while; what a process is given and what it gives back."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Self

from models.request import RotaRequest
from models.roster import Duty
from optimiser.first_roster import STEP_MINUTES, first_roster, plan_shifts_again
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.pool import PooledDuty
from optimiser.improve.search import Cooling, improve
from optimiser.improve.stop import AfterSeconds, AfterSteps, Cancelled, Stop, UnlessCancelled, never
from optimiser.progress import Progress, progress_of
from optimiser.routing.routing import Routing
from optimiser.shifts import Shift, candidate_shifts

MOST_ROSTERING = 0.5  # of a job's seconds
LATE = 0.5  # of the search gone: too late for more rostering before it


@dataclass(frozen=True)
class Job:
    """A request to improve from `duties` (or from nothing), by a clock or by a number of steps.

    `more_rostering` gives rostering alone more time first: for duties that no search has improved yet. `pooling` asks
    for every duty met lately: for another search of the same request. `within` are the seconds, from when the job is
    handed over, after which nobody waits for it: a process that is slow to begin has fewer.
    """

    request: RotaRequest
    duties: tuple[Duty, ...]
    seconds: float | None
    steps: int | None
    cooling: Cooling
    seed: int
    more_rostering: bool = False
    pooling: bool = False
    cancelled: Cancelled = never
    within: float | None = None

    def after_waiting(self, seconds: float) -> Self:
        """Return the job with no more seconds than are left once so many have been waited."""
        if self.seconds is None or self.within is None:
            return self
        return replace(self, seconds=min(self.seconds, max(0.0, self.within - seconds)))

    def stop(self) -> Stop:
        """Return when the job ends, its clock starting now."""
        stop = AfterSeconds(self.seconds) if self.seconds is not None else AfterSteps(self.steps or 0)
        return UnlessCancelled(stop, self.cancelled)


@dataclass(frozen=True)
class JobResult:
    """The duties found for these workers, and what they reach; with them, every duty met lately where asked for."""

    worker_ids: frozenset[str]
    duties: tuple[Duty, ...]
    pence: int
    progress: Progress
    found: tuple[PooledDuty, ...] = ()


@dataclass(frozen=True)
class _Question:
    """A request that is told from others by its hash: quick to compare when a process is asked again."""

    sha256: str
    request: RotaRequest = field(compare=False)


def run(job: Job) -> JobResult:
    """Do one job.

    Raises:
        InputError: no shifts keep the rules.
    """
    stop = job.stop()
    incumbent = started(job)
    improved(job, incumbent, stop, _nobody)
    workers = frozenset(worker.id for worker in job.request.workers)
    found = tuple(incumbent.pool.everything()) if job.pooling else ()
    return JobResult(workers, incumbent.plan.duties(), incumbent.pence(), progress_of(incumbent, 0.0, "part"), found)


def prepare(request: RotaRequest) -> None:
    """Prepare a request in this process, so that its first job need not."""
    prepared(request)


def prepared(request: RotaRequest) -> tuple[Routing, dict[str, list[Shift]]]:
    """Return what every search of a request starts from; the last is kept, as searches go on in stages."""
    return _prepared(_Question(request.sha256, request))


def started(job: Job) -> Incumbent:
    """Return the incumbent a job sets out from."""
    routing, candidates = prepared(job.request)
    if not job.duties:
        return first_roster(routing, job.seed, candidates)
    incumbent = Incumbent(routing, candidates, job.seed)
    incumbent.load(job.duties)
    incumbent.plan.fill_all()
    return incumbent


@lru_cache(maxsize=1)
def _prepared(question: _Question) -> tuple[Routing, dict[str, list[Shift]]]:
    return Routing.of(question.request), candidate_shifts(question.request, STEP_MINUTES)


def improved(job: Job, incumbent: Incumbent, stop: Stop, on_better: Callable[[Incumbent, str], None]) -> None:
    """Improve an incumbent that has just started."""
    if job.more_rostering and stop.done(0) < LATE:
        plan_shifts_again(incumbent, job.seed, None if job.seconds is None else job.seconds * MOST_ROSTERING)
    improve(incumbent, stop, job.cooling, job.seed, on_better)


def _nobody(incumbent: Incumbent, source: str) -> None:
    """Tell nobody."""
