"""A request planned as one: a search in this process, and others beside it from the same roster."""

from dataclasses import replace

from models.request import RotaRequest
from models.roster import Duty
from optimiser.budget import Budget
from optimiser.executor import process_pool, stop_asked
from optimiser.first_roster import plan_shifts_again
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.job import Job, improved, run, started
from optimiser.improve.search import Cooling, improve
from optimiser.improve.stop import AfterSeconds, UnlessCancelled
from optimiser.progress import Reporter

STAGES = 3  # in which searches side by side go on from the best of them
SEED_STRIDE = 1_000  # so that no two searches draw the same
HEAD_START = 1.5  # seconds it takes another process, and this one, to take up a roster
WORTH_A_PROCESS = 15.0  # seconds of search; starting a process takes a few


def plan_whole(request: RotaRequest, budget: Budget, reporter: Reporter, duties: tuple[Duty, ...]) -> Incumbent:
    """Plan a request as one; with more than one process, other searches run beside this one.

    Raises:
        InputError: no shifts keep the rules; says which clash and for whom.
    """
    job = Job(request, duties, None, budget.steps, Cooling(), budget.seed, more_rostering=not duties)
    incumbent = started(job)
    reporter.better(incumbent, "first roster")
    if budget.until is None or budget.workers <= 1 or budget.left() < WORTH_A_PROCESS:
        improved(job, incumbent, budget.stop(), reporter.better)
        return incumbent
    return _side_by_side(job, incumbent, budget, reporter)


def _side_by_side(job: Job, incumbent: Incumbent, budget: Budget, reporter: Reporter) -> Incumbent:
    """Search here and in other processes from the same roster, and go on from the best, a few times over."""
    if job.more_rostering:
        plan_shifts_again(incumbent, job.seed)
    with process_pool(budget.workers - 1, budget.cancelled) as pool:
        for stage in range(STAGES):
            seconds = max(0.0, budget.left() - HEAD_START) / (STAGES - stage)
            again = replace(
                job,
                duties=incumbent.plan.duties(),
                seconds=max(seconds - HEAD_START, 0.0),
                cooling=Cooling().stage(stage, STAGES),
                more_rostering=False,
                cancelled=stop_asked,
            )
            seeds = range(job.seed + 1, job.seed + budget.workers)
            others = [pool.submit(run, replace(again, seed=seed + stage * SEED_STRIDE)) for seed in seeds]
            stop = UnlessCancelled(AfterSeconds(seconds), budget.cancelled)
            improve(incumbent, stop, again.cooling, job.seed + stage * SEED_STRIDE, reporter.better)
            best = min((other.result() for other in others), key=lambda result: result.pence)
            if best.pence < incumbent.pence():
                incumbent = started(replace(again, duties=best.duties))
                reporter.better(incumbent, "a search beside it")
    return incumbent
