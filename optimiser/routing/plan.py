"""The routes of one request as shifts open and close them, and what may be done to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.roster import Duty
from optimiser.routing.duties import written_duties
from optimiser.routing.kernels import filling, shifts
from optimiser.routing.kernels.anneal import anneal_around
from optimiser.routing.kernels.cost import plan_pence
from optimiser.routing.kernels.random import Seed, seeded
from optimiser.routing.kernels.state import COUNTED, State, empty_state, put_back
from optimiser.routing.kernels.times import IMPOSSIBLE
from optimiser.routing.of_request import TRAVEL_GUIDE_PENCE
from optimiser.routing.problem import NONE, Ints, Route
from optimiser.routing.routing import Routing
from optimiser.routing.tables import ROUTE, Table, Tables, route_at
from optimiser.routing.unload import filled_routes
from optimiser.shifts import Shift

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The stops of one part of a duty.

    Attributes:
        tasks: in order.
        begins: when each starts, in minutes from the horizon's midnight.
        break_after: how many of them come before its break; None = it has none.
    """

    tasks: tuple[int, ...]
    begins: tuple[int, ...]
    break_after: int | None


Kept = tuple[dict[str, Any], dict[int, Shift]]


class RoutePlan:
    """Routes being filled; shifts open and close them, insertions and annealing fill them.

    A duty goes by the row of its first part's route.
    """

    def __init__(self, routing: Routing, seed: int) -> None:
        self.routing = routing
        self.tables: Tables = routing.closed_tables()
        self.state: State = empty_state(self.tables)
        self.rng: Seed = seeded(seed)
        self.shifts: dict[int, Shift] = {}

    def route_of(self, shift: Shift | Duty) -> int:
        """Return the route of the first part of a shift's or duty's worker and date."""
        return self.routing.route_of(shift)

    def parts_of(self, shift: Shift) -> Ints:
        """Return the routes of a shift's parts."""
        first = self.route_of(shift)
        return np.arange(first, first + len(shift.parts), dtype=np.int64)

    def open(self, wanted: Iterable[Shift], break_parts: Mapping[Shift, int] | None = None) -> None:
        """Add shifts; those that cover no post become empty routes.

        Args:
            wanted: of workers and dates without one.
            break_parts: the part in which the break of some of them is due.
        """
        opened = []
        for shift in wanted:
            self.shifts[self.route_of(shift)] = shift
            if shift.post_id is None:
                opened.append(self._write(shift, (break_parts or {}).get(shift)))
        shifts.open_routes(self.tables, self.state, _joined(opened))

    def _write(self, shift: Shift, break_part: int | None = None) -> Ints:
        """Write the rows of a shift's routes and return which they are."""
        routes = self.parts_of(shift)
        self.tables.route[routes] = np.array(self.routing.rows_of(shift, break_part), dtype=ROUTE)
        return routes

    def worths(self, wanted: Sequence[Shift], rows: Ints) -> list[int]:
        """Return the pence that each of a worker's shifts, alone, would save if it made some of `rows`.

        Args:
            wanted: on free dates; one that covers a post saves nothing.
            rows: tasks that nobody makes, in the order in which they are tried.
        """
        opened = [shift for shift in wanted if shift.post_id is None]
        if not opened:
            return [0] * len(wanted)
        parts = np.array([row for shift in opened for row in self.routing.rows_of(shift)], dtype=ROUTE)
        first_part = np.cumsum([0, *(len(shift.parts) for shift in opened)], dtype=np.int64)
        routes = np.ascontiguousarray(parts["alike"])
        saved = shifts.worths(self.tables, self.state, parts, routes, first_part, rows, self.rng)
        found = iter(saved.tolist())
        return [0 if shift.post_id else next(found) for shift in wanted]

    def close(self, unwanted: Iterable[Shift], keep_partners: bool = False) -> None:
        """Take shifts away; their visits become unserved, but for the other worker's share where partners are kept."""
        closed = [self.parts_of(self.shifts.pop(self.route_of(shift))) for shift in unwanted]
        shifts.close_routes(self.tables, self.state, _joined(closed), keep_partners)

    def is_made(self) -> Flags:
        """Return for each task whether somebody makes it."""
        made: Flags = self.state.node["route"][: len(self.routing.tasks)] != NONE
        return made

    def absent(self) -> Ints:
        """Return the primaries of which nobody makes any share."""
        primaries = self.routing.primaries
        absent: Ints = primaries[~self._is_begun()[self.tables.stop["group"][primaries]]]
        return absent

    def wanting(self) -> Ints:
        """Return the shares of visits that nobody makes while somebody makes another share."""
        return np.flatnonzero(~self.is_made() & self._is_begun()[self.tables.stop["group"]]).astype(np.int64)

    def _is_begun(self) -> Flags:
        """Return for each group whether somebody makes any share of it."""
        begun = np.zeros(self.tables.first_member.size - 1, dtype=np.bool_)
        begun[self.tables.stop["group"][self.is_made()]] = True
        return begun

    def complete(self) -> None:
        """Give every such share a route, or take the visit's other shares out."""
        filling.complete(self.tables, self.state, self._groups(self.wanting()), self.rng)

    def _groups(self, rows: Iterable[int]) -> Ints:
        """Return the groups of these tasks, each once, in order."""
        tasks = np.fromiter(rows, dtype=np.int64)
        return np.array(list(dict.fromkeys(self.tables.stop["group"][tasks].tolist())), dtype=np.int64)

    def fill(self, rows: Iterable[int]) -> None:
        """Insert absent primaries in this order, each at its cheapest place, where that costs less than its price."""
        filling.fill(self.tables, self.state, self._groups(rows), self.rng)

    def fill_all(self) -> None:
        """Insert every absent primary, dearest first; equal ones with the fewest workers first."""
        stop, tasks = self.tables.stop, self.routing.tasks
        self.fill(sorted(self.absent().tolist(), key=lambda row: (-stop["price"][row], len(tasks[row].workers), row)))

    def take_out(self, rows: Iterable[int]) -> None:
        """Have nobody make these primaries; `fits` says whether the routes can still be driven."""
        filling.take_groups_out(self.tables, self.state, self._groups(rows))

    def lay(self, route: int, tasks: Sequence[int], starts: Sequence[int], break_after: int | None) -> bool:
        """Put absent tasks into an empty route in this order; `settle` must follow.

        Args:
            route: open.
            tasks: in order.
            starts: in which windows, as the minute at which each starts.
            break_after: how many of them come before its break; None = wherever it costs least.

        Returns:
            Whether the route may hold them.
        """
        windows = [self.routing.window_row(task, start) for task, start in zip(tasks, starts, strict=True)]
        if None in windows:
            return False
        rows, window_rows = np.array(tasks, dtype=np.int64), np.array(windows, dtype=np.int64)
        after = NONE if break_after is None else break_after
        return bool(filling.lay(self.tables, self.state, route, rows, window_rows, after))

    def settle(self) -> bool:
        """Work out the times of routes that stops were laid into; return whether they can be driven."""
        return bool(filling.settle(self.tables, self.state))

    def fits(self) -> bool:
        """Return whether every route can be driven: taking a visit out may leave a journey too long."""
        return bool(filling.settle_all(self.tables, self.state))

    def anneal(self, seeds: Ints, iterations: int, heat: float) -> int:
        """Ruin and recreate around `seeds`; return the change in pence (guide included)."""
        if not seeds.size:
            return 0
        return int(anneal_around(self.tables, self.state, seeds, iterations, heat, self.rng))

    def guided_pence(self) -> int:
        """Return the routing's cost with the travel guide: what the search minimises."""
        return int(plan_pence(self.tables, self.state))

    def route_pence(self, shift: Shift) -> int:
        """Return what the legs and times of a shift's routes cost, unfamiliar workers aside."""
        return int(self.state.fill["pence"][self.parts_of(shift)].sum())

    def cheapest(self, row: int) -> int | None:
        """Return the pence of inserting an absent primary where that is cheapest, the travel guide left out.

        None when it fits nowhere.
        """
        group = int(self.tables.stop["group"][row])
        pence, minutes = filling.cheapest(self.tables, self.state, group, self.rng)
        return None if pence >= IMPOSSIBLE else int(pence) - TRAVEL_GUIDE_PENCE * int(minutes)

    def copy_state(self) -> Kept:
        """Return routes and shifts as they stand, sharing nothing."""
        rows = {name: getattr(self.state, name).copy() for name in COUNTED}
        return {**rows, "open": self.tables.route.copy()}, dict(self.shifts)

    def restore(self, kept: Kept) -> None:
        """Put back a state that `copy_state` returned; the state stays usable."""
        for name in COUNTED:
            getattr(self.state, name)[...] = kept[0][name]
        self.state.kept_node[...] = self.state.node
        self.state.kept_fill[...] = self.state.fill
        self.tables.route[...] = kept[0]["open"]
        self.shifts = dict(kept[1])

    def take_up(self, node: Table, fill: Table) -> None:
        """Make another plan of the same shifts this one: its nodes and its routes, as `State` has them."""
        state = self.state
        state.kept_node[...], state.kept_fill[...] = node, fill
        state.touched[:-1], state.touched[-1] = np.arange(fill.size), fill.size
        state.is_touched[:] = 2
        put_back(self.tables, state)

    def served(self, shift: Shift) -> list[int]:
        """Return the tasks of a shift in order."""
        return [task for route in self.parts_of(shift) for task in self.stops_of(int(route))]

    def stops_of(self, route: int) -> list[int]:
        """Return the tasks of a route in order."""
        stops, _ = shifts.walk(self.tables, self.state, np.array([route], dtype=np.int64))
        return list(map(int, stops))

    def laid_out(self) -> dict[int, tuple[LaidOut, ...]]:
        """Return the stops of every duty's parts, by the duty's route; none at a post."""
        routes = _joined([self.parts_of(shift) for shift in self.shifts.values() if not shift.post_id])
        stops, ends = shifts.walk(self.tables, self.state, routes)
        tasks, begins = tuple(stops.tolist()), tuple(self.state.node["begin"][stops].tolist())
        spans = zip([0, *ends.tolist()], ends.tolist(), self.state.fill["break_after"][routes].tolist(), strict=False)
        parts = [
            LaidOut(tasks[first:end], begins[first:end], _place_in(tasks[first:end], rest))
            for first, end, rest in spans
        ]
        found = iter(parts)
        return {
            first: () if shift.post_id else tuple(next(found) for _ in shift.parts)
            for first, shift in self.shifts.items()
        }

    def standing_routes(self) -> tuple[Route, ...]:
        """Return every route as it stands, closed ones too."""
        standing = list(self.routing.problem.routes)
        for shift in self.shifts.values():
            if shift.post_id is None:
                for row in self.parts_of(shift):
                    standing[row] = route_at(self.tables, int(row))
        return tuple(standing)

    def duties(self) -> tuple[Duty, ...]:
        """Return the duties by date and worker."""
        return written_duties(self.routing, self.shifts, filled_routes(self.tables, self.state))


def _place_in(tasks: tuple[int, ...], node: int) -> int | None:
    """Return how many tasks come before a break that is taken after a node, None where it is not taken."""
    if node == NONE:
        return None
    return tasks.index(node) + 1 if node in tasks else 0


def _joined(rows: Sequence[Ints]) -> Ints:
    return np.concatenate([np.zeros(0, dtype=np.int64), *rows])
