"""When a router's sequence of stops is really made: each as soon as may be, journeys in one piece.

VROOM may split a journey around a break; the referee does not. So each break is tried both ways, the journey to the
next visit before it or after it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

NOWHERE = -1


@dataclass(frozen=True)
class Stop:
    """A share of a visit at its place, or a pause (a break or a training session) that has none.

    Attributes:
        kind: "visit", "break" or "training".
        row: of the request's visits or trainings.
        earliest: its start, as `latest`, in minutes.
        worth: what is dropped first where not all can be kept.
    """

    kind: str
    row: int
    minutes: int
    earliest: int
    latest: int
    place: int = NOWHERE
    worth: int = 0


def timed(
    stops: Sequence[Stop], begins: int, ends: int, base: int, journey: Callable[[int, int], int]
) -> list[int] | None:
    """Return each stop's start, or None when the sequence cannot be kept.

    Args:
        stops: in order.
        begins: when the worker may set out, minutes.
        ends: when the worker is done, or back at the base.
        base: place where journeys begin and end; NOWHERE from home.
        journey: minutes between two places.
    """
    pauses = sum(stop.place == NOWHERE for stop in stops)
    for early in product((False, True), repeat=pauses):
        starts = _one_way(stops, begins, ends, base, journey, list(early))
        if starts is not None:
            return starts
    return None


def _one_way(
    stops: Sequence[Stop],
    begins: int,
    ends: int,
    base: int,
    journey: Callable[[int, int], int],
    early: list[bool],
) -> list[int] | None:
    """Return the starts when the worker travels on before those pauses that `early` says."""
    clock, place, starts = begins, base, []
    for number, stop in enumerate(stops):
        target = stop.place if stop.place != NOWHERE else _next_place(stops, number) if early.pop(0) else NOWHERE
        if target != NOWHERE:
            clock += journey(place, target) if place != NOWHERE else 0
            place = target
        clock = max(clock, stop.earliest)
        if clock > stop.latest:
            return None
        starts.append(clock)
        clock += stop.minutes
    back = journey(place, base) if base != NOWHERE else 0
    return starts if clock + back <= ends else None


def _next_place(stops: Sequence[Stop], number: int) -> int:
    return next((stop.place for stop in stops[number:] if stop.place != NOWHERE), NOWHERE)
