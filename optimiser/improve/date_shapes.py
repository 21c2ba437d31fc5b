"""What one worker could do on one date: the shapes of their duties, the stops they may make, and the best routes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optimiser.improve.kernels.best_routes import CHOICE, HEAD, MOST_STOPS, PATH, best_routes
from optimiser.improve.pool import PooledDuty
from optimiser.routing.plan import LaidOut, RoutePlan
from optimiser.routing.problem import FOREVER, NONE, Ints
from optimiser.routing.routing import Routing
from optimiser.routing.tables import OF_A_ROUTE, ROUTE, Table, Tables
from optimiser.shifts import Shift

MOST_LABELS = 30_000
SETTLING_MINUTES = 5  # added to a stop's length when gains a minute are compared: its journey, roughly
BREAK = OF_A_ROUTE.index("break_minutes")
START = OF_A_ROUTE.index("start")
Found = tuple[int, Ints]
"""What a route is worth, and its path as `best_routes` writes it."""


@dataclass(frozen=True, slots=True)
class FoundDuty:
    """A duty, and what it leaves unused.

    Attributes:
        worth: pence, before what its shift costs.
        duty: the shift and its stops.
        leaves: how late it could set out, in minutes from the horizon's midnight.
        returns: when it is back.
        rested: when its break begins, None = it has none.
    """

    worth: int
    duty: PooledDuty
    leaves: int
    returns: int
    rested: int | None


class DateShapes:
    """One worker's shifts on one date, and which stops are within their reach; the same for a whole search."""

    def __init__(self, routing: Routing, shifts: Sequence[Shift], may_make: Ints) -> None:
        """Prepare.

        Args:
            routing: of the request.
            shifts: at least one; none covers a post.
            may_make: rows of the tasks that the worker may make.
        """
        self.shifts, self.date = shifts, shifts[0].date
        self._groups = _groups(routing, shifts)
        self._choice = _choice(routing, self._groups, shifts[0], may_make)
        stop = routing.tables.stop[self._choice["task"]]
        self._user, self._minutes = stop["user"], stop["minutes"]
        self._is_linked = np.array(stop["first_arc"] < stop["end_arc"])

    def best(self, plan: RoutePlan, gain: Ints, visits_of: Ints, labels: Table) -> tuple[list[FoundDuty], int]:
        """Return for each shift what its best duty is worth and that duty; and how many labels it took.

        Args:
            plan: the routes of all others, as they stand.
            gain: [tasks] pence gained by making each, 0 = not to be had.
            visits_of: [users] how many visits the worker makes to each now: what a new pair costs is spread over them.
            labels: LABEL, room to work in.
        """
        choice = self._chosen(plan, gain, visits_of)
        found: dict[tuple[int, int], Found] = {}
        count = 0
        for shapes, owners in self._groups:
            worth = np.zeros(shapes.size, dtype=np.int64)
            paths = np.zeros((shapes.size, PATH), dtype=np.int64)
            paths[:, 1] = NONE
            if choice.size:
                count += int(best_routes(plan.tables, choice, shapes, labels, worth, paths))
            for value, path, own in zip(worth.tolist(), paths, owners, strict=True):
                found |= dict.fromkeys(own, (value, path))
        parts = [[found[row, part] for part in range(len(shift.parts))] for row, shift in enumerate(self.shifts)]
        return [_duty(shift, own) for shift, own in zip(self.shifts, parts, strict=True)], count

    def _chosen(self, plan: RoutePlan, gain: Ints, visits_of: Ints) -> Table:
        """Return CHOICE of what is to be had; the best a minute where that is more than labels can tell apart."""
        gains = gain[self._choice["task"]]
        rows = np.flatnonzero(gains > 0)
        best = np.argsort(-gains[rows] / (self._minutes[rows] + SETTLING_MINUTES), kind="stable")
        rows = np.sort(rows[best[:MOST_STOPS]])
        choice, user = self._choice[rows], self._user[rows]
        choice["gain"] = gains[rows]
        choice["pair"] //= np.maximum(1, visits_of[user])
        bits = np.int64(1) << np.arange(rows.size, dtype=np.int64)
        choice["same_user"] = ((user[:, None] == user[None, :]) * bits).sum(axis=1)
        for number in np.flatnonzero(self._is_linked[rows]).tolist():
            _keep_gaps(plan, choice, number)
        return choice


def _groups(routing: Routing, shifts: Sequence[Shift]) -> list[tuple[Table, list[list[tuple[int, int]]]]]:
    """Return distinct shapes, ROUTE, the latest start first, each with the (shift, part) that have it.

    Shapes with breaks of different length are apart.
    """
    rows = [(row[:-1], (n, part)) for n, shift in enumerate(shifts) for part, row in enumerate(routing.rows_of(shift))]
    rests = sorted({row[BREAK] for row, _ in rows} - {0}) or [0]
    owners: dict[int, dict[tuple[int, ...], list[tuple[int, int]]]] = {rest: defaultdict(list) for rest in rests}
    for row, owner in rows:
        owners[row[BREAK] or rests[0]][row].append(owner)
    groups = []
    for own in owners.values():
        order = sorted(own, key=lambda row: -row[START])
        groups.append((np.array([(*row, 0) for row in order], dtype=ROUTE), [own[row] for row in order]))
    return groups


def _choice(routing: Routing, groups: Sequence[tuple[Table, object]], shift: Shift, may_make: Ints) -> Table:
    """Return CHOICE of the tasks that could be in some shape, with what is always the same of each."""
    tables, route, worker = routing.tables, routing.route_of(shift), routing.crew.row(shift.worker_id)
    start = min(int(shapes["start"].min()) for shapes, _ in groups)
    end = max(int(shapes["latest_end"].max()) for shapes, _ in groups)
    starts, ends = _span(tables, may_make)
    rows = []
    for task in may_make[(starts <= end) & (ends >= start)].tolist():
        stop = tables.stop[task]
        window = tables.window[stop["first_window"] : stop["end_window"]]
        if ((window["latest"] >= start) & (window["earliest"] + stop["minutes"] <= end)).any():
            option = tables.option[stop["first_option"] : stop["end_option"]]
            pence = option["pence"][option["route"] == route][0]
            is_new = stop["user"] != NONE and not tables.known[stop["user"], worker]
            rows.append((task, 0, pence, tables.unfamiliar_pair if is_new else 0, 0, 0, 0, FOREVER))
    return np.array(rows, dtype=CHOICE)


def _span(tables: Tables, tasks: Ints) -> tuple[Ints, Ints]:
    """Return the earliest and the latest start of each of these tasks."""
    first = tables.stop["first_window"]
    earliest: Ints = np.minimum.reduceat(tables.window["earliest"], first)[tasks]
    latest: Ints = np.maximum.reduceat(tables.window["latest"], first)[tasks]
    return earliest, latest


def _keep_gaps(plan: RoutePlan, choice: Table, number: int) -> None:
    """Write what the links of one stop ask of its start, and which others to choose from it is linked to."""
    tables, node, task = plan.tables, plan.state.node, choice["task"][number]
    for other, least, most, _ in tables.arc[tables.stop["first_arc"][task] : tables.stop["end_arc"][task]].tolist():
        if node["route"][other] != NONE:
            begin = int(node["begin"][other])
            choice["low"][number] = max(int(choice["low"][number]), begin - most)
            choice["high"][number] = min(int(choice["high"][number]), begin - least)
        for row in np.flatnonzero(choice["task"] == other).tolist():
            choice["linked"][number] |= 1 << row


def _duty(shift: Shift, found: Sequence[Found]) -> FoundDuty:
    """Return what a shift is worth and its duty; a stop found for two parts stays in the first."""
    made: set[int] = set()
    parts = tuple(_laid_out(path, made) for _, path in found)
    duty = PooledDuty(shift, parts, sum(int(path[2]) for _, path in found))
    rested = max(int(path[5]) for _, path in found)
    whole = bool(found[0][1][0] and found[-1][1][0])
    return FoundDuty(
        worth=sum(worth for worth, _ in found),
        duty=duty,
        leaves=int(found[0][1][3]) if whole else shift.start,
        returns=int(found[-1][1][4]) if whole else shift.end,
        rested=None if rested == NONE else rested,
    )


def _laid_out(path: Ints, made: set[int]) -> LaidOut:
    """Return the stops of a path that are not made yet, and count them as made."""
    length, rest = int(path[0]), int(path[1])
    pairs = [
        (task, begin) for task, begin in path[HEAD : HEAD + 2 * length].reshape(-1, 2).tolist() if task not in made
    ]
    made.update(task for task, _ in pairs)
    break_after = None if rest == NONE else min(rest, len(pairs))
    return LaidOut(tuple(task for task, _ in pairs), tuple(begin for _, begin in pairs), break_after)
