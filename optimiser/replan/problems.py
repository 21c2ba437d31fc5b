"""What is wrong with changes: unknown, past, contradictory or impossible; all at once, before anything is planned."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from models.changes import (
    Area,
    CancelledVisit,
    Change,
    Changes,
    Lateness,
    LongerVisit,
    RoadClosed,
    Sickness,
    UrgentVisit,
    Withdrawal,
)
from models.clock import at, minutes_between, plus
from models.problems import Problem
from models.request import RotaRequest
from models.roster import Duty, Roster
from models.visits import Visit
from optimiser.replan.contradictions import CONTRADICTORY, contradictions

UNKNOWN, PAST, OUTSIDE, IMPOSSIBLE = "E7302", "E7303", "E7305", "E7306"


def find_change_problems(request: RotaRequest, roster: Roster, changes: Changes) -> list[Problem]:
    """Return every problem of changes to a roster.

    Args:
        request: what the roster answers.
        roster: as published.
        changes: what is to be planned for.
    """
    now = now_of(request, changes)
    found = [_outside("now", request, "now")] if changes.now and not _around(request, changes.now) else []
    for number, change in enumerate(changes.changes, start=1):
        place = f"changes[{number}]"
        found += [each.model_copy(update={"column": place}) for each in _of_one(request, roster, change, now)]
    return found + list(contradictions(changes.changes))


def now_of(request: RotaRequest, changes: Changes) -> datetime:
    """Return the moment of the changes: as told, or before anything of the horizon has begun."""
    return changes.now or plus(request.horizon.midnight, -1)


def last_date_of(request: RotaRequest, change: Sickness | Withdrawal) -> date:
    """Return the last date on which a worker is away."""
    if isinstance(change, Withdrawal):
        return request.horizon.dates[-1]
    return change.last_date or change.first_date


def duty_on(roster: Roster, worker_id: str, day: date) -> Duty | None:
    """Return a worker's duty dated then."""
    return next((duty for duty in roster.duties if duty.worker_id == worker_id and duty.date == day), None)


def _of_one(request: RotaRequest, roster: Roster, change: Change, now: datetime) -> Iterator[Problem]:
    """Yield what is wrong with one change."""
    if isinstance(change, Sickness | Withdrawal | Lateness):
        if change.worker_id not in request.worker_by_id:
            yield _unknown("worker", change.worker_id)
        elif isinstance(change, Lateness):
            yield from _of_lateness(request, roster, change, now)
        else:
            yield from _of_absence(request, change, now)
    elif isinstance(change, CancelledVisit | LongerVisit):
        if change.visit_id not in request.visit_by_id:
            yield _unknown("visit", change.visit_id)
        else:
            yield from _of_visit(request, roster, change, now)
    elif isinstance(change, UrgentVisit):
        yield from _of_urgent(request, change, now)
    else:
        yield from _of_road(request, change, now)


def _of_absence(request: RotaRequest, change: Sickness | Withdrawal, now: datetime) -> Iterator[Problem]:
    last = last_date_of(request, change)
    if last < change.first_date:
        yield _problem(CONTRADICTORY, f"the last date ({last}) is before the first ({change.first_date})", "swap them")
    elif last < request.horizon.dates[0] or change.first_date > request.horizon.dates[-1]:
        yield _outside(f"{change.first_date} to {last}", request, "first_date")
    elif at(last + timedelta(days=1), time(0)) <= now:
        yield _past(f"the absence of {change.worker_id} until {last}", now)


def _of_lateness(request: RotaRequest, roster: Roster, change: Lateness, now: datetime) -> Iterator[Problem]:
    duty = duty_on(roster, change.worker_id, change.date)
    if change.date not in request.horizon.dates:
        yield _outside(str(change.date), request, "date")
    elif duty is None:
        cause = f"{change.worker_id} has no duty on {change.date}"
        yield _problem(IMPOSSIBLE, cause, "correct the worker or the date")
    elif duty.end <= now:
        yield _past(f"the duty of {change.worker_id} on {change.date}", now)
    elif duty.post_id is not None and duty.start > now:
        cause = f"{change.worker_id} covers post {duty.post_id}, which would stand empty for {change.minutes} minutes"
        yield _problem(IMPOSSIBLE, cause, "report the worker as sick for that date, so that somebody else covers it")
    elif duty.start > now and plus(duty.start, change.minutes) >= duty.parts[0].end:
        cause = f"{change.minutes} minutes late is past the end of the first part of {change.worker_id}'s duty"
        yield _problem(IMPOSSIBLE, cause, "report the worker as sick for that date")


def _of_visit(
    request: RotaRequest, roster: Roster, change: CancelledVisit | LongerVisit, now: datetime
) -> Iterator[Problem]:
    visit = request.visit_by_id[change.visit_id]
    starts = [each.start for duty in roster.duties for each in duty.visits if each.visit_id == visit.id]
    begun = [start for start in starts if start <= now]
    done = begun and minutes_between(max(begun), now) >= visit.minutes
    if done or (begun and isinstance(change, CancelledVisit)):
        yield _past(f"visit {visit.id}, which began {max(begun):%a %H:%M},", now)
    elif not starts and _is_over(visit, now):
        yield _past(f"visit {visit.id}", now)
    elif begun and isinstance(change, LongerVisit) and plus(max(begun), change.minutes) < now:
        cause = f"visit {visit.id} is still under way and cannot have taken only {change.minutes} minutes"
        yield _problem(CONTRADICTORY, cause, "give its whole length, from its start")


def _is_over(visit: Visit, now: datetime) -> bool:
    """Return whether a visit may not start in any of its windows any more."""
    return all(plus(each.latest_start, each.late_minutes_allowed) <= now for each in visit.windows)


def _of_urgent(request: RotaRequest, change: UrgentVisit, now: datetime) -> Iterator[Problem]:
    visit, user, place = change.visit, change.service_user, change.place
    if visit.id in request.visit_by_id:
        cause = f"the request has a visit {visit.id} already"
        yield _problem(CONTRADICTORY, cause, "give the new visit an id of its own")
    if _is_over(visit, now):
        yield _past(f"visit {visit.id}", now)
    if user is None and visit.service_user_id not in request.service_user_by_id:
        yield _unknown("service user", visit.service_user_id)
    if user is not None and (user.id != visit.service_user_id or user.id in request.service_user_by_id):
        cause = f"service user {user.id} is known already, or is not the one visited ({visit.service_user_id})"
        yield _problem(CONTRADICTORY, cause, "leave service_user out, or give the new person visited")
    if user is not None and user.place_id not in {*request.place_by_id, *([place.id] if place else [])}:
        yield _unknown("place", user.place_id)
    if place is not None and place.id in request.place_by_id:
        yield _problem(CONTRADICTORY, f"the request has a place {place.id} already", "leave place out")


def _of_road(request: RotaRequest, change: RoadClosed, now: datetime) -> Iterator[Problem]:
    if change.end <= change.start:
        yield _problem(CONTRADICTORY, "the road opens before it closes", "swap start and end")
    elif change.end <= now:
        yield _past("the closed road", now)
    for area in (change.area, change.other_area):
        yield from _of_area(request, area)


def _of_area(request: RotaRequest, area: Area | None) -> Iterator[Problem]:
    if area is None:
        return
    homes = {each.constituency for each in request.workers} | {each.constituency for each in request.posts}
    known = homes | {each.constituency for each in request.service_users}
    if area.constituency is not None and area.constituency not in known:
        yield _unknown("constituency", area.constituency)
    for place_id in area.place_ids:
        if place_id not in request.place_by_id:
            yield _unknown("place", place_id)


def _around(request: RotaRequest, moment: datetime) -> bool:
    """Return whether a moment lies in the horizon or in the month before it."""
    return plus(request.horizon.midnight, -45_000) <= moment <= request.horizon.end


def _problem(code: str, cause: str, action: str) -> Problem:
    return Problem(code=code, cause=cause, action=action)


def _unknown(what: str, name: str) -> Problem:
    return _problem(UNKNOWN, f"the request has no {what} {name}", "correct the id")


def _past(what: str, now: datetime) -> Problem:
    return _problem(PAST, f"{what} is over by now ({now:%a %d %b %H:%M})", "leave it out, or correct now")


def _outside(what: str, request: RotaRequest, column: str) -> Problem:
    first, last = request.horizon.dates[0], request.horizon.dates[-1]
    cause = f"{what} lies outside the days planned, {first} to {last}"
    return Problem(code=OUTSIDE, cause=cause, action="correct the date, or give that week's roster", column=column)
