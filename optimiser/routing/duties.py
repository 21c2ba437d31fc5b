"""Writes filled routes as duties: visits, trainings and breaks with their instants."""

from collections.abc import Iterable, Mapping

from models.roster import Duty, PlannedTraining, PlannedVisit, Span
from optimiser.routing.problem import FilledRoute, RoutedStop
from optimiser.routing.routing import Routing
from optimiser.shifts import Shift


def written_duties(routing: Routing, shifts: Mapping[int, Shift], filled: Iterable[FilledRoute]) -> tuple[Duty, ...]:
    """Return the duties by date and worker.

    Args:
        routing: of the request.
        shifts: by the route of their first part.
        filled: the routes that have stops.
    """
    by_route = {each.route: each for each in filled}
    ordered = sorted(shifts.items(), key=lambda pair: (pair[1].date, pair[1].worker_id))
    return tuple(_duty(routing, shift, _parts(by_route, route, shift)) for route, shift in ordered)


def _parts(by_route: Mapping[int, FilledRoute], first: int, shift: Shift) -> list[FilledRoute]:
    """Return the filled routes of a shift's parts."""
    rows = range(first, first + len(shift.parts)) if shift.post_id is None else ()
    return [by_route[row] for row in rows if row in by_route]


def _duty(routing: Routing, shift: Shift, parts: list[FilledRoute]) -> Duty:
    """Return one shift with its stops."""
    moment = routing.request.horizon.moment
    stops = [stop for part in parts for stop in part.stops]
    return Duty(
        worker_id=shift.worker_id,
        date=shift.date,
        pattern_id=shift.pattern_id,
        parts=shift.spans(routing.request.horizon),
        rest_break=_rest_break(routing, shift, parts),
        post_id=shift.post_id,
        role=shift.role,
        visits=tuple(
            PlannedVisit(visit_id=visit_id, start=moment(stop.start)) for stop, visit_id in _named(routing, stops, True)
        ),
        trainings=tuple(
            PlannedTraining(training_id=training_id, start=moment(stop.start))
            for stop, training_id in _named(routing, stops, False)
        ),
    )


def _named(routing: Routing, stops: list[RoutedStop], visits: bool) -> list[tuple[RoutedStop, str]]:
    """Return the stops that are visits, or else trainings, with their ids."""
    ids = [routing.tasks[stop.stop].visit_id if visits else routing.tasks[stop.stop].training_id for stop in stops]
    return [(stop, name) for stop, name in zip(stops, ids, strict=True) if name]


def _rest_break(routing: Routing, shift: Shift, parts: list[FilledRoute]) -> Span | None:
    """Return when the break is taken; at a post, or with nothing else to do, in the middle of when it may be."""
    if not shift.break_minutes:
        return None
    taken = [part.break_start for part in parts if part.break_start is not None]
    start = taken[0] if taken else routing.crew.middle_break(shift)
    moment = routing.request.horizon.moment
    return Span(start=moment(start), end=moment(start + shift.break_minutes))
