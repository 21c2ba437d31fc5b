"""How the tests ask the referee about one rule, and the duties that tests/builders.py has no pattern for."""

from datetime import date
from typing import Any

from models.patterns import ShiftPattern
from models.request import RotaRequest
from models.roster import Duty, PlannedVisit, Roster, Span, Violation
from models.rules import RuleCode
from optimiser.checks import check
from optimiser.checks.objective import recompute
from tests.builders import MONDAY, moment


def broken(rule: RuleCode, request: RotaRequest, roster: Roster) -> list[Violation]:
    """What the referee says about this rule alone."""
    return [violation for violation in check(request, roster) if violation.code == rule.value]


def term(name: str, request: RotaRequest, *duties: Duty) -> int:
    """One term of the objective of a roster of these duties, in pence."""
    return recompute(request, Roster(duties=duties))[name]


def day(offset: int) -> date:
    return date.fromordinal(MONDAY.toordinal() + offset)


def span(start: str, end: str, offset: int = 0, end_offset: int | None = None) -> Span:
    last = offset if end_offset is None else end_offset
    return Span(start=moment(start, offset), end=moment(end, last))


def shift(pattern: ShiftPattern, offset: int = 0, worker_id: str = "W1", **fields: Any) -> Duty:
    """An unmoved duty of any pattern; `visits` as (visit id, HH:MM) pairs, `parts` where they are moved."""
    parts = tuple(Span(start=start, end=end) for start, end in pattern.parts_on(day(offset)))
    visits = tuple(PlannedVisit(visit_id=name, start=moment(at, offset)) for name, at in fields.pop("visits", ()))
    own = {"worker_id": worker_id, "date": day(offset), "pattern_id": pattern.id, "parts": parts, "visits": visits}
    return Duty(**{**own, **fields})
