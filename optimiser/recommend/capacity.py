"""Room left in a published roster: hours that can still be accepted, by constituency, date and half-hour.

What is counted, exactly. A **standard visit** takes 30 minutes of one worker, needs no skill, and is to somebody at one
of up to six places of the constituency's service users who knows no worker and excludes none. Its start lies inside one
half-hour of London clock time: of none in the hour that clocks skip in March, of two like ones in October's hour that
comes twice. It is **accepted** where a duty on which somebody works already can hold it under all
rules: no shift changes, nothing is dropped, no visit starts sooner than told or outside its windows, and what it adds
in mileage, lateness and continuity is less than a waiting-list visit of that length is worth.

Standard visits are inserted one at a time, each where it costs least, going round the places, until none is accepted:

- for a **half-hour** into the roster as published, every half-hour asked alone, so half-hours do not add up: a free
  hour can hold a visit that starts in either half of it;
- for a **time of day** and for a **day** half-hour by half-hour, all kept, so that these hours can be had together. A
  day's are judged by the referee.

An insertion never takes back an earlier one, so a cleverer arrangement may hold more: the hours are a floor.
"""

import datetime as calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.clock import Horizon, at
from models.problems import InputError, Problem
from models.visits import Visit
from optimiser.recommend.in_play import part_in_play
from optimiser.recommend.published import Published
from optimiser.recommend.standard_visits import MINUTES, joined
from optimiser.referee import RefereeError
from optimiser.routing.problem import NONE
from optimiser.routing.routing import Routing
from optimiser.routing.tables import Tables
from optimiser.standing import loaded, not_sooner
from optimiser.verdict import verdict

SLOT = 30
SLOTS = 48
MOST_MINUTES = 25 * 60  # of a date: one in October
TIMES_OF_DAY = {"night": (0, 14), "morning": (14, 22), "lunch": (22, 30), "tea": (30, 38), "evening": (38, 48)}
"""First and last half-hour (that one excluded) from midnight: night to 07:00, morning to 11:00, lunch to 15:00, tea to
19:00, evening to midnight; assumed."""

EACH_DUTY = 6  # standard visits to insert for each duty that could hold some: three hours, more than duties leave free
LEAST_VISITS = 24
MOST_DUTIES = 40  # that one constituency's visits are counted for


@dataclass(frozen=True)
class Room:
    """Minutes of standard visits that one constituency can still accept on one date.

    Attributes:
        half_hours: by half-hour from midnight, each asked alone.
        times_of_day: by the names of TIMES_OF_DAY, each time of day together.
        day: the whole day together.
    """

    constituency: str
    date: calendar.date
    half_hours: tuple[int, ...]
    times_of_day: dict[str, int]
    day: int


def capacity(published: Published, constituencies: Sequence[str] = ()) -> list[Room]:
    """Return the room left by constituency and date, as this page's beginning defines it.

    Args:
        published: the roster.
        constituencies: which; all where service users live when none is named.

    Raises:
        InputError: a constituency has no service users (E7109).
        RefereeError: what was found to fit does not; a fault of the software.
    """
    known = sorted({user.constituency for user in published.request.service_users})
    unknown = [name for name in constituencies if name not in known]
    if unknown:
        action = f"use one of {', '.join(known)}"
        raise InputError(
            [Problem(code="E7109", cause=f"no service user lives in {name}", action=action) for name in unknown]
        )
    names = list(dict.fromkeys(constituencies)) or known
    by_date = [capacity_on(published, names, date) for date in published.request.horizon.dates]
    return in_order(names, by_date)


def in_order(constituencies: Sequence[str], by_date: Iterable[dict[str, Room]]) -> list[Room]:
    """Return the rooms of every date by constituency, and then by date."""
    dates = list(by_date)
    return [rooms[name] for name in constituencies for rooms in dates]


def capacity_on(published: Published, constituencies: Sequence[str], date: calendar.date) -> dict[str, Room]:
    """Return the room left on one date by constituency, each of which has service users; raises as `capacity` does."""
    gaps = _Gaps(published, constituencies, date)
    return {name: _room(gaps, name, date) for name in constituencies}


def _room(gaps: "_Gaps", constituency: str, date: calendar.date) -> Room:
    """Return one constituency's room on one date."""
    half_hours = tuple(gaps.together(constituency, [slot]) for slot in range(SLOTS))
    times = {name: gaps.together(constituency, range(*slots)) for name, slots in TIMES_OF_DAY.items()}
    return Room(constituency, date, half_hours, times, gaps.together(constituency, range(SLOTS), judged=True))


class _Gaps:
    """The duties that could hold standard visits on a date, with some of each constituency to insert."""

    def __init__(self, published: Published, constituencies: Sequence[str], date: calendar.date) -> None:
        self._published = published
        self._starts = _starts(published.request.horizon, date)
        duties = sum(duty.start.date() <= date <= duty.end.date() for duty in published.roster.duties)
        count = max(LEAST_VISITS, EACH_DUTY * min(duties, MOST_DUTIES))
        self.request, visits = joined(published.request, constituencies, date, count)
        every = [visit for own in visits.values() for visit in own]
        part, self._duties = part_in_play(published, self.request, every)
        routing = _everything_near(not_sooner(Routing.of(part, with_near=False), self._duties))
        self._plan = loaded(routing, self._duties).plan
        named = {task.visit_id: row for row, task in enumerate(routing.tasks)}
        self._rows = {name: _by_place(own, named) for name, own in visits.items()}
        self._kept, self._before = self._plan.copy_state(), self._plan.duties()

    def together(self, constituency: str, slots: Sequence[int], judged: bool = False) -> int:
        """Return a constituency's minutes that fit into these half-hours, one after the other, of the published roster.

        Raises:
            RefereeError: the referee refuses what was found to fit.
        """
        left = [list(rows) for rows in self._rows[constituency]]
        count = sum(self._filled(slot, left) for slot in slots)
        if judged and count:
            self._judge()
        self._plan.restore(self._kept)
        return count * MINUTES

    def _filled(self, slot: int, left: list[list[int]]) -> int:
        """Insert visits that start in a half-hour until none fits; return how many did."""
        return sum(self._filled_from(minute, left) for minute in self._starts[slot])

    def _filled_from(self, minute: int, left: list[list[int]]) -> int:
        """Insert visits that start within half an hour from a minute until none fits; return how many did."""
        count, place, refused = 0, 0, 0
        while refused < len(left):
            rows, place = left[place], (place + 1) % len(left)
            if rows and self._fits(rows[0], minute):
                rows[:1] = []
                count, refused = count + 1, 0
            else:
                refused += 1
        return count

    def _fits(self, row: int, minute: int) -> bool:
        """Insert one visit that starts within half an hour from a minute; return whether it was accepted."""
        tables = self._plan.tables
        window = int(tables.stop["first_window"][row])
        tables.window["earliest"][window], tables.window["not_early"][window] = minute, minute
        tables.window["latest"][window] = tables.window["on_time"][window] = minute + SLOT - 1
        self._plan.fill([row])
        return bool(self._plan.state.node["route"][row] != NONE)

    def _judge(self) -> None:
        """Have the referee accept the roster as it stands now."""
        duties = zip(self._plan.duties(), self._before, strict=True)
        changed = [now for now, was in duties if now.visits != was.visits]
        violations = verdict(self._published, self.request, changed)
        if violations:
            raise RefereeError("\n".join(violation.sentence for violation in violations))


def _starts(horizon: Horizon, date: calendar.date) -> list[list[int]]:
    """Return for each half-hour of the clock the minutes of the horizon at which it begins: one, none or two."""
    starts: list[list[int]] = [[] for _ in range(SLOTS)]
    first = horizon.minute(at(date, calendar.time(0)))
    for minute in range(first, first + MOST_MINUTES, SLOT):
        shown = horizon.moment(minute)
        if shown.date() == date:
            starts[shown.hour * 60 // SLOT + shown.minute // SLOT].append(minute)
    return starts


def _by_place(visits: Sequence[Visit], rows: Mapping[str | None, int]) -> list[list[int]]:
    """Return the rows of one constituency's visits, a list for each person, and so for each place."""
    by_user: dict[str, list[int]] = {}
    for visit in visits:
        by_user.setdefault(visit.service_user_id, []).append(rows[visit.id])
    return list(by_user.values())


def _everything_near(routing: Routing) -> Routing:
    """Return a routing in which every stop is tried beside all others: here nothing else asks what is near."""
    tables = routing.tables
    stop, everything = tables.stop.copy(), np.arange(tables.stop.size, dtype=np.int64)
    stop["first_near"], stop["end_near"] = 0, everything.size
    shared = {name: getattr(tables, name) for name in Tables.layout}
    return replace(routing, tables=Tables(**{**shared, "stop": stop, "near": everything}))
