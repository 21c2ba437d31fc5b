"""How a solve spends its time: a small request whole, a large one in rounds of parts that cross ever other borders."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace

from models.problems import InputError
from models.request import RotaRequest
from models.roster import Duty
from optimiser.executor import executor, process_pool
from optimiser.first_roster import plan_shifts_again
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.job import Job, JobResult, improved, run, started
from optimiser.improve.search import Cooling, improve
from optimiser.improve.stop import AfterSeconds, AfterSteps
from optimiser.parts import is_large, pairings, part_of
from optimiser.progress import Reporter
from optimiser.routing.plan import Routing

ROUND_SHARES = (0.45, 0.5, 0.85)  # of the time left when a round begins; the rest is for routes across every border
ROUNDS = len(ROUND_SHARES)
ANNEAL_STEPS = 2_000
STAGES = 3  # in which searches side by side go on from the best of them
SEED_STRIDE = 1_000  # so that no two searches draw the same
HEAD_START = 1.5  # seconds it takes another process, and this one, to take up a roster
WORTH_A_PROCESS = 15.0  # seconds of search; starting a process takes a few


@dataclass(frozen=True)
class Budget:
    """What a solve may spend: until an instant of `time.perf_counter`, or a number of steps for each part and round."""

    until: float | None
    steps: int | None
    workers: int
    seed: int

    def left(self) -> float:
        """Return the seconds left; without a clock, none count."""
        return 0.0 if self.until is None else max(0.0, self.until - time.perf_counter())


def plan(request: RotaRequest, budget: Budget, reporter: Reporter, duties: tuple[Duty, ...] = ()) -> Incumbent:
    """Plan a request whole or, when it is large, in parts; from nothing, or from `duties` that keep its rules.

    Raises:
        InputError: no shifts keep the rules; says which clash and for whom.
    """
    plan_it = _in_parts if is_large(request) else _whole
    return plan_it(request, budget, reporter, duties)


def _whole(request: RotaRequest, budget: Budget, reporter: Reporter, duties: tuple[Duty, ...]) -> Incumbent:
    """Plan a request as one; with more than one process, other searches run beside this one."""
    job = Job(request, duties, None, budget.steps, Cooling(), budget.seed)
    incumbent = started(job)
    reporter.better(incumbent, "first roster")
    if budget.until is None or budget.workers <= 1 or budget.left() < WORTH_A_PROCESS:
        stop = AfterSteps(budget.steps) if budget.steps is not None else AfterSeconds(budget.left())
        improved(job, incumbent, stop, reporter.better)
        return incumbent
    return _side_by_side(job, incumbent, budget, reporter)


def _side_by_side(job: Job, incumbent: Incumbent, budget: Budget, reporter: Reporter) -> Incumbent:
    """Search here and in other processes from the same roster, and go on from the best, a few times over."""
    if not job.duties:
        plan_shifts_again(incumbent, job.seed)
    with process_pool(budget.workers - 1) as pool:
        for stage in range(STAGES):
            seconds = max(0.0, budget.left() - HEAD_START) / (STAGES - stage)
            again = replace(
                job,
                duties=incumbent.plan.duties(),
                seconds=max(seconds - HEAD_START, 0.0),
                cooling=Cooling().stage(stage, STAGES),
            )
            seeds = range(job.seed + 1, job.seed + budget.workers)
            others = [pool.submit(run, replace(again, seed=seed + stage * SEED_STRIDE)) for seed in seeds]
            improve(incumbent, AfterSeconds(seconds), again.cooling, job.seed + stage * SEED_STRIDE, reporter.better)
            best = min((other.result() for other in others), key=lambda result: result.pence)
            if best.pence < incumbent.pence():
                incumbent = started(replace(again, duties=best.duties))
                reporter.better(incumbent, "a search beside it")
    return incumbent


def _in_parts(request: RotaRequest, budget: Budget, reporter: Reporter, duties: tuple[Duty, ...]) -> Incumbent:
    """Plan a large request in rounds of parts, then join them; whole after all where a part cannot stand alone."""
    try:
        return _joined(request, _in_rounds(request, budget, reporter, duties), budget, reporter)
    except InputError:
        return _whole(request, budget, reporter, duties)


def _in_rounds(request: RotaRequest, budget: Budget, reporter: Reporter, duties: tuple[Duty, ...]) -> tuple[Duty, ...]:
    """Return the duties after every round; each round's parts start from the duties of the one before."""
    with executor(budget.workers) as pool:
        for number, partition in enumerate(pairings(request, ROUNDS)):
            share = ROUND_SHARES[number] * budget.workers / len(partition)
            seconds = None if budget.until is None else budget.left() * share
            jobs = [
                Job(*part_of(request, names, duties), seconds, budget.steps, Cooling().stage(number, ROUNDS), seed)
                for seed, names in enumerate(partition, start=budget.seed)
            ]
            duties = _merged(_all_done(pool, jobs, reporter))
    return duties


def _all_done(pool: Executor, jobs: Sequence[Job], reporter: Reporter) -> list[JobResult]:
    """Run the jobs of one round; tell the reporter of each part as it is done."""
    futures: list[Future[JobResult]] = [pool.submit(run, job) for job in jobs]
    done = []
    for number, future in enumerate(futures, start=1):
        done.append(future.result())
        reporter.parts([result.progress for result in done], f"part {number} of {len(jobs)}")
    return done


def _merged(results: Sequence[JobResult]) -> tuple[Duty, ...]:
    duties = [duty for result in results for duty in result.duties]
    return tuple(sorted(duties, key=lambda duty: (duty.date, duty.worker_id)))


def _joined(request: RotaRequest, duties: Sequence[Duty], budget: Budget, reporter: Reporter) -> Incumbent:
    """Load every part's duties into the whole and improve its routes across all borders."""
    incumbent = Incumbent(Routing.of(request), {}, budget.seed)
    incumbent.load(duties)
    incumbent.plan.fill_all()
    reporter.better(incumbent, "parts joined")
    stop: Callable[[int], float] = (
        AfterSteps(budget.steps).done if budget.steps is not None else AfterSeconds(budget.left()).done
    )
    everything, steps = incumbent.routing.primaries, 0
    while stop(steps) < 1.0:
        incumbent.plan.anneal(everything, ANNEAL_STEPS, 0.0)
        steps += 1
    reporter.better(incumbent, "across every border")
    return incumbent
