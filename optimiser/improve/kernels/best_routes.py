"""The best route of every shape that a worker's duty on one date could have, found by labels.

A *label* is a way to have made some stops: where it ends, when it is ready to leave, what it is worth. It goes on to
any stop not made yet, with the break on the way or not, as early as may be; labels are taken up in order of time:

    worth(j after i) = worth(i) + gain(j) - pair(j), unless its user is in the route - leg(i, j) - time(j) - waiting(j)

A label is dropped when another at the same stop, its break taken or not alike, is ready no later, is worth no less and
has made nothing that could still be had and that this one has not: whatever follows this one could follow the other.
It is dropped, too, when MOST_BETTER others are ready no later and worth no less, whatever they made: labels stay few,
and now and then the best route is missed.

What a late start allows, an earlier one allows too, by waiting. So starts are taken from the latest to the earliest,
each adding what only it can reach, and every shape that starts then chooses among all labels so far.

By hand: two stops of 30 minutes, 10 minutes apart, that may start 8:00-9:00, each worth 100 pence, each leg 5. A duty
8:00-8:30 is worth 100; 8:00-9:10 is worth 195; 8:00-9:09 is worth 100 again.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from optimiser.routing.handle import row_of
from optimiser.routing.problem import FOREVER, NONE, Ints
from optimiser.routing.tables import Table, Tables

MOST_STOPS = 62  # bits of a whole number, its sign aside
LONGEST = 24  # stops of a route
MOST_BETTER = 3
HEAD = 6
PATH = HEAD + 2 * LONGEST

Row = Any  # one row of a table

LABEL = row_of(
    "stop",  # row of CHOICE, NONE at the start
    "place",
    "begin",
    "ready",
    "worth",  # pence
    "pence",  # of legs, times, waiting and options
    "rested",  # when the break began, NONE = not yet
    "made",  # a bit for each stop
    "parent",
    "count",
    "following",  # the next label of the same minute, then of the same stop
)
CHOICE = row_of(
    "task",
    "gain",  # pence
    "option",  # pence it costs this worker beyond legs and times
    "pair",  # pence, of the first of its user in a route
    "same_user",  # bits of the stops of its user
    "linked",  # bits of the stops that it keeps a gap to
    "low",  # no start before this, for the sake of stops in other routes
    "high",  # no start after this
)


class Rest(NamedTuple):
    """The break: its minutes (0 = nobody has one), and from and until when it may begin."""

    minutes: int
    earliest: int
    latest: int


class Search(NamedTuple):
    """What grows during a search."""

    labels: Table  # LABEL
    head: Ints  # [minutes] the first label that is ready then
    known: Ints  # [choice, 2] the last label taken up at a stop, before and after its break
    taken: Ints  # the labels taken up, in order
    counts: Ints  # [2] of labels, and of those taken up


@njit(cache=True, nogil=True)
def best_routes(tables: Tables, choice: Table, shapes: Table, labels: Table, worth: Ints, paths: Ints) -> int:
    """Find the best route of every shape; return how many labels it took.

    Args:
        tables: of the problem.
        choice: CHOICE, at most MOST_STOPS.
        shapes: ROUTE of one worker and date, the latest start first; those with a break have one of the same length.
        labels: LABEL, room to work in.
        worth: [shapes] written: pence, at least 0.
        paths: [shapes, PATH] written: the number of stops; how many come before the break, NONE = no break; pence of
            legs, times and options; how late the route may leave for nothing after its last stop to move; when it is
            back; when the break begins; then each stop's task and start.
    """
    origin, latest = shapes[shapes.size - 1].start, shapes["latest_end"].max()
    alive = _alive(tables, choice, origin, latest)
    search = Search(
        labels,
        np.full(latest - origin + 1, NONE, dtype=np.int64),
        np.full((choice.size, 2), NONE, dtype=np.int64),
        np.empty(labels.size, dtype=np.int64),
        np.zeros(2, dtype=np.int64),
    )
    first = 0
    while first < shapes.size:
        end = first + 1
        while end < shapes.size and shapes[end].start == shapes[first].start:
            end += 1
        _spread(tables, choice, shapes[first], _rest_of(shapes, first, end), search, origin, alive)
        for row in range(first, end):
            worth[row] = _finish(tables, choice, shapes[row], search, paths[row])
        first = end
    return int(search.counts[0])


@njit(cache=True, nogil=True)
def _alive(tables: Tables, choice: Table, origin: int, latest: int) -> Ints:
    """Return for each minute the bits of the stops that may still start then or later."""
    alive = np.zeros(latest - origin + 1, dtype=np.int64)
    for row in range(choice.size):
        stop, last = tables.stop[choice[row].task], 0
        for window in range(stop.first_window, stop.end_window):
            last = max(last, tables.window[window].latest)
        for minute in range(min(alive.size, last - origin + 1)):
            alive[minute] |= 1 << row
    return alive


@njit(cache=True, nogil=True)
def _rest_of(shapes: Table, first: int, end: int) -> Rest:
    """Return the break as far as the shapes of one start go, for whatever shape may use what they reach."""
    minutes, earliest, latest = 0, FOREVER, 0
    for row in range(shapes.size):
        if shapes[row].break_minutes:
            minutes, latest = shapes[row].break_minutes, max(latest, shapes[row].break_latest)
            if first <= row < end:
                earliest = min(earliest, shapes[row].break_earliest)
    return Rest(minutes, shapes[first].start if earliest == FOREVER else earliest, latest)


@njit(cache=True, nogil=True)
def _spread(tables: Tables, choice: Table, shape: Row, rest: Rest, search: Search, origin: int, alive: Ints) -> None:
    """Add all labels that can be reached from one start."""
    labels, root = search.labels, search.counts[0]
    if root == labels.size:
        return
    labels[root].stop, labels[root].place, labels[root].begin = NONE, shape.start_place, NONE
    labels[root].ready, labels[root].worth, labels[root].pence = shape.start, 0, 0
    labels[root].rested, labels[root].made, labels[root].parent, labels[root].count = NONE, 0, NONE, 0
    search.counts[0] += 1
    _extend(tables, choice, shape, rest, search, origin, root)
    for minute in range(shape.start - origin, search.head.size):
        while search.head[minute] != NONE:
            label = search.head[minute]
            search.head[minute] = labels[label].following
            if not _is_beaten(search, label, alive[minute]):
                _take_up(search, label)
                _extend(tables, choice, shape, rest, search, origin, label)


@njit(cache=True, nogil=True)
def _is_beaten(search: Search, label: int, alive: int) -> bool:
    """Return whether others at its stop make a label useless, or MOST_BETTER of them make it look so."""
    labels, own, better = search.labels, search.labels[label], 0
    other = search.known[own.stop, int(own.rested != NONE)]
    while other != NONE:
        if labels[other].ready <= own.ready and labels[other].worth >= own.worth:
            better += 1
            if better == MOST_BETTER or (labels[other].made & ~own.made & alive) == 0:
                return True
        other = labels[other].following
    return False


@njit(cache=True, nogil=True)
def _take_up(search: Search, label: int) -> None:
    """Count a label among those known at its stop."""
    own = search.labels[label]
    rested = int(own.rested != NONE)
    own.following = search.known[own.stop, rested]
    search.known[own.stop, rested] = label
    search.taken[search.counts[1]] = label
    search.counts[1] += 1


@njit(cache=True, nogil=True)
def _extend(tables: Tables, choice: Table, shape: Row, rest: Rest, search: Search, origin: int, label: int) -> None:
    """Add every label that one can go on to."""
    own = search.labels[label]
    if own.count == LONGEST:
        return
    for row in range(choice.size):
        if own.made >> row & 1:
            continue
        place = tables.stop[choice[row].task].place
        if place == NONE:
            place = own.place
        legs = _leg(tables, shape, own.place, place)
        arrival = own.ready + _minutes(tables, shape, own.place, place)
        _add(tables, choice, search, origin, label, row, place, legs, arrival, own.rested)
        if rest.minutes and own.rested == NONE and arrival <= rest.latest:
            rested = max(arrival, rest.earliest)
            _add(tables, choice, search, origin, label, row, place, legs, rested + rest.minutes, rested)


@njit(cache=True, nogil=True)
def _add(
    tables: Tables,
    choice: Table,
    search: Search,
    origin: int,
    label: int,
    row: int,
    place: int,
    legs: int,
    arrival: int,
    rested: int,
) -> None:
    """Add the labels, one a window, that make a stop after another label, reached at `arrival`."""
    own, chosen = search.labels[label], choice[row]
    stop, low, high = tables.stop[chosen.task], chosen.low, chosen.high
    if own.made & chosen.linked:
        low, high = _kept_apart(tables, choice, search, label, row)
    for window in range(stop.first_window, stop.end_window):
        begin = max(arrival, tables.window[window].earliest, low)
        late = begin > min(tables.window[window].latest, high)
        if late or begin + stop.minutes - origin >= search.head.size or search.counts[0] == search.labels.size:
            continue
        pence = legs + chosen.option + _time_pence(tables, window, begin)
        pence += tables.waiting_minute * (begin - arrival) if own.count else 0
        new = search.labels[search.counts[0]]
        new.stop, new.place, new.begin, new.ready, new.rested = row, place, begin, begin + stop.minutes, rested
        new.made, new.parent, new.count, new.pence = own.made | (1 << row), label, own.count + 1, own.pence + pence
        new.worth = own.worth + chosen.gain - pence - (0 if own.made & chosen.same_user else chosen.pair)
        new.following = search.head[new.ready - origin]
        search.head[new.ready - origin] = search.counts[0]
        search.counts[0] += 1


@njit(cache=True, nogil=True)
def _time_pence(tables: Tables, window: int, begin: int) -> int:
    """Return the pence of a start that is late or early; as `routing.kernels.times` has it, in the file compiled."""
    late, early = begin - tables.window[window].on_time, tables.window[window].not_early - begin
    return int(max(0, late) * tables.late_minute + max(0, early) * tables.early_minute)


@njit(cache=True, nogil=True)
def _kept_apart(tables: Tables, choice: Table, search: Search, label: int, row: int) -> tuple[int, int]:
    """Return the earliest and the latest start of a stop that keep its gaps, to what a label has made too."""
    stop, labels, low, high = tables.stop[choice[row].task], search.labels, choice[row].low, choice[row].high
    while labels[label].count:
        for arc in range(stop.first_arc, stop.end_arc):
            if tables.arc[arc].stop == choice[labels[label].stop].task:
                low = max(low, labels[label].begin - tables.arc[arc].most)
                high = min(high, labels[label].begin - tables.arc[arc].least)
        label = labels[label].parent
    return low, high


@njit(cache=True, nogil=True)
def _finish(tables: Tables, choice: Table, shape: Row, search: Search, path: Ints) -> int:
    """Write the best route of one shape; return what it is worth."""
    best, most = NONE, 0
    for row in range(search.counts[1]):
        label = search.labels[search.taken[row]]
        if label.worth > most:
            worth = label.worth - _way_back(tables, shape, label)
            if worth > most:
                best, most = search.taken[row], worth
    path[:HEAD] = NONE
    path[0], path[2] = 0, 0
    if best != NONE:
        path[2] = search.labels[best].pence + _way_back(tables, shape, search.labels[best])
        _write_ends(tables, choice, shape, search.labels, best, path)
        _write_stops(choice, shape, search.labels, best, path)
    return most


@njit(cache=True, nogil=True)
def _way_back(tables: Tables, shape: Row, label: Row) -> int:
    """Return the pence of the leg from a label to the end of a shape's route; FOREVER when the two do not fit."""
    rested = _break_of(shape, label)
    if shape.break_minutes and not shape.break_earliest <= rested <= shape.break_latest:
        return FOREVER
    if _back_at(tables, shape, label) > shape.latest_end:
        return FOREVER
    return _leg(tables, shape, label.place, shape.end_place)


@njit(cache=True, nogil=True)
def _break_of(shape: Row, label: Row) -> int:
    """Return when a shape's break begins in the route of a label, NONE where it has none."""
    if shape.break_minutes == 0:
        return NONE
    return int(max(label.ready, shape.break_earliest) if label.rested == NONE else label.rested)


@njit(cache=True, nogil=True)
def _back_at(tables: Tables, shape: Row, label: Row) -> int:
    """Return when the route of a label is back, its break after the last stop where it has not been before."""
    minutes = _minutes(tables, shape, label.place, shape.end_place)
    if shape.break_minutes and label.rested == NONE:
        return int(_break_of(shape, label) + shape.break_minutes + minutes)
    return int(label.ready + minutes)


@njit(cache=True, nogil=True)
def _minutes(tables: Tables, shape: Row, origin: int, destination: int) -> int:
    """Return the minutes of a journey, none to or from nowhere."""
    if origin == NONE or destination == NONE:
        return 0
    return int(tables.journey[shape.mode, origin, destination])


@njit(cache=True, nogil=True)
def _leg(tables: Tables, shape: Row, origin: int, destination: int) -> int:
    """Return the pence of a leg, none to or from nowhere."""
    if origin == NONE or destination == NONE:
        return 0
    return int(tables.leg_pence[shape.mode, origin, destination])


@njit(cache=True, nogil=True)
def _write_ends(tables: Tables, choice: Table, shape: Row, labels: Table, label: int, path: Ints) -> None:
    """Write how late the route of a label may leave, when it is back, and when its break begins."""
    path[4], path[5] = _back_at(tables, shape, labels[label]), _break_of(shape, labels[label])
    begin = labels[label].begin
    while labels[label].count:
        own, before = labels[label], labels[labels[label].parent]
        breaks_here = shape.break_minutes > 0 and own.rested != NONE and before.rested == NONE
        limit = (own.rested if breaks_here else begin) - _minutes(tables, shape, before.place, own.place)
        path[3] = limit
        label = own.parent
        if before.count:
            begin = min(
                _latest(tables, choice[before.stop], before.begin),
                limit - tables.stop[choice[before.stop].task].minutes,
            )


@njit(cache=True, nogil=True)
def _latest(tables: Tables, chosen: Row, begin: int) -> int:
    """Return how late a stop that begins then may begin at no price; links leave it no choice."""
    stop, latest = tables.stop[chosen.task], begin
    if stop.first_arc < stop.end_arc:
        return begin
    for window in range(stop.first_window, stop.end_window):
        if tables.window[window].earliest <= begin <= tables.window[window].latest:
            latest = max(latest, tables.window[window].on_time)
    return latest


@njit(cache=True, nogil=True)
def _write_stops(choice: Table, shape: Row, labels: Table, label: int, path: Ints) -> None:
    """Write the stops that a label has made, and before which of them the break is."""
    path[0] = labels[label].count
    if shape.break_minutes:
        path[1] = path[0]
    while labels[label].count:
        place = HEAD + 2 * (labels[label].count - 1)
        path[place], path[place + 1] = choice[labels[label].stop].task, labels[label].begin
        if shape.break_minutes and labels[label].rested != NONE:
            path[1] = labels[label].count - 1
        label = labels[label].parent
