"""A new version made from a roster, kept as a draft of its week: nobody is told until it is published."""

from typing import Any

from service.access.acting import Rows
from service.rosters.keeping import keep_roster
from service.rosters.making.changing import NewVersion
from service.rosters.opened import Opened, week_to_change
from service.store.tables import StoredRoster
from service.weeks.requests import keep_request
from service.weeks.states import Step


def keep_draft(rows: Rows, found: Opened, version: NewVersion, origin: str, **details: Any) -> StoredRoster:
    """Keep a new version, and the version of the request that it answers where that is new too.

    Args:
        rows: a writing transaction.
        found: the roster that it was made from.
        version: the new one.
        origin: how it came about: "edited", "re-planned", "placed", "swapped".
        details: for the audit log; counts and ids.

    Raises:
        RefusedError: the week takes no rosters where it stands.
    """
    week = week_to_change(rows, found.week.id, Step.KEEP_ROSTER)
    account_id, request = rows.caller.account_id, found.stored_request
    if version.request is not None:
        request = keep_request(
            rows.session,
            week,
            version.request,
            "changed",
            account_id,
            with_preferences=request.with_preferences,
            document=version.document,
        )
    stored = keep_roster(rows.session, week, request, version.checked, origin, account_id)
    rows.record(
        f"roster {stored.id}",
        week=week,
        from_version=found.stored.number,
        number=stored.number,
        origin=origin,
        made_from=found.stored.id,
        **details,
    )
    return stored
