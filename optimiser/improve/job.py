"""One job of a solve: plan or improve one request for a while; what a process is given and what it gives back."""

from collections.abc import Callable
from dataclasses import dataclass

from models.request import RotaRequest
from models.roster import Duty
from optimiser.first_roster import STEP_MINUTES, first_roster, plan_shifts_again
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.search import Cooling, improve
from optimiser.improve.stop import AfterSeconds, AfterSteps, Stop
from optimiser.progress import Progress, progress_of
from optimiser.routing.plan import Routing
from optimiser.shifts import candidate_shifts, shift_of

LATE = 0.5  # of the search gone: too late for more rostering before it


@dataclass(frozen=True)
class Job:
    """A request to improve from `duties` (or from nothing), by a clock or by a number of steps."""

    request: RotaRequest
    duties: tuple[Duty, ...]
    seconds: float | None
    steps: int | None
    cooling: Cooling
    seed: int


@dataclass(frozen=True)
class JobResult:
    """The duties found, and what they reach."""

    duties: tuple[Duty, ...]
    pence: int
    progress: Progress


def run(job: Job, on_better: Callable[[Incumbent, str], None] | None = None) -> JobResult:
    """Do one job.

    Raises:
        InputError: no shifts keep the rules.
    """
    stop = AfterSeconds(job.seconds) if job.seconds is not None else AfterSteps(job.steps or 1)
    incumbent = started(job)
    improved(job, incumbent, stop, on_better or _nobody)
    return JobResult(incumbent.plan.duties(), incumbent.pence(), progress_of(incumbent, 0.0, "part"))


def started(job: Job) -> Incumbent:
    """Return the incumbent a job sets out from."""
    routing = Routing.of(job.request)
    if not job.duties:
        return first_roster(routing, job.seed)
    extra = [shift_of(job.request, duty) for duty in job.duties]
    incumbent = Incumbent(routing, candidate_shifts(job.request, STEP_MINUTES, extra), job.seed)
    incumbent.load(job.duties)
    incumbent.plan.fill_all()
    return incumbent


def improved(job: Job, incumbent: Incumbent, stop: Stop, on_better: Callable[[Incumbent, str], None]) -> None:
    """Improve an incumbent that has just started."""
    if not job.duties and stop.done(0) < LATE:
        plan_shifts_again(incumbent, job.seed)
    improve(incumbent, stop, job.cooling, job.seed, on_better)


def _nobody(incumbent: Incumbent, source: str) -> None:
    """Tell nobody."""
