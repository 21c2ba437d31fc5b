"""The way in: a request and a study in, scenarios side by side out, and the cheapest levers that reach a target.

All scenarios set out from one roster for the request as it is: the one given, or one planned first on all processes
for BASE_SHARE times as long as a scenario. Each, the request as it is too, is then solved by one process for the same
time (or the same work) from the same seed; scenarios run side by side on the one executor.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import NamedTuple

from models.integrity import find_problems
from models.problems import InputError, Problem
from models.request import RotaRequest
from models.roster import Roster
from models.studies import AnyLever, Scenario, Study, Target
from optimiser.executor import JobExecutor, executor
from optimiser.solve import SolveOptions, solve
from optimiser.standing import standing
from optimiser.studies.base import Base
from optimiser.studies.levers import in_words, pulled
from optimiser.studies.problems import NOT_SOUND
from optimiser.studies.result import ScenarioResult, StudyResult, TargetResult, unbeaten
from optimiser.studies.scenario import ScenarioJob, run_scenario
from optimiser.studies.search import Chosen, cheapest_levers

AS_IT_IS = "as it is"
BASE_SHARE = 2


@dataclass(frozen=True)
class StudyOptions:
    """For how long each scenario is solved, and on how many processes all of them."""

    seconds_each: float | None = 30.0
    work_limit: int | None = None
    workers: int = 2
    seed: int = 1
    with_ceiling: bool = True

    @classmethod
    def beside(cls, plan: SolveOptions) -> "StudyOptions":
        """Return options of scenarios that set out from a plan: a share of its limit for each, as for a base."""
        seconds = None if plan.time_limit_seconds is None else plan.time_limit_seconds / BASE_SHARE
        steps = None if plan.work_limit is None else max(1, plan.work_limit // BASE_SHARE)
        return cls(seconds, steps, plan.workers, plan.seed)

    def of_one(self) -> SolveOptions:
        """Return the options of one scenario, which has one process."""
        return SolveOptions(self.seconds_each, self.work_limit, workers=1, seed=self.seed)

    def of_base(self) -> SolveOptions:
        """Return the options of the roster planned first."""
        seconds = None if self.seconds_each is None else self.seconds_each * BASE_SHARE
        steps = None if self.work_limit is None else self.work_limit * BASE_SHARE
        return SolveOptions(seconds, steps, self.workers, self.seed)


def what_if(
    request: RotaRequest, study: Study, options: StudyOptions | None = None, roster: Roster | None = None
) -> StudyResult:
    """Compare a study's scenarios with the request as it is, and look for the cheapest way to its target.

    Args:
        request: as it is.
        study: the scenarios, and the target where there is one.
        options: limits, the same for each scenario.
        roster: published or planned, from which the scenarios set out; None = one is planned first.

    Raises:
        InputError: the request is not sound, the roster breaks its rules (E7101, E7102), or levers cannot be pulled
            (E7502) or leave a request that is not sound (E7503); every problem of the study at once.
    """
    options = options or StudyOptions()
    require_solvable(request, study)
    as_it_is = Scenario.model_construct(name=AS_IT_IS, levers=())
    drafts, _ = _drafts(request, (as_it_is, *study.scenarios))
    base = _base(request, roster, study.changed_shift_pence, options)
    with executor(options.workers) as pool:
        results = _run(pool, [_job(draft, base, options) for draft in drafts])
        target = _reached(request, study.target, options, pool, base, results[0]) if study.target else None
    return StudyResult(
        name=study.name,
        set_out_from=_set_out_from(base, roster),
        scenarios=tuple(results),
        seconds_each=options.seconds_each,
        work_limit=options.work_limit,
        seed=options.seed,
        unbeaten=unbeaten(results),
        target=target,
    )


def require_solvable(request: RotaRequest, study: Study) -> None:
    """Refuse a request that is not sound, or a study whose levers cannot be pulled on it.

    Raises:
        InputError: as `what_if` says.
    """
    problems = find_problems(request)
    if not problems:
        _, problems = _drafts(request, study.scenarios)
        problems += _target_problems(request, study.target) if study.target else []
    if problems:
        raise InputError(problems)


def _base(request: RotaRequest, roster: Roster | None, changed_shift_pence: int, options: StudyOptions) -> Base:
    """Return what the scenarios set out from: nothing where the request cannot be rostered as it is.

    Raises:
        InputError: a roster is given that breaks the request's rules.
    """
    duties = () if roster is None else roster.duties
    if roster is not None:
        standing(request, roster)
    else:
        with suppress(InputError):  # told of the scenario "as it is"; with levers it may be rostered yet
            duties = solve(request, options.of_base()).roster.duties
    return Base(frozenset(request.worker_by_id), duties, changed_shift_pence)


def _set_out_from(base: Base, roster: Roster | None) -> str:
    if roster is not None:
        return "the roster given"
    return "a roster planned for the request as it is" if base.duties else "nothing"


def _run(pool: JobExecutor, jobs: Sequence[ScenarioJob]) -> list[ScenarioResult]:
    return [future.result() for future in [pool.submit(run_scenario, job) for job in jobs]]


def _reached(
    request: RotaRequest,
    target: Target,
    options: StudyOptions,
    pool: JobExecutor,
    base: Base,
    as_it_is: ScenarioResult,
) -> TargetResult:
    """Return the cheapest set of a target's levers that reaches it; no ceiling is worked out of the sets tried."""
    options = replace(options, with_ceiling=False)

    def trial(sets: Sequence[Chosen]) -> list[ScenarioResult | None]:
        drafts: dict[Chosen, _Draft] = {}
        for own in sets:
            levers = tuple(target.levers[place] for place in own)
            with suppress(InputError):  # two that cannot be pulled together
                drafts[own] = _draft(request, in_words(levers), levers)
        solved = dict(zip(drafts, _run(pool, [_job(each, base, options) for each in drafts.values()]), strict=True))
        return [solved.get(own) for own in sets]

    return cheapest_levers(target, as_it_is, trial)


class _Draft(NamedTuple):
    """A scenario's request under its name, its levers in words."""

    name: str
    levers: str
    request: RotaRequest


def _drafts(request: RotaRequest, scenarios: Iterable[Scenario]) -> tuple[list[_Draft], list[Problem]]:
    """Return a draft of each scenario that can be solved, and the problems of the others."""
    drafts: list[_Draft] = []
    problems: list[Problem] = []
    for scenario in scenarios:
        try:
            drafts.append(_draft(request, scenario.name, scenario.levers))
        except InputError as error:
            problems += [_within(f'scenario "{scenario.name}"', problem) for problem in error.problems]
    return drafts, problems


def _job(draft: _Draft, base: Base, options: StudyOptions) -> ScenarioJob:
    return ScenarioJob(draft.name, draft.levers, draft.request, options.of_one(), options.with_ceiling, base)


def _draft(request: RotaRequest, name: str, levers: Sequence[AnyLever]) -> _Draft:
    changed = pulled(request, levers)
    problems = find_problems(changed)
    if problems:
        raise InputError(
            [Problem(code=NOT_SOUND, cause=f"with its levers {each.cause}", action=each.action) for each in problems]
        )
    return _Draft(name, in_words(levers), changed)


def _within(where: str, problem: Problem) -> Problem:
    return problem.model_copy(update={"cause": f"{where}: {problem.cause}"})


def _target_problems(request: RotaRequest, target: Target) -> list[Problem]:
    """Return the problems of a target's levers that cannot be pulled alone."""
    problems: list[Problem] = []
    for number, lever in enumerate(target.levers, start=1):
        try:
            _draft(request, "", (lever,))
        except InputError as error:
            problems += [_within(f"target, lever {number}", problem) for problem in error.problems]
    return problems
