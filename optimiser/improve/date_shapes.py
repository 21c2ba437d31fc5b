"""What one worker could do on one date: the shapes of their duties, the stops they may make, and the best routes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optimiser.improve.kernels.best_routes import CHOICE, HEAD, MOST_STOPS, PATH, best_routes
from optimiser.improve.pool import PooledDuty
from optimiser.routing.plan import Flags, LaidOut, RoutePlan
from optimiser.routing.problem import FOREVER, NONE, Ints
from optimiser.routing.routing import Routing
from optimiser.routing.tables import OF_A_ROUTE, ROUTE, Table, Tables
from optimiser.shifts import Shift

MOST_LABELS = 30_000
SETTLING_MINUTES = 5  # added to a stop's length when gains a minute are compared: its journey, roughly
BREAK = OF_A_ROUTE.index("break_minutes")
START = OF_A_ROUTE.index("start")


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
        self.paid = np.array([shift.paid_minutes for shift in shifts], dtype=np.int64)
        self._groups, self._row_of_part = _groups(routing, shifts)
        self._choice = _choice(routing, self._groups, shifts[0], may_make)
        stop = routing.tables.stop[self._choice["task"]]
        self._user, self._minutes = stop["user"], stop["minutes"]
        self._is_linked = np.array(stop["first_arc"] < stop["end_arc"])

    def best(self, plan: RoutePlan, gain: Ints, visits_of: Ints, labels: Table) -> "BestOfDate":
        """Return the best duty of each shift.

        Args:
            plan: the routes of all others, as they stand.
            gain: [tasks] pence gained by making each, 0 = not to be had.
            visits_of: [users] how many visits the worker makes to each now: what a new pair costs is spread over them.
            labels: LABEL, room to work in.
        """
        choice, count, first = self._chosen(plan, gain, visits_of), 0, 0
        shapes = sum(group.size for group in self._groups)
        worth, paths = np.zeros(shapes + 1, dtype=np.int64), np.zeros((shapes, PATH), dtype=np.int64)
        paths[:, 1:HEAD] = (NONE, 0, NONE, NONE, NONE)
        for group in self._groups if choice.size else ():
            rows = slice(first, first + group.size)
            count += int(best_routes(plan.tables, choice, group, labels, worth[rows], paths[rows]))
            first += group.size
        return BestOfDate(self, worth[self._row_of_part].sum(axis=1), paths, count)

    def found(self, row: int, worth: int, paths: Ints) -> FoundDuty:
        """Return the duty of a shift whose parts have these paths."""
        shift = self.shifts[row]
        return _duty(shift, worth, [paths[each] for each in self._row_of_part[row, : len(shift.parts)].tolist()])

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


@dataclass(frozen=True)
class BestOfDate:
    """The best duty of each shift of one worker and date.

    Attributes:
        shapes: whose they are.
        worth: [shifts] pence, before what a shift costs.
        paths: [distinct routes, PATH], as `best_routes` writes them.
        labels: how many it took.
    """

    shapes: DateShapes
    worth: Ints
    paths: Ints
    labels: int

    def duty(self, row: int) -> FoundDuty:
        """Return the duty of a shift."""
        return self.shapes.found(row, int(self.worth[row]), self.paths)


def _groups(routing: Routing, shifts: Sequence[Shift]) -> tuple[list[Table], Ints]:
    """Return distinct routes, ROUTE, those with breaks of different length apart, in each the latest start first.

    With them, [shifts, parts], the row that each part of each shift has in all of them together, -1 = no such part.
    """
    rows = [[row[:-1] for row in routing.rows_of(shift)] for shift in shifts]
    distinct = dict.fromkeys(row for own in rows for row in own)
    rests = sorted({row[BREAK] for row in distinct} - {0}) or [0]
    groups = [
        sorted((row for row in distinct if (row[BREAK] or rests[0]) == rest), key=lambda row: -row[START])
        for rest in rests
    ]
    number = {row: place for place, row in enumerate(row for group in groups for row in group)}
    parts = max(map(len, rows))
    of_part = np.array([[*map(number.__getitem__, own), *[NONE] * (parts - len(own))] for own in rows], dtype=np.int64)
    return [np.array([(*row, 0) for row in group], dtype=ROUTE) for group in groups], of_part


def _choice(routing: Routing, groups: Sequence[Table], shift: Shift, may_make: Ints) -> Table:
    """Return CHOICE of the tasks that could be in some shape, with what is always the same of each."""
    tables, route, worker = routing.tables, routing.route_of(shift), routing.crew.row(shift.worker_id)
    start = min(int(shapes["start"].min()) for shapes in groups)
    end = max(int(shapes["latest_end"].max()) for shapes in groups)
    usable = may_make[_reachable(tables, may_make, start, end)]
    choice, stop = np.zeros(usable.size, dtype=CHOICE), tables.stop[usable]
    is_new = (stop["user"] != NONE) & (tables.known[stop["user"], worker] == 0)
    choice["task"], choice["high"] = usable, FOREVER
    choice["pair"] = np.where(is_new, tables.unfamiliar_pair, 0)
    if tables.option["pence"].any():
        options = [tables.option[first:last] for first, last in stop[["first_option", "end_option"]].tolist()]
        choice["option"] = [option["pence"][option["route"] == route][0] for option in options]
    return choice


def _reachable(tables: Tables, tasks: Ints, start: int, end: int) -> Flags:
    """Return which tasks have a window that admits a start between two minutes, and their own length before the end."""
    stop = tables.stop[tasks]
    fits: Ints = (tables.window["latest"] >= start).astype(np.int64)
    last = np.repeat(tables.stop["minutes"], tables.stop["end_window"] - tables.stop["first_window"])
    fits &= tables.window["earliest"] + last <= end
    sums = np.concatenate([[0], np.cumsum(fits)])
    reachable: Flags = sums[stop["end_window"]] > sums[stop["first_window"]]
    return reachable


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


def _duty(shift: Shift, worth: int, paths: Sequence[Ints]) -> FoundDuty:
    """Return the duty of a shift; a stop found for two parts stays in the first."""
    made: set[int] = set()
    parts = tuple(_laid_out(path, made) for path in paths)
    rested = max(int(path[5]) for path in paths)
    is_used = bool(paths[0][0] and paths[-1][0])
    return FoundDuty(
        worth=worth,
        duty=PooledDuty(shift, parts, sum(int(path[2]) for path in paths)),
        leaves=int(paths[0][3]) if is_used else shift.start,
        returns=int(paths[-1][4]) if is_used else shift.end,
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
