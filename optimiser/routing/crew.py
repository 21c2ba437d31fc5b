"""Turns shifts into routes to be filled: when and where each part begins and ends, and where its break may be."""

from dataclasses import replace

from models.request import RotaRequest
from optimiser.break_hours import break_hours
from optimiser.routing.problem import NONE, Route
from optimiser.routing.travel import MODES
from optimiser.shifts import Shift

Span = tuple[int, int]

BREAK_MISSED = 10_000_000_000  # pence, so that nothing priced or pinned can push a break out


class Crew:
    """Where each worker's paid journeys begin and end and how they travel, looked up once."""

    def __init__(self, request: RotaRequest) -> None:
        place_row = {place.id: row for row, place in enumerate(request.places)}
        self._request = request
        self._row = {worker.id: row for row, worker in enumerate(request.workers)}
        self._hours = break_hours(request)
        self._start = [_row(place_row, worker.start_base_id) for worker in request.workers]
        self._end = [_row(place_row, worker.end_base_id) for worker in request.workers]
        self._mode = [MODES.index(worker.travel_mode) for worker in request.workers]

    def row(self, worker_id: str) -> int:
        """Return a worker's row."""
        return self._row[worker_id]

    def routes(self, shift: Shift, break_part: int | None = None) -> list[Route]:
        """Return a shift's parts as routes.

        Args:
            shift: covers no post.
            break_part: the part in which its break is due; None = the longest part that has room for it.

        Raises:
            ValueError: none has.
        """
        rules, worker = self._request.rules, self._row[shift.worker_id]
        rest = self._break_part(shift) if break_part is None else break_part
        if shift.break_minutes and rest is None:
            raise ValueError(f"no room for the break of {shift.pattern_id}, {shift.date}, {shift.worker_id}")
        routes = []
        for number, (start, end) in enumerate(shift.parts):
            route = Route(
                worker=worker,
                start=start + (rules.handover_minutes if number == 0 else 0),
                end=end,
                latest_end=end,
                start_place=self._start[worker],
                end_place=self._end[worker],
                mode=self._mode[worker],
            )
            routes.append(self._with_break(route, shift, (start, end)) if number == rest else route)
        return routes

    def middle_break(self, shift: Shift) -> int:
        """Return the middle of the time in which a shift's break may start.

        Raises:
            ValueError: it has none, or no room for it.
        """
        part = self._break_part(shift)
        if part is None:
            raise ValueError(f"no room for a break of {shift.pattern_id}, {shift.date}, {shift.worker_id}")
        return sum(self._break_bounds(shift, shift.parts[part])) // 2

    def _with_break(self, route: Route, shift: Shift, part: Span) -> Route:
        earliest, latest = self._break_bounds(shift, part)
        return replace(
            route,
            break_minutes=shift.break_minutes,
            break_earliest=earliest,
            break_latest=latest,
            break_missed=BREAK_MISSED,
        )

    def _break_bounds(self, shift: Shift, part: Span) -> Span:
        """Return the earliest and latest start of a shift's break in one of its parts; the latest first = none fits."""
        edge = self._request.rules.break_from_edge_minutes
        first, last = self._hours(shift.pattern_id, shift.start, shift.end) or (shift.end, shift.start)
        latest = min(part[1], shift.end - edge) - shift.break_minutes
        return max(part[0], shift.start + edge, first), min(latest, last)

    def _break_part(self, shift: Shift) -> int | None:
        """Return which part a shift's break is in: the longest of those with room for it; None without a break."""
        if not shift.break_minutes:
            return None
        bounds = [self._break_bounds(shift, part) for part in shift.parts]
        fitting = [number for number, (earliest, latest) in enumerate(bounds) if earliest <= latest]
        return max(fitting, key=lambda number: shift.parts[number][1] - shift.parts[number][0], default=None)


def _row(place_row: dict[str, int], place_id: str | None) -> int:
    """Return the row of a base, NONE from or to home."""
    return NONE if place_id is None else place_row[place_id]
