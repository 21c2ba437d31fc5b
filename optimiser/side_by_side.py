"""A request planned as one: a search in this process, and others beside it from the same roster.

After each stage the duties that all of them found are put together: the best compatible ones make the roster from which
all go on.
"""

import time
from collections.abc import Sequence
from dataclasses import replace

from models.request import RotaRequest
from models.roster import Duty
from optimiser.budget import Budget
from optimiser.executor import JobExecutor, come_back, elsewhere, stop_asked
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.job import Job, JobResult, improved, prepare, run, started
from optimiser.improve.neighbourhoods.recombined import recombine_all
from optimiser.improve.search import Cooling
from optimiser.improve.stop import AfterSeconds, UnlessCancelled
from optimiser.progress import Reporter

STAGES = 4  # in which searches side by side go on from the best of them
SEED_STRIDE = 1_000  # so that no two searches draw the same
MERGING = 1.5  # seconds at the end of the first stage, to take up what the others found; then as long as that took
WORTH_A_PROCESS = 15.0  # seconds of search; starting a process takes a few


def plan_whole(request: RotaRequest, budget: Budget, reporter: Reporter, duties: tuple[Duty, ...]) -> Incumbent:
    """Plan a request as one; with more than one process, other searches run beside this one.

    Raises:
        InputError: no shifts keep the rules, and which clash for whom; or the cluster named cannot be used.
    """
    job = Job(request, duties, None, budget.steps, Cooling(), budget.seed, more_rostering=not duties)
    alone = budget.workers <= 1 or budget.cancelled()
    if budget.until is None or alone or budget.left() < WORTH_A_PROCESS:
        incumbent = started(job)
        reporter.better(incumbent, "first roster")
        improved(job, incumbent, budget.stop(), reporter.better)
        return incumbent
    with elsewhere(budget.workers - 1, budget.cancelled) as pool:
        for _ in range(budget.workers - 1):
            pool.submit(prepare, request)  # while this process finds the first roster
        incumbent = started(job)
        reporter.better(incumbent, "first roster")
        merging = MERGING
        for stage in range(STAGES):
            if budget.cancelled():
                break
            incumbent, merging = _after_stage(stage, job, incumbent, pool, budget, reporter, merging)
    return incumbent


def _after_stage(
    stage: int, job: Job, incumbent: Incumbent, pool: JobExecutor, budget: Budget, reporter: Reporter, merging: float
) -> tuple[Incumbent, float]:
    """Search here and in other processes from the same roster for a while, then put the best of all together.

    Returns:
        The best roster, and the seconds that putting it together took.
    """
    seconds = max(budget.left() / (STAGES - stage) - merging, 0.0)
    again = replace(
        job,
        duties=incumbent.plan.duties(),
        seconds=seconds,
        within=seconds,
        cooling=Cooling().stage(stage, STAGES),
        more_rostering=job.more_rostering and stage == 0,
        pooling=True,
        cancelled=stop_asked,
        seed=job.seed + stage * SEED_STRIDE,
    )
    others = [pool.submit(run, replace(again, seed=again.seed + number)) for number in range(1, budget.workers)]
    improved(again, incumbent, UnlessCancelled(AfterSeconds(seconds), budget.cancelled), reporter.better)
    pence, began = incumbent.pence(), time.perf_counter()
    best = _put_together(incumbent, list(come_back(others)), again.seed)
    if best.pence() < pence:
        reporter.better(best, "searches put together")
    return best, time.perf_counter() - began


def _put_together(incumbent: Incumbent, results: Sequence[JobResult], seed: int) -> Incumbent:
    """Return the best roster of all searches, its duties recombined with those that any of them found."""
    best = min(results, key=lambda result: result.pence, default=None)
    if best is not None and best.pence < incumbent.pence():
        found = incumbent.pool
        incumbent = Incumbent(incumbent.routing, incumbent.candidates, seed)
        incumbent.load(best.duties)
        incumbent.pool = found
    for result in results:
        incumbent.pool.add(incumbent.plan, result.found)
    recombine_all(incumbent, seed)
    return incumbent
