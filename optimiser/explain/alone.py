"""Whether one worker's duties keep the rules that concern them alone, asked of the referee with nobody else about."""

import datetime as calendar
from collections.abc import Sequence

from models.request import RotaRequest
from models.roster import Duty, Roster
from models.rules import RuleCode
from models.workers import Worker
from optimiser.checks import check
from optimiser.checks.roster_index import RosterIndex

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


class Alone:
    """One worker of a request with nobody else about, and the duties they have."""

    def __init__(self, request: RotaRequest, worker: Worker, duties: Sequence[Duty]) -> None:
        """Take up all duties of a worker."""
        self._request = request.changed(
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
        self._worker = worker
        self._bare = [_bare(duty) for duty in duties]
        self._index = RosterIndex(self._request, Roster(duties=tuple(self._bare)))

    def hours_left(self, date: calendar.date) -> int:
        """Return the minutes that the worker's terms leave in the week of a date."""
        week = next(week for week in self._index.weeks if date in week)
        most = self._index.contract_of(self._worker, week) + self._worker.tolerance_over_minutes
        return most - self._index.paid_week(self._worker, week)

    def may_add(self, duty: Duty) -> bool:
        """Return whether one duty more keeps the rules about one worker."""
        found = check(self._request, Roster(duties=(*self._bare, _bare(duty))))
        return not any(each.code in OWN_RULES for each in found)


def _bare(duty: Duty) -> Duty:
    """Return a duty without what is done in it."""
    return duty.model_copy(update={"visits": (), "trainings": (), "post_id": None})
