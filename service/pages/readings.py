"""What there is to read of a week: who may, in words, and where the API has it."""

from dataclasses import dataclass

from sqlalchemy import func, select

from service.access.acting import Rows
from service.access.permissions import Action
from service.store.tables import StoredRequest, StoredRoster, Week, WeekState


@dataclass(frozen=True)
class Reading:
    """Something to read, its address, and the states of a week that have it."""

    action: Action
    words: str
    address: str
    states: frozenset[WeekState] = frozenset(WeekState)


OF_ROSTER = (
    Reading(Action.READ_ROSTERS, "Report", "/api/v1/rosters/{roster}/files/report.html"),
    Reading(Action.READ_ROSTERS, "Workbook (XLSX)", "/api/v1/rosters/{roster}/files/roster.xlsx"),
    Reading(Action.READ_ROSTERS, "Visits (CSV)", "/api/v1/rosters/{roster}/files/roster.csv"),
    Reading(Action.READ_LEDGER, "Ledger (CSV)", "/api/v1/rosters/{roster}/ledger.csv"),
    Reading(Action.READ_COSTS, "Costs (CSV)", "/api/v1/rosters/{roster}/costs.csv"),
)
OF_WEEK = (
    Reading(
        Action.READ_LEDGER,
        "Planned against delivered (CSV)",
        "/api/v1/weeks/{week}/delivered.csv",
        frozenset({WeekState.CLOSED}),
    ),
    Reading(Action.READ_REQUEST, "Rota request (XLSX)", "/api/v1/requests/{request}/xlsx"),
    Reading(
        Action.STATE_PREFERENCES,
        "My preferences (JSON)",
        "/api/v1/weeks/{week}/preferences/own",
        frozenset({WeekState.OPEN}),
    ),
)


def readings_of(rows: Rows, week: Week, roster: StoredRoster | None) -> list[tuple[str, str]]:
    """Return (words, address) of everything there is of a week that the caller may read.

    Args:
        rows: the caller's.
        week: within reach, with a rota request.
        roster: the one in force, else the newest draft; None = there is none yet.
    """
    request_id = rows.session.scalar(select(func.max(StoredRequest.id)).where(StoredRequest.week_id == week.id))
    ids = {"week": week.id, "request": request_id, "roster": roster.id if roster else None}
    return [
        (each.words, each.address.format(**ids))
        for each in (*(OF_ROSTER if roster else ()), *OF_WEEK)
        if week.state in each.states and rows.caller.may(each.action)
    ]
