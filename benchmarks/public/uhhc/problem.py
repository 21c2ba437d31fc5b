"""A day of Unified Home Healthcare as the engine's routing problem, and the engine's plan as a solution.

A route a caregiver, a stop a service. Pence are weights times `Weights.scale`. Services that must be done cost so much
undone that the search never gains by it; the price of an optional patient is shared between the patient's services,
which are done together or not at all. The last window that had opened counts, so each admits starts until the next.
"""

from dataclasses import dataclass

import numpy as np

from benchmarks.public.uhhc.instance import LUNCH, Caregiver, Instance, Patient
from benchmarks.public.uhhc.solution import Entry, Routes
from optimiser.routing.problem import (
    FOREVER,
    FilledRoute,
    Link,
    Route,
    RoutingPlan,
    RoutingPrices,
    RoutingProblem,
    Stop,
    StopWindow,
)

REQUIRED = 1_000_000  # weight of a service that must be done: any published total is a tenth of it or less


@dataclass(frozen=True)
class Day:
    """A routing problem, and the patient and service of each of its stops."""

    instance: Instance
    problem: RoutingProblem
    named: tuple[tuple[Patient, str], ...]


def day_of(instance: Instance) -> Day:
    """Return the routing problem of a day."""
    named = tuple((patient, service) for patient in instance.patients for service, _ in patient.services)
    journey = np.array([instance.journey], dtype=np.int64)
    problem = RoutingProblem(
        stops=tuple(_stop(instance, patient, service) for patient, service in named),
        routes=tuple(_route(instance, row) for row in range(len(instance.caregivers))),
        links=_links(instance),
        journey=journey,
        leg_pence=journey * _pence(instance, "travel_time"),
        prices=_prices(instance),
    )
    return Day(instance, problem, named)


def _pence(instance: Instance, component: str) -> int:
    return round(instance.weights.of(component) * instance.weights.scale)


def _prices(instance: Instance) -> RoutingPrices:
    return RoutingPrices(
        late_minute=_pence(instance, "total_tardiness"),
        greatest_late_minute=_pence(instance, "highest_tardiness"),
        waiting_minute=_pence(instance, "total_waiting_time"),
        late_finish_minute=_pence(instance, "total_extra_time"),
        idle_minute=_pence(instance, "max_idle_time"),
    )


def _route(instance: Instance, row: int) -> Route:
    """Return the route of a caregiver; who is due no lunch has none."""
    caregiver, lunch = instance.caregivers[row], instance.lunch
    due = lunch is not None and caregiver.has_lunch
    missed = (
        _required(instance)
        if instance.weights.is_rule("missed_lunch_break")
        else _pence(instance, "missed_lunch_break")
    )
    return Route(
        worker=row,
        start=caregiver.start,
        end=caregiver.end,
        latest_end=caregiver.end if instance.weights.no_extra_time else FOREVER,
        start_place=caregiver.departs,
        end_place=caregiver.arrives,
        break_minutes=lunch.minutes if lunch and due else 0,
        break_earliest=lunch.earliest if lunch and due else 0,
        break_latest=lunch.latest if lunch and due else 0,
        break_missed=missed if due else 0,
    )


def _required(instance: Instance) -> int:
    return REQUIRED * instance.weights.scale


def _stop(instance: Instance, patient: Patient, service: str) -> Stop:
    """Return the stop of a service, in the routes of all who may do it."""
    able = [row for row, who in enumerate(instance.caregivers) if _may_do(instance, who, patient, service)]
    pence = [_dislike(instance, instance.caregivers[row], patient, service) for row in able]
    minutes = dict(patient.services)[service]
    return Stop(
        minutes=minutes,
        place=patient.place,
        windows=_windows(instance, patient, minutes),
        price=_price(instance, patient, service),
        routes=np.array(able, dtype=np.int64),
        route_pence=np.array(pence, dtype=np.int64) if any(pence) else None,
    )


def _may_do(instance: Instance, caregiver: Caregiver, patient: Patient, service: str) -> bool:
    """Return whether no rule keeps a caregiver from a service."""
    weights = instance.weights
    able = service in caregiver.skills or not weights.is_rule("qualification")
    compatible = caregiver.id not in patient.incompatible or not weights.is_rule("incompabilities")
    liked = patient.preferred is None or caregiver.id in patient.preferred
    return able and compatible and (liked or not weights.is_rule("caregiver_preferences"))


def _dislike(instance: Instance, caregiver: Caregiver, patient: Patient, service: str) -> int:
    """Return what it costs that this caregiver does a service."""
    pence = 0
    if patient.preferred is not None and caregiver.id not in patient.preferred:
        pence += _pence(instance, "caregiver_preferences")
    if service not in caregiver.skills:
        pence += _pence(instance, "qualification")
    if caregiver.id in patient.incompatible:
        pence += _pence(instance, "incompabilities")
    return pence


def _windows(instance: Instance, patient: Patient, minutes: int) -> tuple[StopWindow, ...]:
    """Return when a service may start and from when it is late."""
    opens = [start for start, _ in patient.windows]
    windows = []
    for (start, end), following in zip(patient.windows, [*opens[1:], FOREVER + 1], strict=True):
        on_time = end - minutes if instance.met_at_end else end
        latest = min(on_time, following - 1) if instance.weights.no_lateness else following - 1
        if start <= latest:
            windows.append(StopWindow(earliest=start, on_time=on_time, latest=latest))
    return tuple(windows)


def _price(instance: Instance, patient: Patient, service: str) -> int:
    """Return what it costs to leave a service undone; an optional patient's weight is shared among the services."""
    if not patient.is_optional or instance.weights.is_rule("optional_patients"):
        return _required(instance)
    shared, left = divmod(_pence(instance, "optional_patients"), len(patient.services))
    return shared + (left if service == patient.services[0][0] else 0)


def _links(instance: Instance) -> tuple[Link, ...]:
    """Return what holds between the services of each patient who needs two."""
    links, row = [], 0
    for patient in instance.patients:
        if len(patient.services) == 2:
            least = -FOREVER if patient.least is None else patient.least
            most = FOREVER if patient.most is None else patient.most
            links.append(Link(first=row, second=row + 1, least=least, most=most))
        row += len(patient.services)
    return tuple(links)


def routes_of(day: Day, plan: RoutingPlan) -> Routes:
    """Return the entries of a plan by caregiver; whoever has no stop has lunch at the base, where due."""
    routes = {day.instance.caregivers[filled.route].id: _entries(day, filled) for filled in plan.routes}
    for caregiver in day.instance.caregivers:
        routes.setdefault(caregiver.id, _lunch_at_base(day.instance, caregiver))
    return routes


def _entries(day: Day, filled: FilledRoute) -> tuple[Entry, ...]:
    """Return the services and the lunch of a route, in order."""
    entries = []
    for routed in filled.stops:
        patient, service = day.named[routed.stop]
        minutes = day.problem.stops[routed.stop].minutes
        entries.append(Entry(routed.start, routed.start + minutes, patient.id, service))
    if filled.break_start is not None and filled.break_after is not None:
        entries.insert(filled.break_after, _lunch(day, filled, filled.break_start, filled.break_after))
    return tuple(entries)


def _lunch(day: Day, filled: FilledRoute, begin: int, after: int) -> Entry:
    """Return the lunch of a route: at the stop after it once the journey there is made, else at the one before."""
    end = begin + day.problem.routes[filled.route].break_minutes
    if after == len(filled.stops):
        return Entry(begin, end, _patient(day, filled, after - 1).id, LUNCH)
    following = _patient(day, filled, after)
    if after:
        before = _patient(day, filled, after - 1)
        left = filled.stops[after - 1].start + day.problem.stops[filled.stops[after - 1].stop].minutes
        if begin < left + day.instance.journey[before.place][following.place]:
            return Entry(begin, end, before.id, LUNCH)
    return Entry(begin, end, following.id, LUNCH)


def _patient(day: Day, filled: FilledRoute, row: int) -> Patient:
    return day.named[filled.stops[row].stop][0]


def _lunch_at_base(instance: Instance, caregiver: Caregiver) -> tuple[Entry, ...]:
    """Return the lunch of a caregiver without services, where it is due and fits the shift."""
    if instance.lunch is None or not caregiver.has_lunch:
        return ()
    begin = max(caregiver.start, instance.lunch.earliest)
    if begin > instance.lunch.latest:
        return ()
    return (Entry(begin, begin + instance.lunch.minutes, f"base of {caregiver.id}", LUNCH),)
