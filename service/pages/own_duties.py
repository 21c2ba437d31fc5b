"""A worker's own duties in words: the date, from when to when, and how many visits."""

from collections.abc import Collection

from service.access.acting import Rows
from service.access.permissions import Action
from service.own_duties import OwnDuty
from service.pages.dates import day_told
from service.rosters.own_rota import own_rotas
from service.store.tables import Week


def own_duties(rows: Rows, week_ids: Collection[int]) -> dict[int, list[str]]:
    """Return the caller's published duties of these weeks, by week; none for who works in no rota."""
    if not rows.caller.may(Action.READ_OWN_ROTA) or rows.caller.worker_id is None:
        return {}
    found = rows.session.execute(own_rotas(rows.caller).where(Week.id.in_(week_ids)))
    return {
        week.id: [_in_words(OwnDuty.model_validate(duty)) for duty in sorted(duties, key=lambda each: each["date"])]
        for _, week, _, duties in found
    }


def _in_words(duty: OwnDuty) -> str:
    spans = " and ".join(f"{part.start:%H:%M} to {part.end:%H:%M}" for part in duty.parts)
    visits = sum(stop.kind == "visit" for stop in duty.stops)
    told = f", {visits} visit{'s' if visits != 1 else ''}" if visits else ""
    return f"{day_told(duty.date)}: {spans}{told}"
