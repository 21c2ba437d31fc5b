"""The best part of a duty at given prices: a compiled longest path over visits in time.

A path may come back to a visit, though never by way of one other visit alone. That is a relaxation (no duty is worth
more than its best path), and it makes paths easy: beside its value, a path need only remember the visit before.

Times are whole minutes from an origin before every window and shift. Values are whole numbers below 2**24, so that
single precision holds them, and every sum of them, exactly; the caller rounds so that no duty's value is understated.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Values = NDArray[np.float32]
Names = NDArray[np.int32]
Table = NDArray[np.void]
Spell = Any  # a row of a table; the compiler knows its fields
Number = Any  # a value; single precision when compiled

NOTHING = np.float32(-1e9)
"""The value of what cannot be; so is anything below half of it."""
LARGEST_VALUE = 1 << 23
"""What a day's pay may come to, so that no sum of values leaves single precision's whole numbers."""
NEVER = 1 << 40
NOBODY = -1
NO_BREAK, ALWAYS_BREAK, BREAK_BY_LENGTH = 0, 1, 2
FRESH, RESTED, READY = 0, 1, 2
"""Layers of the room: the break not taken; taken; taken, or just taken since the last stop."""

SPELL = np.dtype(
    [
        ("start_first", np.int64),  # the part begins between these two
        ("start_last", np.int64),
        ("end_first", np.int64),  # and ends between these two
        ("end_last", np.int64),
        ("rest", np.int64),  # minutes of the break
        ("rule", np.int64),  # NO_BREAK, ALWAYS_BREAK, or BREAK_BY_LENGTH: due when the part is longer than `longest`
        ("longest", np.int64),
        ("rest_value", np.int64),  # what an unpaid break adds to the value
    ]
)
"""When a part of a duty may begin and end, and the break in it; rows with equal starts and rest stand together."""


class Stops(NamedTuple):
    """N stops: visits in one of their windows, as one worker may make them.

    Attributes:
        opens, closes: [N] first and last start.
        minutes: [N] of care, at least 1.
        worth: [N] value of making the visit.
        journey: [N, N] minutes from a row to a column.
        enter, enter_rested: [N] least minutes from the part's beginning to this stop as its first, without and after
            the break.
        leave, leave_resting: [N] least minutes from the end of this stop, as the last, to the part's end, without
            and before the break.
    """

    opens: Ints
    closes: Ints
    minutes: Ints
    worth: Values
    journey: Names
    enter: Ints
    enter_rested: Ints
    leave: Ints
    leave_resting: Ints


class Room(NamedTuple):
    """Working space [3 layers, N, T]: what being free at a stop by a minute is worth.

    Attributes:
        first: the best value.
        before: the stop before, on the best path; NOBODY when there is none.
        second: the best value over paths with another stop before.
    """

    first: Values
    before: Names
    second: Values


def room_for(stops: int, minutes: int) -> Room:
    """Return working space for so many stops and minutes."""
    shape = (3, stops, minutes)
    return Room(np.empty(shape, np.float32), np.empty(shape, np.int32), np.empty(shape, np.float32))


@njit(cache=True, nogil=True)
def part_values(stops: Stops, spells: Table, price: int, room: Room, values: Ints) -> None:
    """Write into values[spell] what the best part with at least one visit is worth; NOTHING where there is none."""
    first = 0
    while first < spells.size:
        end = first + 1
        while end < spells.size and _alike(spells[first], spells[end]):
            end += 1
        _spread(stops, spells[first:end], price, room)
        for row in range(first, end):
            values[row] = int(_finish(stops, spells[row], price, room)[0])
        first = end


@njit(cache=True, nogil=True)
def _alike(one: Spell, other: Spell) -> Number:
    return one.start_first == other.start_first and one.start_last == other.start_last and one.rest == other.rest


@njit(cache=True, nogil=True)
def _spread(stops: Stops, spells: Table, price: int, room: Room) -> None:
    """Fill the room for parts that begin within the spells' common start, in steps no longer than any visit."""
    step, until, least = stops.minutes.min(), spells["end_last"].max() + 1, spells[0].start_first
    layers = 1 if spells["rule"].max() == NO_BREAK else 2
    room.first[:, :, :until] = NOTHING
    room.second[:, :, :until] = NOTHING
    room.before[:, :, :until] = NOBODY
    since = np.where(stops.closes < least, NEVER, np.maximum(stops.opens, least) + stops.minutes)
    filled = np.full(since.size, least)
    order = np.empty((2, since.size), dtype=np.int64)
    order[:] = np.arange(since.size)
    reached = Room(
        np.empty((1, 1, step), np.float32), np.empty((1, 1, step), np.int32), np.empty((1, 1, step), np.float32)
    )
    for begin in range(least, until, step):
        known = min(begin + step, until) - 1
        for layer in range(layers):
            _sort(order[layer], room.first[2 * layer], known)
        for stop in range(since.size):
            first = max(begin, stops.opens[stop])
            size = min(begin + step, stops.closes[stop] + 1, until - stops.minutes[stop]) - first
            for layer in range(layers if size > 0 else 0):
                _reach(stops, spells[0], stop, first, size, since, room, order[layer], known, layer, price, reached)
                _note(room, layer, stop, first + stops.minutes[stop], size, reached, stops.worth[stop])
        _carry_on(room, layers, spells[0].rest, filled, min(begin + 2 * step, until))


@njit(cache=True, nogil=True)
def _sort(order: Ints, values: Values, minute: int) -> None:
    """Put the stops in order of their values at a minute, the greatest first; they nearly are."""
    for position in range(1, order.size):
        stop, value, place = order[position], values[order[position], minute], position
        while place > 0 and values[order[place - 1], minute] < value:
            order[place] = order[place - 1]
            place -= 1
        order[place] = stop


@njit(cache=True, nogil=True)
def _enter(stops: Stops, spell: Spell, stop: int, minute: int, layer: int, price: int) -> Number:
    """Return the value of beginning the part and starting at `stop` at `minute`, the stop's worth left out."""
    start = min(spell.start_last, minute - (stops.enter_rested[stop] if layer else stops.enter[stop]))
    return np.float32(price * start) if start >= spell.start_first else NOTHING


@njit(cache=True, nogil=True)
def _reach(
    stops: Stops,
    spell: Spell,
    stop: int,
    first: int,
    size: int,
    since: Ints,
    room: Room,
    order: Ints,
    known: int,
    layer: int,
    price: int,
    reached: Room,
) -> None:
    """Work out starting at `stop` at each of `size` minutes from `first`, its worth left out, in a layer."""
    best, before, second = reached.first[0, 0], reached.before[0, 0], reached.second[0, 0]
    for offset in range(size):
        best[offset] = _enter(stops, spell, stop, first + offset, layer, price)
        before[offset] = NOBODY
        second[offset] = NOTHING
    lowest, latest = second[:size].min(), first + size - 1
    for other in order:
        if room.first[2 * layer, other, known] <= lowest:
            return
        free = latest - stops.journey[other, stop]
        if other == stop or free < 0 or room.first[2 * layer, other, free] <= lowest:
            continue
        begin = max(0, since[other] + stops.journey[other, stop] - first)
        if begin < size:
            shift = first - stops.journey[other, stop]
            _come_from(room, 2 * layer, other, stop, shift + begin, reached, begin, size)
            lowest = second[:size].min()


@njit(cache=True, nogil=True)
def _come_from(room: Room, layer: int, other: int, stop: int, free: int, reached: Room, begin: int, size: int) -> None:
    """Take over what is better by way of `other`, free from minute `free` on, not having come to it from `stop`."""
    firsts = room.first[layer, other, free : free + size - begin]
    befores = room.before[layer, other, free : free + size - begin]
    seconds = room.second[layer, other, free : free + size - begin]
    best, before = reached.first[0, 0, begin:size], reached.before[0, 0, begin:size]
    second, name = reached.second[0, 0, begin:size], np.int32(other)
    for offset in range(best.size):
        value = seconds[offset] if befores[offset] == stop else firsts[offset]
        second[offset] = max(second[offset], min(best[offset], value))
        before[offset] = name if value > best[offset] else before[offset]
        best[offset] = max(best[offset], value)


@njit(cache=True, nogil=True)
def _note(room: Room, layer: int, stop: int, free: int, size: int, reached: Room, worth: Number) -> None:
    room.first[layer, stop, free : free + size] = reached.first[0, 0, :size] + worth
    room.before[layer, stop, free : free + size] = reached.before[0, 0, :size]
    room.second[layer, stop, free : free + size] = reached.second[0, 0, :size] + worth


@njit(cache=True, nogil=True)
def _carry_on(room: Room, layers: int, rest: int, filled: Ints, until: int) -> None:
    """Carry every stop's values on to minute `until`: to be free earlier is never worth less."""
    for stop in range(filled.size):
        for minute in range(max(filled[stop], 1), until):
            _merge(room, FRESH, stop, minute, FRESH, minute - 1)
            if layers > 1:
                _merge(room, RESTED, stop, minute, RESTED, minute - 1)
                _merge(room, READY, stop, minute, RESTED, minute)
                if minute >= rest:
                    _merge(room, READY, stop, minute, FRESH, minute - rest)
        filled[stop] = max(filled[stop], until)


@njit(cache=True, nogil=True)
def _merge(room: Room, layer: int, stop: int, minute: int, other_layer: int, other_minute: int) -> None:
    """Take over at a stop what another layer or minute offers: the best, and the best with another stop before."""
    first, before, second = room.first[layer, stop], room.before[layer, stop], room.second[layer, stop]
    best = room.first[other_layer, stop, other_minute]
    name, next_best = room.before[other_layer, stop, other_minute], room.second[other_layer, stop, other_minute]
    if best > first[minute]:
        second[minute] = max(next_best, first[minute] if before[minute] != name else second[minute])
        first[minute], before[minute] = best, name
    else:
        second[minute] = max(second[minute], best if before[minute] != name else next_best)


@njit(cache=True, nogil=True)
def _finish(stops: Stops, spell: Spell, price: int, room: Room) -> tuple[Number, int, int, int, int]:
    """Return the best value, its last stop, when that is over, the part's end; 1 rested before it, 2 after, else 0."""
    best, last, free, over, how = NOTHING, 0, 0, 0, 0
    for rested in range(3):
        first, until = spell.end_first, spell.end_last + 1
        if rested == 0 and spell.rule == BREAK_BY_LENGTH:
            until = min(until, spell.start_last + spell.longest + 1)
        if rested > 0 and spell.rule == BREAK_BY_LENGTH:
            first = max(first, spell.start_first + spell.longest + 1)
        if (rested == 0 and spell.rule == ALWAYS_BREAK) or (rested > 0 and spell.rule == NO_BREAK):
            continue
        grid, extra = room.first[RESTED if rested == 1 else FRESH], spell.rest_value if rested else 0
        for stop in range(stops.opens.size):
            lag = stops.leave_resting[stop] if rested == 2 else stops.leave[stop]
            for end in range(max(first, lag), until):
                value = grid[stop, end - lag] + np.float32(extra - price * end)
                if value > best:
                    best, last, free, over, how = value, stop, end - lag, end, rested
    return best, last, free, over, how


@njit(cache=True, nogil=True)
def part_path(stops: Stops, spells: Table, row: int, price: int, room: Room, path: Ints) -> tuple[int, int, int, int]:
    """Write the stops of a spell's best part into path, last first.

    Returns:
        How many stops, when the part begins and ends, and the minutes of break in it.
    """
    spell = spells[row]
    _spread(stops, spells[row : row + 1], price, room)
    _, stop, free, end, how = _finish(stops, spell, price, room)
    layer, taken, after = (RESTED if how == 1 else FRESH), (spell.rest if how else 0), NOBODY
    value = room.first[layer, stop, free]
    for count in range(path.size):
        path[count] = stop
        minute, other = _came(stops, spell, price, room, layer, stop, free, value, after)
        if other == NOBODY:
            lag = stops.enter_rested[stop] if layer else stops.enter[stop]
            return count + 1, min(spell.start_last, minute - lag), end, taken
        value -= stops.worth[stop]
        after, stop, free = stop, other, minute - stops.journey[other, stop]
        if layer == RESTED and _without(room, RESTED, stop, free, after) != value:
            layer, free = FRESH, free - spell.rest
    return path.size, spell.start_first, end, taken


@njit(cache=True, nogil=True)
def _without(room: Room, layer: int, stop: int, minute: int, before: int) -> Number:
    """Return the best value of being free at a stop by a minute, not having come from `before`."""
    is_barred = before != NOBODY and room.before[layer, stop, minute] == before
    return room.second[layer, stop, minute] if is_barred else room.first[layer, stop, minute]


@njit(cache=True, nogil=True)
def _came(
    stops: Stops, spell: Spell, price: int, room: Room, layer: int, stop: int, free: int, value: Number, barred: int
) -> tuple[int, int]:
    """Return when a stop with this value by minute `free` started, and which stop but `barred` came before."""
    wanted = value - stops.worth[stop]
    for minute in range(min(free - stops.minutes[stop], stops.closes[stop]), stops.opens[stop] - 1, -1):
        if _enter(stops, spell, stop, minute, layer, price) == wanted:
            return minute, NOBODY
        for other in range(stops.opens.size):
            left = minute - stops.journey[other, stop]
            if other in (stop, barred) or left < 0:
                continue
            if _without(room, 2 * layer, other, left, stop) == wanted:
                return minute, other
    return stops.opens[stop], NOBODY
