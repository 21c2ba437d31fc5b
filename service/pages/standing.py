"""Where a week or a version of its roster stands, in one or two words."""

from service.store.tables import RosterState, WeekState

STANDS = {
    WeekState.OPEN: "Open",
    WeekState.SUBMITTED: "Being planned",
    WeekState.PUBLISHED: "Published",
    WeekState.CLOSED: "Closed",
}
ROSTER_STANDS = {
    RosterState.DRAFT: "Draft",
    RosterState.PUBLISHED: "Published",
    RosterState.SUPERSEDED: "Superseded",
}
