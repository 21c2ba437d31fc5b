"""One scenario solved and counted: what a process is given and what it gives back."""

from dataclasses import dataclass

from models.patterns import PatternKind
from models.problems import InputError
from models.request import RotaRequest
from models.roster import Duty, Roster
from optimiser.ceiling.ceiling import ceiling
from optimiser.ceiling.promise import Promise
from optimiser.executor import stop_of_this_job
from optimiser.metrics import score
from optimiser.solve import SolveOptions, solve
from optimiser.studies.base import Base
from optimiser.studies.result import ScenarioResult
from optimiser.studies.setting_out import setting_out


@dataclass(frozen=True)
class ScenarioJob:
    """A request to solve under a name; its search sets out from the base and changes its shifts at a price."""

    name: str
    levers: str
    request: RotaRequest
    options: SolveOptions
    with_ceiling: bool
    base: Base


def run_scenario(job: ScenarioJob) -> ScenarioResult:
    """Solve one scenario and count its roster; asked to end, with the roster there is by then and without a ceiling."""
    stop, asked = stop_of_this_job(), job.base.held(job.request)
    try:
        start = setting_out(asked, job.base.duties, job.options.seed)
        roster = solve(asked, job.options, cancelled=stop, start=start).roster
    except InputError as error:
        return ScenarioResult(job.name, job.levers, problems=tuple(str(problem) for problem in error.problems))
    figures = score(job.request, roster)
    return ScenarioResult(
        name=job.name,
        levers=job.levers,
        contact_time_pct=figures["contact_time_pct"],
        contact_time_ceiling_pct=_ceiling(job.request, roster) if job.with_ceiling and not stop() else None,
        cost_per_contact_hour_pence=figures["cost_per_contact_hour_pence"],
        visits_required=figures["visits_required"],
        visits_required_unserved=figures["visits_required_unserved"],
        visits_waiting_list_served=figures["visits_waiting_list_served"],
        preferences_granted_pct=figures["preferences_granted_pct"],
        split_duties=sum(_is_split(job.request, duty) for duty in roster.duties),
        people_disturbed=job.base.disturbed(roster.duties),
        contact_minutes=figures["contact_minutes"],
    )


def _ceiling(request: RotaRequest, roster: Roster) -> float:
    """Return the most contact time of any roster that keeps the promises that this one keeps, in percent."""
    return ceiling(request, threads=1, promise=Promise.whole(request).kept_by(roster)).contact_time_pct


def _is_split(request: RotaRequest, duty: Duty) -> bool:
    return request.pattern_by_id[duty.pattern_id].kind is PatternKind.SPLIT
