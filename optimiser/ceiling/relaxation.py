"""The relaxed problem of one request: each worker on their own, at prices for what they would have to share.

`MATHEMATICS.md` proves that `Relaxation.total` bounds every roster from above, whatever the multipliers.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import NamedTuple, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from models.request import RotaRequest
from optimiser.ceiling.coarse import in_steps
from optimiser.ceiling.day_trial import DayTrial
from optimiser.ceiling.kernels.tables import LARGEST_VALUE, NO_SESSION, Ints, Room, room_for
from optimiser.ceiling.multipliers import Multipliers
from optimiser.ceiling.network import WHOLE, WorkerDay, worker_days
from optimiser.ceiling.promise import Promise
from optimiser.ceiling.proof import best_value
from optimiser.ceiling.visits import Visits
from optimiser.ceiling.week import Calendar
from optimiser.rostering.planning import absence_minutes
from optimiser.routing.travel import TravelMatrix, travel_matrix

UNITS = 1_000
"""Units of value in a minute of contact."""
DEAREST_HOUR = UNITS * 6 // 5
"""The most that the price of a paid minute may come to: more than any minute can be worth."""
MOST_GIFT = 600 * UNITS
"""The most that a promised visit may be worth beyond its minutes, where many of them fit into the kernel's numbers."""
WEEK = 7 * 1_440
Days = tuple[tuple[WorkerDay, ...], ...]
"""Each worker's days."""
Result = TypeVar("Result")


class Week(NamedTuple):
    """One worker's best horizon: what it is worth, the visits in it, paid minutes by week, and the posts."""

    value: int
    visits: list[int]
    paid: Ints
    posts: list[int]


@dataclass(frozen=True)
class Relaxation:
    """A request taken apart by worker."""

    request: RotaRequest
    visits: Visits
    days: Days
    promise: Promise
    keeps_contracts: bool = True

    @classmethod
    def of(
        cls,
        request: RotaRequest,
        promise: Promise,
        visits: Visits | None = None,
        travel: TravelMatrix | None = None,
        keeps_contracts: bool = True,
    ) -> Self:
        """Return the relaxation of a request without problems.

        Args:
            request: what is to be planned.
            promise: what the rosters bounded keep.
            visits: other visits than the request's.
            travel: other journeys than the request's.
            keeps_contracts: whether the contract's hours are to be kept (R06).
        """
        own = Visits.of(request) if visits is None else visits
        journeys = travel_matrix(request.places, request.travel) if travel is None else travel
        return cls(
            request, own, tuple(map(tuple, worker_days(request, own, journeys, promise))), promise, keeps_contracts
        )

    @cached_property
    def least_hours(self) -> Ints:
        """[W, weeks] least paid duty minutes (R06)."""
        return self._hours[0]

    @cached_property
    def most_hours(self) -> Ints:
        """[W, weeks] most paid duty minutes (R06)."""
        return self._hours[1]

    @cached_property
    def _hours(self) -> tuple[Ints, Ints]:
        weeks = self.request.horizon.weeks
        absent = absence_minutes(self.request.absences, self.request.horizon)
        least, most = [], []
        for worker in self.request.workers:
            away = absent.get(worker.id, [0] * len(weeks))
            owed = [
                worker.contract_minutes_per_week * len(week) // 7 - own for week, own in zip(weeks, away, strict=True)
            ]
            full = [self.keeps_contracts and len(week) == 7 for week in weeks]
            least.append(
                [max(0, own - worker.tolerance_under_minutes) * each for own, each in zip(owed, full, strict=True)]
            )
            most.append([max(0, own + worker.tolerance_over_minutes) if self.keeps_contracts else WEEK for own in owed])
        return np.array(least, dtype=np.int64), np.array(most, dtype=np.int64)

    @cached_property
    def promised(self) -> NDArray[np.bool_]:
        """[V] the visits that the promise asks for, of those that there are workers enough to make."""
        able = np.zeros_like(self.visits.wanted)
        for own in self.visits.by_worker:
            able[own] += 1
        asked = np.array([visit.id in self.promise.visits for visit in self.request.visits], dtype=bool)
        return asked & (able >= self.visits.wanted)

    @cached_property
    def least_prices(self) -> Ints:
        """[V] the lowest that a visit's multiplier may be: below 0 where it is promised."""
        return np.where(self.promised, -self.gift, 0)

    @cached_property
    def gift(self) -> int:
        """The most units that a promised visit may be worth beyond its minutes."""
        longest = max((day.length for own in self.days for day in own), default=1)
        visits = longest // max(1, int(self.visits.minutes.min())) + 1
        return min(MOST_GIFT, max(0, LARGEST_VALUE - longest * UNITS) // visits)

    @cached_property
    def calendars(self) -> tuple[Calendar, ...]:
        """Each worker's dates and the rules between them."""
        return tuple(
            Calendar(self.request, worker, own) for worker, own in zip(self.request.workers, self.days, strict=True)
        )

    @cached_property
    def without_trainings(self) -> "Relaxation":
        """The same relaxation with no training to be held: half the work, and its good prices are good here too."""
        days = tuple(tuple(replace(day, session=NO_SESSION) for day in own) for own in self.days)
        return replace(self, days=days)

    def in_steps(self, most: int, *, nearest: bool = False) -> Days:
        """Return each worker's days counted in steps of so many minutes, or fewer where visits or trainings are short.

        Args:
            most: minutes, a divisor of an hour.
            nearest: take journeys to the nearest step: good for finding prices. Otherwise days are never worth less
                than they are: good for a proof.
        """
        sessions = [day.session.minutes for own in self.days for day in own if day.session.minutes]
        shortest = min([most, int(self.visits.minutes.min()), *sessions])
        step = max(each for each in range(1, shortest + 1) if WHOLE % each == 0)
        return tuple(tuple(in_steps(day, step, step // 2 if nearest else 0) for day in own) for own in self.days)

    @cached_property
    def effort(self) -> int:
        """About how much one pass over all workers takes: the pairs of stops that the kernel looks at."""
        segments = [segment for own in self.days for day in own for segment in day.segments]
        return sum(np.unique(segment.spells["start_first"]).size * segment.visits.size**2 for segment in segments)

    @cached_property
    def is_exact(self) -> bool:
        """Whether the kernel can hold every value exactly: no date's shapes stretch over several days."""
        return max((day.length for own in self.days for day in own), default=0) * DEAREST_HOUR <= LARGEST_VALUE

    def room(self) -> Room:
        """Return working space for any worker's day."""
        every = [day for own in self.days for day in own]
        stops = max((segment.visits.size for day in every for segment in day.segments), default=1)
        return room_for(stops, max((day.length for day in every), default=1))

    def week(self, worker: int, multipliers: Multipliers, rooms: Sequence[Room], counted: Days | None = None) -> Week:
        """Return the best horizon of one worker at these multipliers, worked out in as many threads as rooms.

        Args:
            counted: the days in steps; in minutes where not told.
        """
        days = (counted or self.days)[worker]
        trials = self._trials(days, multipliers, rooms)
        value, chosen = self.calendars[worker].best([trial.values for trial in trials])
        paid = np.zeros(len(self.request.horizon.weeks), np.int64)
        visits: list[int] = []
        posts: list[int] = []
        for number, index, is_held in chosen:
            made, minutes = trials[number].duty(index, is_held, rooms[0])
            visits += made
            paid[days[number].week] += minutes
            posts += [
                row for row, post in enumerate(self.request.posts) if post.id == days[number].shapes[index].post_id
            ]
        return Week(value, visits, paid, posts)

    def _trials(self, days: Sequence[WorkerDay], multipliers: Multipliers, rooms: Sequence[Room]) -> list[DayTrial]:
        worth = self._worth(multipliers)

        def some(number: int) -> list[DayTrial]:
            own = days[number :: len(rooms)]
            return [DayTrial(self.request, day, worth, multipliers, rooms[number]) for day in own]

        return sorted(chain.from_iterable(_in_threads(some, len(rooms))), key=lambda trial: trial.day.date)

    def total(self, multipliers: Multipliers, rooms: Sequence[Room], counted: Days | None = None) -> int:
        """Return the bound's total, in units: no roster's value less its paid minutes' prices is more.

        Args:
            counted: the days in steps, not to the nearest; in minutes where not told.
        """
        worth, days = self._worth(multipliers), counted or self.days

        def some(number: int) -> int:
            own = range(number, len(days), len(rooms))
            return sum(best_value(self.calendars[w], days[w], worth, multipliers, rooms[number]) for w in own)

        return sum(_in_threads(some, len(rooms))) + self.shared(multipliers)

    def _worth(self, multipliers: Multipliers) -> Ints:
        """Return [V] the units that making each visit once is worth."""
        return self.visits.minutes * UNITS - multipliers.visits

    def shared(self, multipliers: Multipliers) -> int:
        """Return what the multipliers of visits and posts add to the bound's total."""
        return int((multipliers.visits * self.visits.wanted).sum()) + int(multipliers.posts.sum())


def _in_threads(some: Callable[[int], Result], threads: int) -> list[Result]:
    """Return what each thread's share of the work gives."""
    if threads == 1:
        return [some(0)]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(some, range(threads)))
