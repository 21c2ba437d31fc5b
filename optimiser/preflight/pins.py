"""Pins that clash with one another, or that no shift and no worker's terms can keep."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from models.clock import minutes_between
from models.problems import Problem
from models.request import RotaRequest
from models.rules import RULE_NAMES, RuleCode
from models.visits import Visit
from models.wishes import Pin, PinKind
from optimiser.preflight.staff import Staff
from optimiser.rostering.rules.pins import can_hold, pinned_starts
from optimiser.rostering.unary import UNARY_RULES
from optimiser.shifts import possible_shifts


def find(staff: Staff) -> list[Problem]:
    """Return every problem with the pins of a request."""
    pins = staff.request.pins
    duties = [pin for pin in pins if pin.kind is PinKind.DUTY]
    visits: dict[str, list[Pin]] = defaultdict(list)
    for pin in pins:
        if pin.kind is PinKind.VISIT and pin.visit_id is not None:
            visits[pin.visit_id].append(pin)
    problems = [*two_patterns(duties), *duty_on_day_off(staff.request, duties), *impossible_duties(staff, duties)]
    for visit_id, own in visits.items():
        visit = staff.request.visit_by_id[visit_id]
        problems += [*too_many_workers(visit, own), *two_starts(visit, own), *outside_windows(visit, own)]
        problems += [*workers_who_may_not(staff, visit, own), *workers_not_there(staff, visit, own)]
    return problems + list(two_visits_at_once(staff.request, [pin for own in visits.values() for pin in own]))


def two_patterns(duties: list[Pin]) -> Iterator[Problem]:
    """One worker pinned to two patterns on one date."""
    named: dict[tuple[str, object], list[Pin]] = defaultdict(list)
    for pin in duties:
        if pin.pattern_id is not None:
            named[pin.worker_id, pin.date].append(pin)
    for (worker_id, day), pins in named.items():
        if len({pin.pattern_id for pin in pins}) > 1:
            cause = f"pins {_ids(pins)} give {worker_id} two patterns on {day}"
            yield Problem(code="E3001", cause=cause, action="keep one of them")


def duty_on_day_off(request: RotaRequest, duties: list[Pin]) -> Iterator[Problem]:
    """One worker pinned to a duty and to a day off on one date."""
    days_off = {(pin.worker_id, pin.date): pin for pin in request.pins if pin.kind is PinKind.DAY_OFF}
    for pin in duties:
        other = days_off.get((pin.worker_id, pin.date))
        if other is not None:
            cause = f"pins {_ids([pin, other])} give {pin.worker_id} a duty and a day off on {pin.date}"
            yield Problem(code="E3002", cause=cause, action="keep one of them")


def impossible_duties(staff: Staff, duties: list[Pin]) -> Iterator[Problem]:
    """A pinned duty for which no shift is left; says which rules refuse it."""
    for pin in duties:
        if any(pin.pattern_id in (None, each.pattern_id) for each in staff.shifts_on(pin.worker_id, pin.date)):
            continue
        cause = f"pin {pin.id} gives {pin.worker_id} a duty on {pin.date}, refused by "
        cause += " and ".join(f"{code.value} {RULE_NAMES[code]}" for code in _refusing(staff.request, pin))
        yield Problem(code="E3003", cause=cause, action="unpin the duty or change what stands against it")


def _refusing(request: RotaRequest, pin: Pin) -> list[RuleCode]:
    """Return the codes of the rules that refuse every shift of a pinned duty, or that together leave none."""
    worker = request.worker_by_id[pin.worker_id]
    if pin.pattern_id is not None and pin.pattern_id not in worker.pattern_ids:
        return [RuleCode.PERMITTED_PATTERNS]
    shifts = possible_shifts(request, worker_ids=[worker.id])[worker.id]
    shifts = [each for each in shifts if each.date == pin.date and pin.pattern_id in (None, each.pattern_id)]
    tests = [(rule.code, rule.prepare(request)) for rule in UNARY_RULES]
    refused = {code: [not keeps(each) for each in shifts] for code, keeps in tests}
    always = [code for code, refusals in refused.items() if all(refusals)]
    return always or [code for code, refusals in refused.items() if any(refusals)]


def too_many_workers(visit: Visit, pins: list[Pin]) -> Iterator[Problem]:
    """More workers pinned to a visit than it takes."""
    workers = {pin.worker_id for pin in pins}
    if len(workers) > visit.workers_needed:
        cause = f"pins {_ids(pins)} give visit {visit.id} {len(workers)} workers, it takes {visit.workers_needed}"
        yield Problem(code="E3004", cause=cause, action="unpin one of the workers")


def two_starts(visit: Visit, pins: list[Pin]) -> Iterator[Problem]:
    """One worker's part in a visit pinned to two starts, or two workers' parts to starts that do not go together."""
    started = [(pin.worker_id, pin.start) for pin in pins if pin.start is not None]
    start_of = dict(started)
    if len(set(started)) > len(start_of):
        cause = f"pins {_ids(pins)} start visit {visit.id} at different times for one worker"
        yield Problem(code="E3007", cause=cause, action="keep one start")
    elif len(start_of) > 1 and not visit.may_lie_apart(minutes_between(min(start_of.values()), max(start_of.values()))):
        cause = f"pins {_ids(pins)} start visit {visit.id} at different times"
        cause += "" if visit.starts_together else ", not as far apart as its two workers' starts must be"
        yield Problem(code="E3007", cause=cause, action="keep one start, or move one")


def outside_windows(visit: Visit, pins: list[Pin]) -> Iterator[Problem]:
    """A visit pinned to a start that no window admits."""
    for pin in pins:
        if pin.start is not None and not visit.admits(pin.start):
            cause = f"pin {pin.id} starts visit {visit.id} at {pin.start:%Y-%m-%d %H:%M}, in none of its windows"
            yield Problem(code="E3007", cause=cause, action="move the pin or widen the window")


def two_visits_at_once(request: RotaRequest, pins: list[Pin]) -> Iterator[Problem]:
    """One worker pinned to two visits at starts that leave no time for the first and the journey to the second."""
    started = sorted((pin.worker_id, pin.start, pin.id, pin) for pin in pins if pin.start is not None)
    for (worker_id, start, _, one), (other_id, other_start, _, other) in pairwise(started):
        if worker_id != other_id or one.visit_id == other.visit_id:
            continue
        first, second = request.visit_by_id[one.visit_id or ""], request.visit_by_id[other.visit_id or ""]
        if minutes_between(start, other_start) < first.minutes + _journey(request, worker_id, first, second):
            cause = f"pins {_ids([one, other])} give {worker_id} visits {first.id} and {second.id} too close together"
            yield Problem(code="E3011", cause=cause, action="move or unpin one of them")


def _journey(request: RotaRequest, worker_id: str, first: Visit, second: Visit) -> int:
    """Return the minutes a worker takes from one visit to another."""
    users = [request.service_user_by_id[visit.service_user_id] for visit in (first, second)]
    metres = request.travel.metres(*(request.place_by_id[user.place_id] for user in users))
    return request.travel.minutes(metres, request.worker_by_id[worker_id].travel_mode)


def workers_who_may_not(staff: Staff, visit: Visit, pins: list[Pin]) -> Iterator[Problem]:
    """A worker pinned to a visit that they may not make, whenever they work."""
    for pin in pins:
        reasons = staff.refusals(staff.request.worker_by_id[pin.worker_id], visit)
        if reasons:
            cause = f"pin {pin.id} gives visit {visit.id} to {pin.worker_id}: {'; '.join(reasons)}"
            yield Problem(code="E3005", cause=cause, action="pin somebody else")


def workers_not_there(staff: Staff, visit: Visit, pins: list[Pin]) -> Iterator[Problem]:
    """A worker pinned to a visit that none of their possible shifts can hold."""
    handover = staff.request.rules.handover_minutes
    for pin in pins:
        starts = pinned_starts(staff.request, pin)
        shifts = staff.candidates.get(pin.worker_id, ())
        if not any(can_hold(shift, starts, visit.minutes, handover) for shift in shifts):
            cause = f"pin {pin.id} gives visit {visit.id} to {pin.worker_id}, who can have no shift that holds it then"
            yield Problem(
                code="E3006", cause=cause, action="unpin the visit, or permit a shift and lift the day off or leave"
            )


def _ids(pins: list[Pin]) -> str:
    return " and ".join(pin.id for pin in pins)
