"""The tables, one file for each group of things the service keeps."""

from service.store.tables.base import Document, Instant, Table, now
from service.store.tables.people import (
    Account,
    ApiToken,
    BrowserSession,
    CalendarAddress,
    Membership,
    Role,
    SignInLink,
    Team,
)
from service.store.tables.records import AuditEntry, GivenAnswer
from service.store.tables.rosters import (
    Notice,
    RosterState,
    Solve,
    SolveProgress,
    SolveState,
    StoredRoster,
    Swap,
    SwapState,
)
from service.store.tables.weeks import DeliveredRecord, StatedPreferences, StoredRequest, Week, WeekState

__all__ = [
    "Account",
    "ApiToken",
    "AuditEntry",
    "BrowserSession",
    "CalendarAddress",
    "DeliveredRecord",
    "Document",
    "GivenAnswer",
    "Instant",
    "Membership",
    "Notice",
    "Role",
    "RosterState",
    "SignInLink",
    "Solve",
    "SolveProgress",
    "SolveState",
    "StatedPreferences",
    "StoredRequest",
    "StoredRoster",
    "Swap",
    "SwapState",
    "Table",
    "Team",
    "Week",
    "WeekState",
    "now",
]
