"""The page on which a worker states what they wish of a week; once the deadline has passed, it only shows it."""

from dataclasses import dataclass

from fastapi.responses import HTMLResponse

from models.patterns import ShiftPattern
from models.request import RotaRequest
from models.self_rostering import PreferenceLimits
from models.wishes import PreferenceKind
from service.access.acting import Acting, may
from service.access.permissions import Action
from service.pages.dates import dates_of, dates_told, day_told, moment_told
from service.pages.rendering import own_page, page_router
from service.store.tables import Week
from service.web.ids import RowId
from service.weeks.requests import latest_request_id
from service.weeks.statements import own_wishes, still_asked
from service.weeks.wishes import StatedWishes, Wish, grounds, wrong_with

router = page_router()

KINDS = {
    PreferenceKind.WANT: "want to work",
    PreferenceKind.RATHER_NOT: "would rather not work",
    PreferenceKind.CANNOT: "cannot work",
}
STRENGTHS = {1: "a little", 2: "much", 3: "very much"}


@dataclass(frozen=True)
class Choices:
    """What a wish may name, each as (value, words): this week's dates, and the shift patterns of one's terms."""

    dates: list[tuple[str, str]]
    patterns: list[tuple[str, str]]


@router.get("/weeks/{week_id}/preferences")
def preferences_page(week_id: RowId, act: Acting = may(Action.STATE_PREFERENCES)) -> HTMLResponse:
    """Show what the worker who asks has stated, to change while it is still asked for."""
    with act.reading() as rows:
        week = rows.week(week_id)
        own = own_wishes(rows, week)
        request_id = latest_request_id(rows.session, week)
    request, limits = grounds(act.store, request_id or 0), PreferenceLimits(**week.preference_limits)
    asked = still_asked(week)
    return own_page(
        "preferences.html",
        act,
        week=week,
        dates=dates_told(week),
        until=moment_told(week.preferences_until),
        own=own,
        still_asked=asked,
        is_known=own.worker_id in request.worker_by_id,
        problems=wrong_with(request, own.worker_id, own.wishes, limits) if asked else [],
        limits=limits,
        choices=_choices(week, request, own),
        kinds=KINDS,
        strengths=STRENGTHS,
        wishes_told=[_wish_told(wish) for wish in own.wishes],
    )


def _choices(week: Week, request: RotaRequest, own: StatedWishes) -> Choices:
    """Return what may be chosen; what was stated before stays a choice, even where the request has changed since."""
    worker = request.worker_by_id.get(own.worker_id)
    stated = [wish.pattern_id for wish in own.wishes if wish.pattern_id]
    pattern_ids = dict.fromkeys([*(worker.pattern_ids if worker else ()), *stated])
    dates = sorted({*dates_of(week), *(wish.date for wish in own.wishes)})
    return Choices(
        dates=[(day.isoformat(), day_told(day)) for day in dates],
        patterns=[(name, _pattern_told(name, request.pattern_by_id.get(name))) for name in pattern_ids],
    )


def _pattern_told(pattern_id: str, pattern: ShiftPattern | None) -> str:
    spans = [f"{part.start:%H:%M} to {part.end:%H:%M}" for part in pattern.parts] if pattern else []
    return f"{pattern_id}, {' and '.join(spans)}" if spans else pattern_id


def _wish_told(wish: Wish) -> str:
    """Return a wish as a sentence."""
    when = f", the shift {wish.pattern_id}" if wish.pattern_id else ", the whole day"
    if wish.span:
        when = f", {wish.span.start:%H:%M} to {wish.span.end:%H:%M}"
    strength = "" if wish.kind is PreferenceKind.CANNOT else f" ({STRENGTHS[wish.strength]})"
    return f"{day_told(wish.date)}{when}: you {KINDS[wish.kind]}{strength}."
