"""Where a week goes on from the start page: to what the caller wishes of it, or to the plan of it."""

from service.access.acting import Rows
from service.access.permissions import Action
from service.store.tables import Week
from service.weeks.statements import still_asked
from service.weeks.states import Step, allows


def way_on(rows: Rows, week: Week) -> tuple[str, str] | None:
    """Return (words, address) of a week's own page for the caller; None = they have none."""
    if rows.caller.may(Action.STATE_PREFERENCES):
        words = "State your preferences" if still_asked(week) else "Your preferences"
        return words, f"/weeks/{week.id}/preferences"
    if rows.caller.may(Action.READ_ROSTERS):
        plans = allows(week, Step.SUBMIT) or allows(week, Step.SOLVE)
        plans = plans and rows.caller.may(Action.SUBMIT_WEEK) and rows.caller.may(Action.SOLVE)
        return "Plan this week" if plans else "See this week", f"/weeks/{week.id}"
    return None
