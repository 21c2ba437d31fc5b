"""Whether a visit fits into one part of a duty: the stops that stand keep their order, and move inside their windows.

A part is a chain of *placed* stops 0 .. n, of which the first and the last stand for the base or, without a place and
so without a journey, for home. Between two of them lie *waits*, stops without a place: the break and trainings. The
journey of a leg is made in one piece in one of the gaps between its waits. With care of m minutes, a window [a, b] and
the journey t of each leg, tried in each of its gaps:

    earliest  e(0) = start of the part,  e(i) = max(a(i), earliest arrival through the waits from e(i-1) + m(i-1))
    latest    l(n) = end of the part,    l(i) = min(b(i), latest departure through the waits to l(i+1), less m(i))

A visit of m minutes put between stops i and i + 1 (and between two of their waits) may start at s exactly when

    E <= s <= L,   E = arrival through the waits before it from e(i) + m(i),   L = departure after it to l(i+1), less m

as everything before depends on E alone and everything after on L alone. **By hand** (`tests/explain/test_chain.py`): a
part from 07:00 to 13:00 with a handover of 10 minutes and one visit of 30 minutes at 09:00 sharp, 5 minutes away from
the new visit of 60 minutes: before it E = 07:10 and L = 09:00 - 5 - 60 = 07:55; after it E = 09:35 and L = 12:00.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from optimiser.routing.problem import NONE

Journey = Callable[[int, int], int]
"""Minutes between the rows of two places."""

NEVER = -1_000_000_000
FOREVER = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit, a training, a break, or an end of the part; times in minutes from the horizon's midnight.

    Attributes:
        key: what it is, as in "visit V1".
        earliest: start.
        latest: start.
        minutes: how long it takes.
        place: row of its place, NONE for a wait and for home.
        told: when it starts in the roster.
        start: when it starts now that something has changed.
    """

    key: str
    earliest: int
    latest: int
    minutes: int
    place: int
    told: int
    start: int = 0


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a visit may be put, and when it may start there for all that the other stops ask.

    Attributes:
        leg: number of the placed stop it comes after.
        spot: how many of that leg's waits come before it.
        earliest: start.
        latest: start; below `earliest` when it does not fit.
    """

    leg: int
    spot: int
    earliest: int
    latest: int


def arrival(ready: int, waits: Sequence[Stop], journey: int) -> int:
    """Return the earliest arrival after these waits and the journey from `ready` on; FOREVER when they do not fit."""
    return min(_arrival(ready, waits, journey, gap) for gap in range(len(waits) + 1)) if waits else ready + journey


def _arrival(ready: int, waits: Sequence[Stop], journey: int, gap: int) -> int:
    """Return the same with the journey made in one gap."""
    for number, wait in enumerate(waits):
        ready = max(wait.earliest, ready + (journey if number == gap else 0))
        if ready > wait.latest:
            return FOREVER
        ready += wait.minutes
    return ready + (journey if gap == len(waits) else 0)


def departure(due: int, waits: Sequence[Stop], journey: int) -> int:
    """Return the latest departure that is in time for `due` after these waits and the journey; NEVER when none is."""
    return max(_limits(due, waits, journey, gap)[0] for gap in range(len(waits) + 1)) if waits else due - journey


def _limits(due: int, waits: Sequence[Stop], journey: int, gap: int) -> list[int]:
    """Return the latest departure and the latest start of each wait with the journey made in one gap."""
    limits = []
    for number in reversed(range(len(waits))):
        due = min(waits[number].latest, due - (journey if gap == number + 1 else 0) - waits[number].minutes)
        limits.append(due)
        if due < waits[number].earliest:
            return [NEVER]
    return [due - (journey if gap == 0 else 0), *reversed(limits)]


class Chain:
    """The stops of one part of a duty in one order."""

    def __init__(self, placed: Sequence[Stop], waits: Sequence[Sequence[Stop]], journey: Journey) -> None:
        """Work out the earliest and latest times.

        Args:
            placed: the stops with places, both ends of the part among them.
            waits: those without, for each leg from one placed stop to the next.
            journey: of the worker's mode.
        """
        self.placed = tuple(placed)
        self.waits = tuple(map(tuple, waits))
        self._journey = journey
        self.ready = self._forward()
        self.due = self._backward()
        self.fits = self.ready[-1] < FOREVER and self.due[0] > NEVER

    def minutes(self, origin: int, destination: int) -> int:
        """Return the minutes between two place rows; none from or to home."""
        return 0 if NONE in (origin, destination) else self._journey(origin, destination)

    def _forward(self) -> list[int]:
        """Return when each placed stop is over at the earliest, FOREVER from where the chain does not fit."""
        ready = [self.placed[0].earliest]
        for waits, origin, stop in zip(self.waits, self.placed, self.placed[1:], strict=False):
            start = max(stop.earliest, arrival(ready[-1], waits, self.minutes(origin.place, stop.place)))
            ready.append(start + stop.minutes if start <= stop.latest else FOREVER)
        return ready

    def _backward(self) -> list[int]:
        """Return by when each placed stop must be reached, NEVER up to where the chain does not fit."""
        due = [self.placed[-1].latest]
        for number in reversed(range(len(self.waits))):
            stop, following = self.placed[number], self.placed[number + 1]
            leaving = departure(due[-1], self.waits[number], self.minutes(stop.place, following.place))
            latest = min(stop.latest, leaving - stop.minutes)
            due.append(latest if latest >= stop.earliest else NEVER)
        return due[::-1]

    def openings(self, place: int, minutes: int, with_journeys: bool = True) -> Iterator[Opening]:
        """Yield where a visit may be put, also where it does not fit as the time is too short.

        Args:
            place: row of the visit's place.
            minutes: of care.
            with_journeys: whether the journeys to and from it take time.
        """
        for leg, waits in enumerate(self.waits):
            to = self.minutes(self.placed[leg].place, place) if with_journeys else 0
            onward = self.minutes(place, self.placed[leg + 1].place) if with_journeys else 0
            for spot in range(len(waits) + 1):
                earliest = arrival(self.ready[leg], waits[:spot], to)
                latest = departure(self.due[leg + 1], waits[spot:], onward) - minutes
                if earliest < FOREVER // 2 and latest > NEVER // 2:
                    yield Opening(leg, spot, earliest, latest)

    def with_stop(self, opening: Opening, stop: Stop) -> "Chain":
        """Return the chain with a stop put in."""
        leg, spot = opening.leg, opening.spot
        placed = [*self.placed[: leg + 1], stop, *self.placed[leg + 1 :]]
        waits = [*self.waits[:leg], self.waits[leg][:spot], self.waits[leg][spot:], *self.waits[leg + 1 :]]
        return Chain(placed, waits, self._journey)

    def end(self) -> int:
        """Return when the worker is back, or free, at the earliest."""
        return self.ready[-1]

    def timed(self) -> list[Stop]:
        """Return all stops but the ends of a chain that fits, each with a start as near to the one told as may be."""
        stops: list[Stop] = []
        leaving = self.placed[0].earliest
        for waits, origin, stop, due in zip(self.waits, self.placed, self.placed[1:], self.due[1:], strict=False):
            held, reached = _timed_leg(leaving, waits, self.minutes(origin.place, stop.place), due)
            start = min(max(reached, stop.earliest, stop.told), due)
            stops += [*held, replace(stop, start=start)]
            leaving = start + stop.minutes
        return stops[:-1]


def _timed_leg(leaving: int, waits: Sequence[Stop], journey: int, due: int) -> tuple[list[Stop], int]:
    """Return the waits of a leg with times near to those they had, and when its end is reached."""
    for gap in range(len(waits) + 1):
        limits = _limits(due, waits, journey, gap)
        if limits[0] < leaving:
            continue
        held, ready = [], leaving
        for number, wait in enumerate(waits):
            ready += journey if number == gap else 0
            start = min(max(ready, wait.earliest, wait.told), limits[number + 1])
            held.append(replace(wait, start=start))
            ready = start + wait.minutes
        return held, ready + (journey if gap == len(waits) else 0)
    raise ValueError("the chain does not fit")
