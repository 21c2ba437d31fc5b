"""What there is to read of a week: who may, in words, and where the API has it."""

from dataclasses import dataclass

from service.access.acting import Rows
from service.access.permissions import Action
from service.store.tables import StoredRoster, Week, WeekState
from service.weeks.requests import latest_request_id


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
)


def readings_of(rows: Rows, week: Week, roster: StoredRoster | None) -> list[tuple[str, str]]:
    """Return (words, address) of everything there is of a week that the caller may read.

    Args:
        rows: the caller's.
        week: within reach, with a rota request.
        roster: the one in force, else the newest draft; None = there is none yet.
    """
    ids = {"week": week.id, "request": latest_request_id(rows.session, week)}
    of_week = [
        (each.words, each.address.format(**ids))
        for each in OF_WEEK
        if week.state in each.states and rows.caller.may(each.action)
    ]
    return [*(readings_of_roster(rows, roster) if roster else ()), *of_week]


def readings_of_roster(rows: Rows, roster: StoredRoster) -> list[tuple[str, str]]:
    """Return (words, address) of what a version of the roster has that the caller may read."""
    return [(each.words, each.address.format(roster=roster.id)) for each in OF_ROSTER if rows.caller.may(each.action)]
