"""How a solve spends its time: a small request whole, a large one in rounds of parts that cross ever other borders.

A large request has a first roster for each part, joined at once into a roster of the whole that the referee can check;
from then on whatever a part finds is joined as soon as it is found, so that the whole only gets better.
"""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace

from models.problems import InputError
from models.request import RotaRequest
from models.roster import Duty
from optimiser.budget import Budget
from optimiser.by_cover import plan_by_cover
from optimiser.by_routes import plan_by_routes
from optimiser.executor import ClusterError, JobExecutor, JobLostError, executor, stop_asked
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.job import Job, JobResult, run
from optimiser.improve.search import Cooling
from optimiser.parts import is_large, pairings, part_of
from optimiser.progress import Reporter
from optimiser.routing.routing import Routing
from optimiser.side_by_side import plan_whole

ROUND_SHARES = (0.45, 0.55, 0.85)  # of the time left when a round begins; the rest is for routes across every border
ROUNDS = len(ROUND_SHARES)
WORTH_A_ROUND = 3.0  # seconds for each part; taking up its roster takes one
ANNEAL_STEPS = 2_000


def plan(request: RotaRequest, budget: Budget, reporter: Reporter, duties: tuple[Duty, ...] = ()) -> Incumbent:
    """Plan a request whole or, when it is large, in parts; from nothing, or from `duties` that keep its rules.

    Line by line where it asks for cover alone, by routes where nobody has a choice of shifts; whole after all where a
    part cannot stand alone.

    Raises:
        InputError: no shifts keep the rules, and which clash for whom; or the cluster named cannot be used.
    """
    by_cover = plan_by_cover(request, budget, reporter, duties)
    if by_cover is not None:
        return by_cover
    by_routes = plan_by_routes(request, budget, reporter, duties)
    if by_routes is not None:
        return by_routes
    if is_large(request):
        try:
            with executor(budget.workers, budget.cancelled) as pool:
                return _Rounds(request, budget, reporter, pool).planned(duties)
        except ClusterError:
            raise
        except InputError:
            pass
    return plan_whole(request, budget, reporter, duties)


class _Rounds:
    """One large request: the roster of the whole as it stands, and the rounds of parts that improve it."""

    def __init__(self, request: RotaRequest, budget: Budget, reporter: Reporter, pool: JobExecutor) -> None:
        self._request = request
        self._budget = budget
        self._reporter = reporter
        self._pool = pool

    def planned(self, duties: tuple[Duty, ...]) -> Incumbent:
        """Return the whole after every round."""
        partitions = pairings(self._request, ROUNDS)
        first = [] if duties else self._submitted(self._jobs(partitions[0], (), Cooling(), None))
        routing = Routing.of(self._request)  # while other processes find the first rosters
        whole = self._joined(routing, duties or _merged(self._all_done(first)))
        self._reporter.better(whole, "parts joined")
        for number, partition in enumerate(partitions):
            batches = -(-len(partition) // self._pool.at_once)
            within = None if self._budget.until is None else self._budget.left() * ROUND_SHARES[number]
            if not self._budget.cancelled() and (within is None or within > WORTH_A_ROUND * batches):
                seconds = None if within is None else within / batches
                jobs = self._jobs(partition, whole.plan.duties(), Cooling().stage(number, ROUNDS), seconds)
                fresh = bool(first) and number == 0
                jobs = [replace(job, more_rostering=fresh, within=within) for job in jobs]
                whole = self._after(self._submitted(jobs), whole)
        return self._across_every_border(whole)

    def _after(self, futures: Sequence[Future[JobResult]], whole: Incumbent) -> Incumbent:
        """Return the whole after a round; each part is joined as soon as it is done."""
        for future in futures:
            if self._budget.cancelled() and future.cancel():
                continue
            try:
                part = future.result()
            except JobLostError:  # what the part had before stands
                continue
            joined = self._joined(whole.routing, _with_part(whole.plan.duties(), part))
            if joined.pence() < whole.pence():
                whole = joined
                self._reporter.better(whole, "parts joined")
        whole.plan.fill_all()  # not sooner: a part might have made the same visit
        return whole

    def _jobs(
        self, partition: Sequence[frozenset[str]], duties: tuple[Duty, ...], cooling: Cooling, seconds: float | None
    ) -> list[Job]:
        """Return a job for each part, of so many seconds or of the budget's steps; without duties a first roster."""
        steps = self._budget.steps if duties else 0
        cancelled = stop_asked if self._budget.workers > 1 else self._budget.cancelled
        return [
            Job(*part_of(self._request, names, duties), seconds, steps, cooling, seed, cancelled=cancelled)
            for seed, names in enumerate(partition, start=self._budget.seed)
        ]

    def _submitted(self, jobs: Sequence[Job]) -> list[Future[JobResult]]:
        return [self._pool.submit(run, job) for job in jobs]

    def _all_done(self, futures: Sequence[Future[JobResult]]) -> list[JobResult]:
        """Return the results of the parts; the reporter is told of each as it is done."""
        done: list[JobResult] = []
        for number, future in enumerate(futures, start=1):
            done.append(future.result())
            self._reporter.parts([result.progress for result in done], f"part {number} of {len(futures)}")
        return done

    def _joined(self, routing: Routing, duties: Sequence[Duty]) -> Incumbent:
        """Return the whole with these duties."""
        incumbent = Incumbent(routing, {}, self._budget.seed)
        incumbent.load(duties)
        return incumbent

    def _across_every_border(self, whole: Incumbent) -> Incumbent:
        """Return the whole with its routes improved across all borders until time is up."""
        stop, everything, steps = self._budget.stop(), whole.routing.primaries, 0
        while stop.done(steps) < 1.0:
            whole.plan.anneal(everything, ANNEAL_STEPS, 0.0)
            steps += 1
        self._reporter.better(whole, "across every border")
        return whole


def _merged(results: Sequence[JobResult]) -> tuple[Duty, ...]:
    return _in_order([duty for result in results for duty in result.duties])


def _with_part(duties: Sequence[Duty], part: JobResult) -> tuple[Duty, ...]:
    """Return the duties with those of a part's workers as the part has them."""
    return _in_order([*(duty for duty in duties if duty.worker_id not in part.worker_ids), *part.duties])


def _in_order(duties: Sequence[Duty]) -> tuple[Duty, ...]:
    return tuple(sorted(duties, key=lambda duty: (duty.date, duty.worker_id)))
