"""A roster's rounds as the tables that easing changes, and the duties that they make."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from models.request import RotaRequest
from models.roster import Duty, PlannedTraining, PlannedVisit, Roster, Span
from models.stress import StressTerms
from models.visits import Need
from optimiser.improve.incumbent import Incumbent
from optimiser.routing.plan import LaidOut
from optimiser.routing.problem import NONE, Ints
from optimiser.routing.routing import Routing
from optimiser.stress.draws import Chance
from optimiser.stress.kernels.changes import put_all_back
from optimiser.stress.kernels.lateness import BREAK, IMPOSSIBLE, TRIALS, Floats, Rounds, round_pence, very_late_visits

WEEKS = 400  # the visits of a round that begin very late are then known within about 0.03
SEED = 1
ROOM = 8  # stops that a round may have more than the longest had

NEVER_LEFT_OUT = 1_000_000_000_000  # pence

Standing = tuple[Ints, Ints, Ints, Floats]


class RosterRounds:
    """The rounds of a roster's duties that cover no post.

    A visit is *free* when one worker makes it, no pin names it and no other visit keeps a gap to it: it may go anywhere
    its windows and rules allow. All other stops keep their workers and their times.

    Attributes:
        tables: of the routing, the roster's routes open.
        rounds: as compiled functions change them.
    """

    def __init__(self, request: RotaRequest, roster: Roster, terms: StressTerms, routing: Routing) -> None:
        """Take up a roster that keeps every rule."""
        incumbent = Incumbent(routing, {worker.id: [] for worker in request.workers}, SEED)
        incumbent.load(roster.duties)
        self._request, self._routing = request, routing
        self._node, self._pairs = incumbent.plan.state.node, incumbent.plan.state.pair
        self.tables = incumbent.plan.tables
        duties = incumbent.plan.laid_out().items()
        self._parts = [(first + number, part) for first, parts in duties for number, part in enumerate(parts)]
        self._number = {route: number for number, (route, _) in enumerate(self._parts)}
        self.rounds = Rounds(**self._standing(), **self._of_stops(roster), **self._chances(terms))
        self._work_out()

    def _standing(self) -> dict[str, Any]:
        """Return the rounds as they come, and as kept."""
        rows = [self._row(route, part) for route, part in self._parts]
        stops = np.zeros((len(rows) + TRIALS, max(map(len, rows), default=0) + ROOM), dtype=np.int64)
        for number, row in enumerate(rows):
            stops[number, : len(row)] = row
        lengths = np.array([*map(len, rows), *[0] * TRIALS], dtype=np.int64)
        windows = np.where(stops == BREAK, NONE, self._node["window"][stops])
        routes = np.array([route for route, _ in self._parts], dtype=np.int64)
        slots, count = self._routing.slots, len(rows)
        return {
            **{"stops": stops, "windows": windows, "lengths": lengths, "pence": np.zeros(count)},
            **{"kept_stops": stops.copy(), "kept_windows": windows.copy(), "kept_lengths": lengths.copy()},
            **{"kept_pence": np.zeros(count), "changed": np.zeros(count + 1, dtype=np.int64)},
            **{"routes": routes, "days": routes // slots.parts % slots.days, "fits": np.ones(count, dtype=np.int64)},
            **{"seen": np.zeros(count, dtype=np.int64), "turn": np.zeros(1, dtype=np.int64)},
            **{name: np.zeros(stops.shape[1], dtype=np.int64) for name in ("legs", "first", "told")},
        }

    def _row(self, route: int, part: LaidOut) -> list[int]:
        """Return the stops of a part in order, its break among them."""
        row = list(part.tasks)
        if self.tables.route["break_minutes"][route]:
            row.insert(part.break_after or 0, BREAK)
        return row

    def _of_stops(self, roster: Roster) -> dict[str, Any]:
        """Return what is to be known of stops, and of who makes them."""
        is_free = self._is_free()
        return {
            "is_free": is_free,
            "unmade": self._unmade(),
            "held": self._held(roster, is_free),
            "holder": np.full(is_free.size, NONE, dtype=np.int64),
            "making": self._making(),
            "pairs": self._pairs.copy(),
            "mileage": self._routing.mileage,
        }

    def _is_free(self) -> Ints:
        stop, tasks = self.tables.stop, self._routing.tasks
        pinned = {pin.visit_id for pin in self._request.pins}
        alone = [task.shares == 1 and bool(task.visit_id) and task.visit_id not in pinned for task in tasks]
        free: Ints = (np.array(alone, dtype=np.bool_) & (stop["first_arc"] == stop["end_arc"])).astype(np.int64)
        return free

    def _unmade(self) -> Ints:
        """Return what each stop costs while nobody makes it: more than anything where it is promised and made."""
        price: Ints = self.tables.stop["price"].copy()
        waiting = {visit.id for visit in self._request.visits if visit.need is Need.WAITING_LIST}
        made = [row for _, part in self._parts for row in part.tasks]
        price[[row for row in made if self._routing.tasks[row].visit_id not in waiting]] = NEVER_LEFT_OUT
        return price

    def _held(self, roster: Roster, is_free: Ints) -> Ints:
        """Return for each stop that is made and not free the minute at which it begins."""
        minute, tasks = self._request.horizon.minute, self._routing.tasks
        starts = {(duty.worker_id, each.visit_id): each.start for duty in roster.duties for each in duty.visits}
        starts |= {(duty.worker_id, each.training_id): each.start for duty in roster.duties for each in duty.trainings}
        held = np.full(is_free.size, NONE, dtype=np.int64)
        for route, part in self._parts:
            worker_id = self._request.workers[int(self.tables.route["worker"][route])].id
            for row in part.tasks:
                if not is_free[row]:
                    held[row] = minute(starts[worker_id, tasks[row].visit_id or tasks[row].training_id or ""])
        return held

    def _making(self) -> Ints:
        """Return what each worker's making a stop costs, [stops, workers]; NONE = may not."""
        stop, option = self.tables.stop, self.tables.option
        making = np.full((stop.size, len(self._request.workers)), NONE, dtype=np.int64)
        rows = np.repeat(np.arange(stop.size), stop["end_option"] - stop["first_option"])
        making[rows, self._routing.slots.workers_of(option["route"])] = option["pence"]
        return making

    def _chances(self, terms: StressTerms) -> dict[str, Any]:
        """Return what chance brings, and what that costs."""
        chance, stops = Chance(terms, WEEKS, np.random.default_rng(SEED)), range(len(self._routing.tasks))
        return {
            "care": np.array([chance.care() for _ in stops]).reshape(-1, WEEKS),
            "ride": np.array([chance.journey() for _ in stops]).reshape(-1, WEEKS),
            "traffic": chance.traffic(self._request.horizon.days),
            "ready": np.zeros(WEEKS, dtype=np.float32),
            "price": self._request.prices.very_late_visit,
            "very_late": terms.very_late_minutes,
            "early": terms.begin_early_minutes,
            "care_spread": terms.care_spread_percent,
            "ride_spread": round(math.hypot(terms.journey_spread_percent, terms.traffic_spread_percent)),
        }

    def _work_out(self) -> None:
        """Write what each round costs, which ones may change, and who holds which stop."""
        rounds = self.rounds
        for number in range(len(self._parts)):
            row = self._stops_of(number)
            rounds.holder[row[row != BREAK]] = number
            rounds.pence[number] = rounds.kept_pence[number] = self._pence(number)
        fits = rounds.pence < IMPOSSIBLE
        duty = rounds.routes // self._routing.slots.parts
        rounds.fits[:] = fits & ~np.isin(duty, duty[~fits])
        rounds.is_free[rounds.holder != NONE] &= rounds.fits[rounds.holder[rounds.holder != NONE]]

    def _pence(self, number: int) -> float:
        """Return what a round costs, its times written."""
        return float(round_pence(self.tables, self.rounds, number, number, IMPOSSIBLE))

    def _stops_of(self, number: int) -> Ints:
        """Return the stops of a round in order, its break among them."""
        row: Ints = self.rounds.stops[number, : self.rounds.lengths[number]]
        return row

    def very_late_visits(self) -> float:
        """Return how many visits of all rounds are expected to begin very late in a week."""
        late = 0.0
        for number in np.flatnonzero(self.rounds.fits).tolist():
            self._pence(number)
            late += float(very_late_visits(self.tables, self.rounds, number, number))
        return late

    def copy(self) -> Standing:
        """Return the rounds as kept, sharing nothing."""
        kept = self.rounds
        return kept.kept_stops.copy(), kept.kept_windows.copy(), kept.kept_lengths.copy(), kept.kept_pence.copy()

    def restore(self, standing: Standing) -> None:
        """Put the rounds back to what `copy` returned."""
        kept = self.rounds
        kept.kept_stops[:], kept.kept_windows[:], kept.kept_lengths[:], kept.kept_pence[:] = standing
        put_all_back(self.tables, kept)

    def absent(self) -> Ints:
        """Return the free stops that nobody makes, the dearest first."""
        absent = np.flatnonzero((self.rounds.is_free == 1) & (self.rounds.holder == NONE))
        ordered: Ints = absent[np.argsort(-self.rounds.unmade[absent], kind="stable")].astype(np.int64)
        return ordered

    def free_visits(self) -> set[str]:
        """Return the ids of the visits that may go anywhere."""
        return {self._routing.tasks[row].visit_id or "" for row in np.flatnonzero(self.rounds.is_free).tolist()}

    def duties(self, duties: Sequence[Duty]) -> tuple[Duty, ...]:
        """Return duties with their stops as the rounds have them, each as early as may be."""
        return tuple(duty if duty.post_id else self._duty(duty) for duty in duties)

    def _duty(self, duty: Duty) -> Duty:
        first, moment = self._routing.route_of(duty), self._request.horizon.moment
        numbers = [self._number[route] for route in range(first, first + len(duty.parts))]
        if not self.rounds.fits[numbers].all():
            return duty
        visits, trainings, rest = [], [], duty.rest_break
        for stop, minute in (each for number in numbers for each in self._starts(number)):
            if stop == BREAK:
                minutes = rest.minutes if rest else 0
                rest = Span(start=moment(minute), end=moment(minute + minutes))
            elif visit_id := self._routing.tasks[stop].visit_id:
                visits.append(PlannedVisit(visit_id=visit_id, start=moment(minute)))
            elif training_id := self._routing.tasks[stop].training_id:
                trainings.append(PlannedTraining(training_id=training_id, start=moment(minute)))
        return duty.model_copy(update={"visits": tuple(visits), "trainings": tuple(trainings), "rest_break": rest})

    def _starts(self, number: int) -> Iterator[tuple[int, int]]:
        """Yield the stops of a round with the minutes at which they begin."""
        self._pence(number)
        row = self._stops_of(number)
        yield from zip(row.tolist(), self.rounds.first[: row.size].tolist(), strict=True)
