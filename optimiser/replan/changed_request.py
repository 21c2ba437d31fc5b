"""The request with the changes in it, by which the new roster is judged, and what they do to the published duties."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from models.base import Employment
from models.changes import CancelledVisit, Changes, Lateness, LongerVisit, RoadClosed, Sickness, UrgentVisit, Withdrawal
from models.clock import at, minutes_between, plus
from models.patterns import ShiftPattern
from models.request import RotaRequest
from models.roster import Duty, Roster
from models.wishes import Pin, PinKind
from models.workers import Absence, AbsenceKind, Worker
from optimiser.replan.problems import duty_on, last_date_of, now_of

Slot = tuple[str, date]
"""A worker and a date: where a duty is or might be."""

MIDNIGHT = datetime.min.time()


@dataclass(frozen=True)
class Changed:
    """What the changes come to.

    Attributes:
        request: the request with them.
        now: the moment at which they are known.
        gone: duties that go altogether.
        cut: duties under way that end with the visit under way.
        moved: duties that start later, as they begin then.
        delays: duties under way whose worker is free so many minutes later.
        roads: that are closed or slower.
        new_visits: visits that the request did not have.
    """

    request: RotaRequest
    now: datetime
    gone: frozenset[Slot] = frozenset()
    cut: frozenset[Slot] = frozenset()
    moved: dict[Slot, Duty] = field(default_factory=dict)
    delays: dict[Slot, int] = field(default_factory=dict)
    roads: tuple[RoadClosed, ...] = ()
    new_visits: frozenset[str] = frozenset()

    @property
    def named(self) -> frozenset[Slot]:
        """The duties that changes are about."""
        return self.gone | self.cut | self.moved.keys() | self.delays.keys()


def changed_request(request: RotaRequest, roster: Roster, changes: Changes) -> Changed:
    """Return the request with changes in it; they have no problems (`problems.find_change_problems`).

    Absent permanent workers are paid the minutes of the duties that go (`Absence.paid_minutes`), bank and agency
    workers are not; no line is asked of either. Who is late may fall short of their contract by those minutes.
    """
    now = now_of(request, changes)
    away = [each for each in changes.changes if isinstance(each, Sickness | Withdrawal)]
    late = [each for each in changes.changes if isinstance(each, Lateness)]
    hit = {(duty.worker_id, duty.date): duty for each in away for duty in _hit_by(request, roster, each, now)}
    begun = frozenset(slot for slot, duty in hit.items() if duty.start <= now)
    gone = frozenset(hit) - begun
    own = {(each.worker_id, each.date): each for each in late}
    duties = {slot: duty for slot in own if (duty := duty_on(roster, *slot)) is not None}
    moved = {slot: _later(duty, own[slot].minutes) for slot, duty in duties.items() if duty.start > now}
    delays = {slot: own[slot].minutes for slot, duty in duties.items() if duty.start <= now}
    fields: dict[str, Any] = {
        **_with_visits(request, changes),
        "absences": _absences(request, roster, away, hit, now),
        "patterns": _patterns(request, moved),
        "workers": _workers(request, moved, own, {each.worker_id for each in away}),
        "as_was": (),
    }
    fields["pins"] = _pins(request, fields, gone | begun, away)
    roads = tuple(each for each in changes.changes if isinstance(each, RoadClosed))
    new = frozenset(each.visit.id for each in changes.changes if isinstance(each, UrgentVisit))
    return Changed(request.changed(**fields), now, gone, begun, moved, delays, roads, new)


def _hit_by(request: RotaRequest, roster: Roster, change: Sickness | Withdrawal, now: datetime) -> Iterable[Duty]:
    """Return a worker's duties that overlap the dates of their absence and are not over."""
    start = at(change.first_date, MIDNIGHT)
    end = at(last_date_of(request, change) + timedelta(days=1), MIDNIGHT)
    own = (duty for duty in roster.duties if duty.worker_id == change.worker_id and duty.end > now)
    return [duty for duty in own if any(part.start < end and start < part.end for part in duty.parts)]


def _later(duty: Duty, minutes: int) -> Duty:
    """Return a duty that starts so many minutes later."""
    first, *others = duty.parts
    return duty.model_copy(update={"parts": (first.model_copy(update={"start": plus(first.start, minutes)}), *others)})


def _absences(
    request: RotaRequest, roster: Roster, away: list[Sickness | Withdrawal], hit: dict[Slot, Duty], now: datetime
) -> tuple[Absence, ...]:
    """Return absences of a day each: the dates away and those of duties that go, but for those worked on already."""
    absences, taken = list(request.absences), {each.id for each in request.absences}
    for number, change in enumerate(away, start=1):
        worker_id = change.worker_id
        begun = [duty for duty in roster.duties if duty.worker_id == worker_id and duty.start <= now]
        days = _dates(request, change) | {day for name, day in hit if name == worker_id}
        kind = AbsenceKind.SICKNESS if isinstance(change, Sickness) else AbsenceKind.LEAVE
        for day in sorted(days - {day for day in days if any(_reaches(duty, day) for duty in begun)}):
            name = _free_id(f"change {number} {day}", taken)
            duty = hit.get((worker_id, day))
            paid = _paid_minutes(request, duty) if duty else 0
            absences.append(
                Absence(id=name, worker_id=worker_id, kind=kind, first_date=day, last_date=day, paid_minutes=paid)
            )
    return tuple(absences)


def _reaches(duty: Duty, day: date) -> bool:
    """Return whether a duty has time on a date, which no absence can then say."""
    return duty.start < at(day + timedelta(days=1), MIDNIGHT) and at(day, MIDNIGHT) < duty.end


def _dates(request: RotaRequest, change: Sickness | Withdrawal) -> set[date]:
    last = last_date_of(request, change)
    return {day for day in request.horizon.dates if change.first_date <= day <= last}


def _paid_minutes(request: RotaRequest, duty: Duty) -> int:
    """Return what a duty that goes would have paid a permanent worker."""
    if request.worker_by_id[duty.worker_id].employment is not Employment.PERMANENT:
        return 0
    paid = request.pattern_by_id[duty.pattern_id].break_paid or duty.rest_break is None
    return duty.working_minutes - (0 if paid or duty.rest_break is None else duty.rest_break.minutes)


def _free_id(name: str, taken: set[str]) -> str:
    while name in taken:
        name += " again"
    taken.add(name)
    return name


def _with_visits(request: RotaRequest, changes: Changes) -> dict[str, Any]:
    """Return visits, people and places with what is cancelled, longer and new."""
    cancelled = {each.visit_id for each in changes.changes if isinstance(each, CancelledVisit)}
    minutes = {each.visit_id: each.minutes for each in changes.changes if isinstance(each, LongerVisit)}
    urgent = [each for each in changes.changes if isinstance(each, UrgentVisit)]
    visits = [
        visit.model_copy(
            update={
                "minutes": minutes.get(visit.id, visit.minutes),
                "gaps": tuple(gap for gap in visit.gaps if gap.after_visit_id not in cancelled),
            }
        )
        for visit in request.visits
        if visit.id not in cancelled
    ]
    users = [each.service_user for each in urgent if each.service_user]
    places = [each.place for each in urgent if each.place]
    return {
        "visits": (*visits, *(each.visit for each in urgent)),
        "service_users": (*request.service_users, *users),
        "places": (*request.places, *places),
    }


def _patterns(request: RotaRequest, moved: dict[Slot, Duty]) -> tuple[ShiftPattern, ...]:
    """Return the patterns, which admit the later starts."""
    starts: dict[str, int] = {}
    for duty in moved.values():
        own = request.pattern_by_id[duty.pattern_id].parts_on(duty.date)[0][0]
        starts[duty.pattern_id] = max(starts.get(duty.pattern_id, 0), minutes_between(own, duty.start))
    return tuple(
        each.model_copy(update={"start_later_minutes": max(each.start_later_minutes, starts.get(each.id, 0))})
        for each in request.patterns
    )


def _workers(
    request: RotaRequest, moved: dict[Slot, Duty], late: dict[Slot, Lateness], away: set[str]
) -> tuple[Worker, ...]:
    """Return the workers: they may fall short by what they are late, and no line is asked of those away."""
    short: dict[str, int] = {}
    for worker_id, day in moved:
        short[worker_id] = short.get(worker_id, 0) + late[worker_id, day].minutes
    return tuple(
        each.model_copy(
            update={
                "tolerance_under_minutes": each.tolerance_under_minutes + short.get(each.id, 0),
                "line_terms_id": None if each.id in away else each.line_terms_id,
            }
        )
        for each in request.workers
    )


def _pins(
    request: RotaRequest, fields: dict[str, Any], lost: frozenset[Slot], away: list[Sickness | Withdrawal]
) -> tuple[Pin, ...]:
    """Return the pins that can still be asked for: none on absent workers' dates, nor on visits that are no more."""
    visits = {visit.id: visit for visit in fields["visits"]}
    absent = lost | {(each.worker_id, day) for each in away for day in _dates(request, each)}

    def stands(pin: Pin) -> bool:
        if pin.kind is not PinKind.VISIT:
            return pin.kind is PinKind.DAY_OFF or pin.date is None or (pin.worker_id, pin.date) not in absent
        if pin.visit_id not in visits:
            return False
        dates = {window.earliest_start.date() for window in visits[pin.visit_id].windows}
        return not any((pin.worker_id, day) in absent for day in dates)

    return tuple(pin for pin in request.pins if stands(pin))
