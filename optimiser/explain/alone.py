"""Whether one worker's duties keep the rules that concern them alone, asked of the referee with nobody else about."""

from collections.abc import Sequence

from models.request import RotaRequest
from models.roster import Duty, Roster
from models.rules import RuleCode
from models.workers import Worker
from optimiser.checks import check

OWN_RULES = frozenset(
    rule.value
    for rule in (
        RuleCode.ONE_DUTY_A_DAY,
        RuleCode.AVAILABILITY,
        RuleCode.PERMITTED_PATTERNS,
        RuleCode.VOLUNTARY_NIGHTS,
        RuleCode.CONTRACT_HOURS,
        RuleCode.DAILY_REST,
        RuleCode.WEEKLY_REST,
        RuleCode.AVERAGE_WEEK,
        RuleCode.NIGHT_AVERAGE,
        RuleCode.CONSECUTIVE_DAYS,
        RuleCode.SPLIT_DUTIES,
        RuleCode.WEEKENDS,
        RuleCode.SUCCESSIONS,
        RuleCode.RUNS,
        RuleCode.LINE_TOTALS,
    )
)


def keeps_own_rules(request: RotaRequest, worker: Worker, duties: Sequence[Duty]) -> bool:
    """Return whether a worker's duties, all of them, keep the rules about one worker."""
    alone = request.changed(
        workers=(worker,),
        service_users=(),
        visits=(),
        posts=(),
        covers=(),
        trainings=(),
        pins=(),
        absences=tuple(each for each in request.absences if each.worker_id == worker.id),
        preferences=tuple(each for each in request.preferences if each.worker_id == worker.id),
        as_was=(),
    )
    bare = [duty.model_copy(update={"visits": (), "trainings": (), "post_id": None}) for duty in duties]
    return not any(found.code in OWN_RULES for found in check(alone, Roster(duties=tuple(bare))))
