"""Visits nobody makes, with the reason for each: required ones first, the waiting list summarised."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.clock import clock_text
from models.request import RotaRequest
from models.roster import Unserved
from models.visits import Need, Visit
from service.bundle import Bundle
from service.report.words import day_name

if TYPE_CHECKING:
    from optimiser.explain.unserved import Why


@dataclass(frozen=True)
class Row:
    """One visit nobody makes."""

    visit: Visit
    constituency: str
    when: str
    reason: str
    code: str
    nearest: tuple[str, ...] = ()
    change: str = ""


@dataclass(frozen=True)
class Reason:
    """Waiting-list visits left for the same reason."""

    code: str
    example: str
    visits: int
    minutes: int


@dataclass(frozen=True)
class Left:
    """What is not served: each required visit, and the waiting list by reason."""

    required: tuple[Row, ...]
    waiting: tuple[Row, ...]
    reasons: tuple[Reason, ...]


def when(visit: Visit) -> str:
    """Return the first window in words, and how many more there are."""
    window = visit.windows[0]
    day = day_name(window.earliest_start.date())
    words = f"{day} {clock_text(window.earliest_start)}–{clock_text(window.latest_start)}"
    more = len(visit.windows) - 1
    return f"{words} or {more} more" if more else words


def _row(request: RotaRequest, left: Unserved, why: "Why | None") -> Row:
    visit = request.visit_by_id[left.visit_id]
    user = request.service_user_by_id.get(visit.service_user_id)
    constituency = user.constituency if user else ""
    if why is None:
        return Row(visit, constituency, when(visit), left.reason, left.reason_code)
    change = why.change.told if why.change else ""
    nearest = tuple(f"{miss.code}: {miss.sentence}." for miss in why.nearest)
    return Row(visit, constituency, when(visit), why.reason, why.reason_code, nearest, change)


def _reasons(rows: list[Row]) -> tuple[Reason, ...]:
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_code[row.code].append(row)
    reasons = [
        Reason(code, own[0].reason, len(own), sum(row.visit.minutes * row.visit.workers_needed for row in own))
        for code, own in by_code.items()
    ]
    return tuple(sorted(reasons, key=lambda reason: -reason.visits))


def view(bundle: Bundle) -> Left:
    """Return the section's rows."""
    known = [each for each in bundle.roster.unserved if each.visit_id in bundle.request.visit_by_id]
    whys = {why.visit_id: why for why in bundle.explanation.visits} if bundle.explanation else {}
    rows = [_row(bundle.request, each, whys.get(each.visit_id)) for each in known]
    rows.sort(key=lambda row: (not row.visit.time_critical, row.visit.windows[0].earliest_start, row.visit.id))
    waiting = [row for row in rows if row.visit.need is Need.WAITING_LIST]
    return Left(
        required=tuple(row for row in rows if row.visit.need is Need.REQUIRED),
        waiting=tuple(waiting),
        reasons=_reasons(waiting),
    )
