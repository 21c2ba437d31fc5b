"""The sheets a team leader reads: the roster grid, every visit with its workers, what is not made, and the wishes."""

from collections.abc import Iterator
from datetime import date

from models.clock import clock_text, plus
from models.request import RotaRequest
from models.roster import Duty, PlannedVisit
from models.visits import Need, Window
from models.wishes import Preference
from optimiser.checks.roster_index import RosterIndex
from optimiser.checks.wishes import is_granted
from optimiser.ledger.journeys import Journeys
from optimiser.ledger.stops import counted_duties, parts_of
from service.bundle import Bundle
from service.sheets.shape import Cell, Column, Kind, Sheet, hours, on_the_wall


def grid_sheet(bundle: Bundle) -> Sheet:
    """Workers by days, with shift times; a worker who is away has the kind of absence."""
    dates = bundle.request.horizon.dates
    columns = [
        Column("worker"),
        Column("constituency"),
        Column("employment"),
        Column("contract hours a week", Kind.HOURS),
        Column("paid hours (all paid time)", Kind.HOURS),
        *(Column(f"{day:%a %d %b}") for day in dates),
    ]
    shifts = {(duty.worker_id, duty.date): shift_text(duty) for duty in bundle.roster.duties}
    away = _absences(bundle.request)
    by_worker = bundle.costs.by_worker
    paid = dict(zip(by_worker["worker_id"], by_worker["paid_minutes"], strict=True))
    rows: list[list[Cell]] = [
        [
            worker.id,
            worker.constituency,
            worker.employment.value,
            hours(worker.contract_minutes_per_week),
            hours(paid.get(worker.id, 0)),
            *(shifts.get((worker.id, day)) or away.get((worker.id, day)) for day in dates),
        ]
        for worker in bundle.request.workers
    ]
    return Sheet("roster", columns, rows)


def shift_text(duty: Duty) -> str:
    """Return a duty's times, part by part, and its post or the skill it is counted for."""
    parts = ", ".join(f"{clock_text(part.start)}-{clock_text(part.end)}" for part in duty.parts)
    return " ".join(filter(None, [parts, duty.post_id or duty.role]))


def _absences(request: RotaRequest) -> dict[tuple[str, date], str]:
    return {
        (absence.worker_id, day): absence.kind.value
        for absence in request.absences
        for day in request.horizon.dates
        if absence.first_date <= day <= absence.last_date
    }


def visits_sheet(bundle: Bundle) -> Sheet:
    """Every visit of every duty, with the journey to it: a visit by two workers has two rows."""
    columns = (
        Column("visit"),
        Column("service user"),
        Column("constituency"),
        Column("programme"),
        Column("need"),
        Column("worker"),
        Column("date", Kind.DATE),
        Column("start", Kind.TIME),
        Column("end", Kind.TIME),
        Column("minutes", Kind.WHOLE),
        Column("workers needed", Kind.WHOLE),
        Column("minutes late", Kind.WHOLE),
        Column("minutes early", Kind.WHOLE),
        Column("journey to it, minutes", Kind.WHOLE),
    )
    return Sheet("visits", columns, list(_visit_rows(bundle)))


def _visit_rows(bundle: Bundle) -> Iterator[list[Cell]]:
    request, journeys = bundle.request, Journeys(bundle.request)
    for duty in counted_duties(request, bundle.roster):
        worker = request.worker_by_id[duty.worker_id]
        legs = [leg for part in parts_of(request, duty) for leg in journeys.legs(worker, part)]
        travel = {leg.visit.id: leg.minutes for leg in legs if leg.visit}
        for planned in duty.visits:
            if planned.visit_id in request.visit_by_id:
                yield _visit_row(request, duty, planned, travel.get(planned.visit_id))


def _visit_row(request: RotaRequest, duty: Duty, planned: PlannedVisit, travel: int | None) -> list[Cell]:
    visit = request.visit_by_id[planned.visit_id]
    user = request.service_user_by_id[visit.service_user_id]
    return [
        visit.id,
        user.id,
        user.constituency,
        user.programme,
        _need(visit.need),
        duty.worker_id,
        duty.date,
        on_the_wall(planned.start),
        on_the_wall(plus(planned.start, visit.minutes)),
        visit.minutes,
        visit.workers_needed,
        *(visit.timing(planned.start, request.prices) or (None, None)),
        travel,
    ]


def unserved_sheet(bundle: Bundle) -> Sheet:
    """The visits nobody makes, with the reason for each."""
    columns = (
        Column("visit"),
        Column("service user"),
        Column("constituency"),
        Column("need"),
        Column("time-critical"),
        Column("minutes", Kind.WHOLE),
        Column("workers needed", Kind.WHOLE),
        Column("windows"),
        Column("reason code"),
        Column("reason"),
    )
    return Sheet("unserved", columns, list(_unserved_rows(bundle)))


def _unserved_rows(bundle: Bundle) -> Iterator[list[Cell]]:
    request = bundle.request
    reasons = {unserved.visit_id: unserved for unserved in bundle.roster.unserved}
    made = RosterIndex(request, bundle.roster).makings
    for visit in request.visits:
        if visit.id not in made:
            user = request.service_user_by_id[visit.service_user_id]
            reason = reasons.get(visit.id)
            yield [
                visit.id,
                user.id,
                user.constituency,
                _need(visit.need),
                "yes" if visit.time_critical else "no",
                visit.minutes,
                visit.workers_needed,
                "; ".join(map(_window_text, visit.windows)),
                reason.reason_code if reason else None,
                reason.reason if reason else None,
            ]


def preferences_sheet(bundle: Bundle) -> Sheet:
    """Each worker's wishes, and whether the roster grants them."""
    columns = (
        Column("preference"),
        Column("worker"),
        Column("date", Kind.DATE),
        Column("wish"),
        Column("shift pattern"),
        Column("between"),
        Column("strength", Kind.WHOLE),
        Column("granted"),
    )
    duties = RosterIndex(bundle.request, bundle.roster).duties_by_worker
    rows = [
        _preference_row(each, granted=is_granted(each, duties.get(each.worker_id, [])))
        for each in bundle.request.preferences
    ]
    return Sheet("preferences", columns, rows)


def _preference_row(wish: Preference, *, granted: bool) -> list[Cell]:
    span = f"{wish.span.start:%H:%M}-{wish.span.end:%H:%M}" if wish.span else None
    kind = wish.kind.value.replace("_", " ")
    return [
        wish.id,
        wish.worker_id,
        wish.date,
        kind,
        wish.pattern_id,
        span,
        wish.strength,
        "yes" if granted else "no",
    ]


def _window_text(window: Window) -> str:
    return f"{window.earliest_start:%a %d %b %H:%M}-{window.latest_start:%H:%M}"


def _need(need: Need) -> str:
    return need.value.replace("_", " ")
