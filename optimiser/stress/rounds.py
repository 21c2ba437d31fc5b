"""A roster's rounds as the tables that easing changes, and the duties that they make."""

import math
from collections.abc import Iterator, Sequence

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
from optimiser.stress.kernels.lateness import BREAK, IMPOSSIBLE, TRIALS, Rounds, round_pence, very_late_visits

WEEKS = 400  # the visits of a round that begin very late are then known within about 0.03
SEED = 1
ROOM = 8  # stops that a round may have more than the longest had


class RosterRounds:
    """The rounds of a roster's duties that cover no post.

    Attributes:
        routing: of the request.
        tables: of the routing, the roster's routes open.
        rounds: as compiled functions change them.
        is_free: [stops] 1: made by one worker, not pinned, tied to no other visit; all others keep worker and time.
        may_drop: [stops] 1: free and from the waiting list.
    """

    def __init__(self, request: RotaRequest, roster: Roster, terms: StressTerms, routing: Routing) -> None:
        """Take up a roster that keeps every rule."""
        plan = Incumbent(routing, {worker.id: [] for worker in request.workers}, SEED)
        plan.load(roster.duties)
        self.routing, self.tables = routing, plan.plan.tables
        self._request, self._state = request, plan.plan.state
        laid_out = plan.plan.laid_out()
        self._parts = [(first + number, part) for first, parts in laid_out.items() for number, part in enumerate(parts)]
        self.is_free, self.may_drop = self._free()
        self.rounds = self._rounds(roster, terms)

    def _free(self) -> tuple[Ints, Ints]:
        """Return which stops may move, and which of these may be left out."""
        stop, request = self.tables.stop, self._request
        pinned = {pin.visit_id for pin in request.pins}
        alone = [
            task.shares == 1 and bool(task.visit_id) and task.visit_id not in pinned for task in self.routing.tasks
        ]
        free = np.array(alone, dtype=np.bool_) & (stop["first_arc"] == stop["end_arc"])
        waiting = {visit.id for visit in request.visits if visit.need is Need.WAITING_LIST}
        may_drop = free & np.array([task.visit_id in waiting for task in self.routing.tasks], dtype=np.bool_)
        return free.astype(np.int64), may_drop.astype(np.int64)

    def _rounds(self, roster: Roster, terms: StressTerms) -> Rounds:
        routes = np.array([route for route, _ in self._parts], dtype=np.int64)
        rows = [self._row(route, part) for route, part in self._parts]
        most = max((len(row) for row in rows), default=0) + ROOM
        stops = np.zeros((len(rows) + TRIALS, most), dtype=np.int64)
        lengths = np.zeros(len(rows) + TRIALS, dtype=np.int64)
        for number, row in enumerate(rows):
            stops[number, : len(row)], lengths[number] = row, len(row)
        scratch = [np.zeros(most, dtype=np.int64) for _ in range(3)]
        prices = self._request.prices
        N = len(rows)
        windows = np.where(stops == BREAK, NONE, self._state.node["window"][stops])
        more = dict(fits=np.ones(N, dtype=np.int64), is_free=self.is_free, holder=self._state.node["route"][: len(self.is_free)].copy(), pence=np.zeros(N), changed=np.zeros(N + 1, dtype=np.int64), seen=np.zeros(N, dtype=np.int64), turn=np.zeros(1, dtype=np.int64), kept_stops=stops.copy(), kept_windows=windows.copy(), kept_lengths=lengths.copy(), kept_pence=np.zeros(N), best_stops=stops.copy(), best_windows=windows.copy(), best_lengths=lengths.copy(), best_pence=np.zeros(N))
        return Rounds(**more,
            stops=stops,
            windows=windows,
            lengths=lengths,
            routes=routes,
            days=routes // self.routing.slots.parts % self.routing.slots.days,
            held=self._held(roster),
            making=self._making(),
            pairs=self._state.pair.copy(),
            mileage=self.routing.mileage,
            **_drawn(terms, len(self.is_free), self._request.horizon.days),
            **dict(zip(("legs", "first", "told"), scratch, strict=True)),
            price=prices.very_late_visit,
            very_late=terms.very_late_minutes,
            early=terms.begin_early_minutes,
            care_spread=terms.care_spread_percent,
            ride_spread=round(math.hypot(terms.journey_spread_percent, terms.traffic_spread_percent)),
        )

    def _row(self, route: int, part: LaidOut) -> list[int]:
        """Return the stops of a part in order, its break among them."""
        row = list(part.tasks)
        if self.tables.route["break_minutes"][route]:
            row.insert(part.break_after or 0, BREAK)
        return row

    def _held(self, roster: Roster) -> Ints:
        """Return for each stop that is made and not free the minute at which it begins."""
        minute = self._request.horizon.minute
        starts = {(duty.worker_id, each.visit_id): each.start for duty in roster.duties for each in duty.visits}
        starts |= {(duty.worker_id, each.training_id): each.start for duty in roster.duties for each in duty.trainings}
        held = np.full(len(self.is_free), NONE, dtype=np.int64)
        for route, part in self._parts:
            worker_id = self._request.workers[int(self.tables.route["worker"][route])].id
            for row in part.tasks:
                task = self.routing.tasks[row]
                if not self.is_free[row]:
                    held[row] = minute(starts[worker_id, task.visit_id or task.training_id or ""])
        return held

    def _making(self) -> Ints:
        """Return what each worker's making a stop costs, [stops, workers]; NONE = may not."""
        stop, option = self.tables.stop, self.tables.option
        making = np.full((stop.size, len(self._request.workers)), NONE, dtype=np.int64)
        rows = np.repeat(np.arange(stop.size), stop["end_option"] - stop["first_option"])
        making[rows, self.routing.slots.workers_of(option["route"])] = option["pence"]
        return making

    def pence(self) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        """Return what each round costs, its very late visits included; infinite where a round does not fit."""
        count = self.rounds.routes.size
        return np.array([round_pence(self.tables, self.rounds, row, row, IMPOSSIBLE) for row in range(count)])

    def very_late(self, number: int) -> float:
        """Return how many visits of a round are expected to begin very late."""
        round_pence(self.tables, self.rounds, number, number, IMPOSSIBLE)
        return float(very_late_visits(self.tables, self.rounds, number, number))

    def very_late_visits(self) -> float:
        """Return how many visits of all rounds are expected to begin very late."""
        return sum(self.very_late(number) for number in range(self.rounds.routes.size))

    def stops_of(self, number: int) -> Ints:
        """Return the stops of a round in order, its break among them."""
        row: Ints = self.rounds.stops[number, : self.rounds.lengths[number]]
        return row

    def round_of(self) -> Ints:
        """Return for each stop the round that holds it, NONE = none."""
        found = np.full(len(self.is_free), NONE, dtype=np.int64)
        for number in range(self.rounds.routes.size):
            row = self.stops_of(number)
            found[row[row != BREAK]] = number
        return found

    def duties(self, duties: Sequence[Duty]) -> tuple[Duty, ...]:
        """Return duties with their visits, trainings and breaks as the rounds have them, as early as may be."""
        numbers = {route: number for number, (route, _) in enumerate(self._parts)}
        return tuple(duty if duty.post_id else self._duty(duty, numbers) for duty in duties)

    def _duty(self, duty: Duty, numbers: dict[int, int]) -> Duty:
        first, moment = self.routing.route_of(duty), self._request.horizon.moment
        visits, trainings, rest = [], [], duty.rest_break
        for route in range(first, first + len(duty.parts)):
            for stop, minute in self._starts(numbers[route]):
                if stop == BREAK:
                    rest = Span(
                        start=moment(minute), end=moment(minute + int(self.tables.route["break_minutes"][route]))
                    )
                elif visit_id := self.routing.tasks[stop].visit_id:
                    visits.append(PlannedVisit(visit_id=visit_id, start=moment(minute)))
                elif training_id := self.routing.tasks[stop].training_id:
                    trainings.append(PlannedTraining(training_id=training_id, start=moment(minute)))
        return duty.model_copy(update={"visits": tuple(visits), "trainings": tuple(trainings), "rest_break": rest})

    def _starts(self, number: int) -> Iterator[tuple[int, int]]:
        """Yield the stops of a round with the minutes at which they begin."""
        round_pence(self.tables, self.rounds, number, number, IMPOSSIBLE)
        row = self.stops_of(number)
        yield from zip(row.tolist(), self.rounds.first[: row.size].tolist(), strict=True)


def _drawn(terms: StressTerms, stops: int, days: int) -> "dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]":
    """Return what chance brings in each week, and room for working it out."""
    chance = Chance(terms, WEEKS, np.random.default_rng(SEED))
    return {
        "care": np.stack([chance.care() for _ in range(stops)]),
        "ride": np.stack([chance.journey() for _ in range(stops)]),
        "traffic": chance.traffic(days),
        "ready": np.zeros(WEEKS, dtype=np.float32),
    }
