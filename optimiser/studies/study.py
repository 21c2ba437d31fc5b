"""The way in: a request and a study in, scenarios side by side out, and the cheapest levers that reach a target.

Every scenario is solved by one process for the same time (or the same work) from the same seed; scenarios run side by
side on the one executor.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from models.integrity import find_problems
from models.problems import InputError, Problem
from models.request import RotaRequest
from models.roster import Duty
from models.studies import AnyLever, Scenario, Study, Target
from optimiser.executor import JobExecutor, executor
from optimiser.solve import SolveOptions
from optimiser.studies.levers import in_words, pulled
from optimiser.studies.problems import NOT_SOUND
from optimiser.studies.result import ScenarioResult, StudyResult, TargetResult, unbeaten
from optimiser.studies.scenario import ScenarioJob, Solved, run_scenario
from optimiser.studies.search import Chosen, cheapest_levers

AS_IT_IS = "as it is"


@dataclass(frozen=True)
class StudyOptions:
    """For how long each scenario is solved, and on how many processes all of them."""

    seconds_each: float | None = 30.0
    work_limit: int | None = None
    workers: int = 2
    seed: int = 1
    with_ceiling: bool = True

    def of_one(self) -> SolveOptions:
        """Return the options of one scenario, which has one process."""
        return SolveOptions(self.seconds_each, self.work_limit, workers=1, seed=self.seed)


def what_if(request: RotaRequest, study: Study, options: StudyOptions | None = None) -> StudyResult:
    """Compare a study's scenarios with the request as it is, and look for the cheapest way to its target.

    Args:
        request: as it is.
        study: the scenarios, and the target where there is one.
        options: limits, the same for each scenario.

    Raises:
        InputError: the request is not sound, or levers cannot be pulled (E7502) or leave a request that is not (E7503);
            every problem of the study at once.
    """
    options = options or StudyOptions()
    unsound = find_problems(request)
    if unsound:
        raise InputError(unsound)
    base = Scenario.model_construct(name=AS_IT_IS, levers=())
    jobs, problems = _jobs(request, (base, *study.scenarios), options)
    problems += _target_problems(request, study.target) if study.target else []
    if problems:
        raise InputError(problems)
    with executor(options.workers) as pool:
        solved = _run(pool, jobs)
        results = [_beside(each, solved[0].duties) for each in solved]
        target = _reached(request, study.target, options, pool, solved[0]) if study.target else None
    return StudyResult(
        study.name, tuple(results), options.seconds_each, options.work_limit, options.seed, unbeaten(results), target
    )


def _run(pool: JobExecutor, jobs: Sequence[ScenarioJob]) -> list[Solved]:
    return [future.result() for future in [pool.submit(run_scenario, job) for job in jobs]]


def _reached(
    request: RotaRequest, target: Target, options: StudyOptions, pool: JobExecutor, as_it_is: Solved
) -> TargetResult:
    """Return the cheapest set of a target's levers that reaches it."""

    def trial(sets: Sequence[Chosen]) -> list[ScenarioResult | None]:
        jobs: dict[Chosen, ScenarioJob] = {}
        for own in sets:
            levers = tuple(target.levers[place] for place in own)
            with suppress(InputError):  # two that cannot be pulled together
                jobs[own] = _job(request, in_words(levers), levers, options)
        solved = dict(zip(jobs, _run(pool, list(jobs.values())), strict=True))
        return [_beside(solved[own], as_it_is.duties) if own in solved else None for own in sets]

    return cheapest_levers(target, as_it_is.result, trial)


def _beside(solved: Solved, before: Sequence[Duty]) -> ScenarioResult:
    """Return a scenario's figures with the number of workers whose duties are not those of another roster."""
    if solved.result.contact_time_pct is None or not before:
        return solved.result
    shifts, old = _shifts(solved.duties), _shifts(before)
    disturbed = sum(shifts.get(worker) != old.get(worker) for worker in shifts.keys() | old.keys())
    return replace(solved.result, people_disturbed=disturbed)


def _shifts(duties: Sequence[Duty]) -> dict[str, list[tuple[object, ...]]]:
    """Return by worker when they are on duty."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for duty in sorted(duties, key=lambda each: each.date):
        found.setdefault(duty.worker_id, []).append((duty.date, duty.pattern_id, duty.parts))
    return found


def _jobs(
    request: RotaRequest, scenarios: Iterable[Scenario], options: StudyOptions
) -> tuple[list[ScenarioJob], list[Problem]]:
    """Return a job for each scenario that can be solved, and the problems of the others."""
    jobs: list[ScenarioJob] = []
    problems: list[Problem] = []
    for scenario in scenarios:
        try:
            jobs.append(_job(request, scenario.name, scenario.levers, options))
        except InputError as error:
            problems += [_within(f'scenario "{scenario.name}"', problem) for problem in error.problems]
    return jobs, problems


def _job(request: RotaRequest, name: str, levers: Sequence[AnyLever], options: StudyOptions) -> ScenarioJob:
    changed = pulled(request, levers)
    problems = find_problems(changed)
    if problems:
        raise InputError(
            [Problem(code=NOT_SOUND, cause=f"with its levers {each.cause}", action=each.action) for each in problems]
        )
    return ScenarioJob(name, in_words(levers), changed, options.of_one(), options.with_ceiling)


def _within(where: str, problem: Problem) -> Problem:
    return problem.model_copy(update={"cause": f"{where}: {problem.cause}"})


def _target_problems(request: RotaRequest, target: Target) -> list[Problem]:
    """Return the problems of a target's levers that cannot be pulled alone."""
    problems: list[Problem] = []
    for number, lever in enumerate(target.levers, start=1):
        try:
            _job(request, "", (lever,), StudyOptions())
        except InputError as error:
            problems += [_within(f"target, lever {number}", problem) for problem in error.problems]
    return problems
