"""Spreads values forward in time: the best way to be free at each stop by each minute, from any permitted start.

A path may come back to a visit, though never by way of one other visit alone. That is a relaxation (no duty is worth
more than its best path), and it makes paths easy: beside its value, a path need only remember the visit before.

Minute by minute, the stops are kept in order of what being free there is worth, so that a visit which starts at that
minute looks only at the few stops from which it could still gain.
"""

import numpy as np
from numba import njit

from optimiser.ceiling.kernels.tables import (
    HARDLY,
    NOBODY,
    NOTHING,
    REST,
    SESSION,
    STATUSES,
    Ints,
    Names,
    Number,
    Room,
    Session,
    Spell,
    Stops,
    may_begin_with,
    ready,
)


@njit(cache=True, nogil=True)
def spread(stops: Stops, spell: Spell, session: Session, pauses: int, until: int, price: int, room: Room) -> None:
    """Fill the room for parts that begin within the spell's start and are over before minute `until`.

    Args:
        pauses: the status of a path with every pause that may be made.
        price: of a minute's pay.
    """
    size, least = stops.opens.size, spell.start_first
    for status in range(STATUSES):
        if status & pauses == status:
            _clear(room, status, least, until, size)
            _clear(room, ready(status), least, until, size)
    order = np.empty((STATUSES, size), dtype=np.int64)
    order[:] = np.arange(size)
    for minute in range(least, until):
        for status in range(STATUSES):
            if status & pauses == status:
                _settle(spell.rest, session, status, minute, least, size, room)
                _sort(order[status], room.first[ready(status), minute])
        for stop in range(size):
            if stops.opens[stop] <= minute <= stops.closes[stop] and minute + stops.minutes[stop] < until:
                for status in range(STATUSES):
                    if status & pauses == status:
                        _start(stops, spell, session, status, stop, minute, price, order[status], room)


@njit(cache=True, nogil=True)
def _clear(room: Room, layer: int, first: int, until: int, size: int) -> None:
    room.first[layer, first:until, :size] = NOTHING
    room.second[layer, first:until, :size] = NOTHING
    room.before[layer, first:until, :size] = NOBODY


@njit(cache=True, nogil=True)
def _settle(rest: int, session: Session, status: int, minute: int, least: int, size: int, room: Room) -> None:
    """Finish a minute's row: to be free earlier is never worth less, and a pause may have been made since."""
    if minute > least:
        _take_over(room, status, minute, status, minute - 1, size)
    if not status:
        return
    _take_over(room, ready(status), minute, status, minute, size)
    if status & REST and minute - rest >= least:
        _take_over(room, ready(status), minute, ready(status ^ REST), minute - rest, size)
    begin = minute - session.minutes
    if status & SESSION and begin >= max(session.opens, least):
        _take_over(room, ready(status), minute, ready(status ^ SESSION), max(min(begin, session.closes), least), size)


@njit(cache=True, nogil=True)
def _take_over(room: Room, layer: int, minute: int, other_layer: int, other_minute: int, size: int) -> None:
    """Take over what another row offers: at each stop the best, and the best with another stop before."""
    first, before, second = room.first[layer, minute], room.before[layer, minute], room.second[layer, minute]
    firsts, befores = room.first[other_layer, other_minute], room.before[other_layer, other_minute]
    seconds = room.second[other_layer, other_minute]
    for stop in range(size):
        best, name = firsts[stop], befores[stop]
        if best > first[stop]:
            second[stop] = max(seconds[stop], first[stop] if before[stop] != name else second[stop])
            first[stop], before[stop] = best, name
        elif best > second[stop]:
            second[stop] = max(second[stop], best if before[stop] != name else seconds[stop])


@njit(cache=True, nogil=True)
def _sort(order: Ints, values: Names) -> None:
    """Put the stops in order of their values, the greatest first; they nearly are."""
    for position in range(1, order.size):
        stop, place = order[position], position
        value = values[stop]
        while place > 0 and values[order[place - 1]] < value:
            order[place] = order[place - 1]
            place -= 1
        order[place] = stop


@njit(cache=True, nogil=True)
def enter(stops: Stops, spell: Spell, session: Session, status: int, stop: int, minute: int, price: int) -> Number:
    """Return the value of beginning the part and starting at `stop` at `minute` in a status, its worth left out."""
    start = min(spell.start_last, minute - stops.enter[status, stop])
    return price * start if start >= spell.start_first and may_begin_with(status, session, minute) else NOTHING


@njit(cache=True, nogil=True)
def _start(
    stops: Stops,
    spell: Spell,
    session: Session,
    status: int,
    stop: int,
    minute: int,
    price: int,
    order: Ints,
    room: Room,
) -> None:
    """Note what starting at `stop` at `minute` is worth once it is over, beside all earlier starts there."""
    over, worth = minute + stops.minutes[stop], stops.worth[stop]
    best, before, second = NOTHING, NOBODY, NOTHING
    if over - 1 >= spell.start_first:
        best, before = room.first[status, over - 1, stop], room.before[status, over - 1, stop]
        second = room.second[status, over - 1, stop]
    value = enter(stops, spell, session, status, stop, minute, price)
    if value > HARDLY:
        best, before, second = _offered(best, before, second, value + worth, NOBODY)
    layer, lags = ready(status), stops.journey[stop]
    firsts, befores, seconds = room.first[layer], room.before[layer], room.second[layer]
    now, beaten = firsts[minute], max(second - worth, HARDLY)
    for other in order:
        if now[other] <= beaten:
            break
        free = minute - lags[other]
        if free < spell.start_first or other == stop or firsts[free, other] <= beaten:
            continue
        value = (seconds[free, other] if befores[free, other] == stop else firsts[free, other]) + worth
        best, before, second = _offered(best, before, second, value, other)
        beaten = max(second - worth, HARDLY)
    room.first[status, over, stop], room.before[status, over, stop] = best, before
    room.second[status, over, stop] = second


@njit(cache=True, nogil=True)
def _offered(
    best: Number, before: Number, second: Number, value: Number, name: Number
) -> tuple[Number, Number, Number]:
    """Return the best value, its stop before and the best with another one, after one more offer."""
    if value <= second or (name == before and value <= best):
        return best, before, second
    if name == before:
        return value, before, second
    return (value, name, best) if value > best else (best, before, value)
