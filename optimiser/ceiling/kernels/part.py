"""The best part of a duty with at least one visit, for many spells at once; and, on demand, the visits in it."""

from typing import NamedTuple

from numba import njit

from optimiser.ceiling.kernels.spread import enter, spread
from optimiser.ceiling.kernels.tables import (
    ALWAYS_BREAK,
    BREAK_BY_LENGTH,
    NO_BREAK,
    NOBODY,
    NOTHING,
    REST,
    SESSION,
    STATUSES,
    Ints,
    Number,
    Room,
    Session,
    Spell,
    Stops,
    Table,
    pauses_of,
    ready,
)


class Last(NamedTuple):
    """The end of a best part: its value, the last stop, when and in which status that is over, the end, the break."""

    value: int
    stop: int
    free: int
    status: int
    end: int
    rested: int


@njit(cache=True, nogil=True)
def part_values(stops: Stops, spells: Table, session: Session, price: int, room: Room, values: Ints) -> None:
    """Write into values[spell] what the best part is worth, without and with the session; NOTHING where there is none.

    Args:
        values: [S, 2].
    """
    first = 0
    while first < spells.size:
        end, until = first, 0
        while end < spells.size and _alike(spells[first], spells[end]):
            until = max(until, spells[end].end_last + 1)
            end += 1
        has_rest = spells[first:end]["rule"].max() != NO_BREAK
        spread(stops, spells[first], session, pauses_of(has_rest, session), until, price, room)
        for row in range(first, end):
            values[row, 0] = _finish(stops, spells[row], session, False, price, room).value
            values[row, 1] = NOTHING
            if session.minutes:
                values[row, 1] = _finish(stops, spells[row], session, True, price, room).value
        first = end


@njit(cache=True, nogil=True)
def _alike(one: Spell, other: Spell) -> Number:
    return one.start_first == other.start_first and one.start_last == other.start_last and one.rest == other.rest


@njit(cache=True, nogil=True)
def _ends(spell: Spell, rested: int) -> tuple[int, int]:
    """Return the first end, and the minute after the last, of a part with or without the break."""
    first, until = spell.end_first, spell.end_last + 1
    if spell.rule == BREAK_BY_LENGTH and rested:
        return max(first, spell.start_first + spell.least_rested), until
    if spell.rule == BREAK_BY_LENGTH:
        return first, min(until, spell.start_last + spell.most_unrested + 1)
    return first, until if rested == (spell.rule == ALWAYS_BREAK) else first


@njit(cache=True, nogil=True)
def _finish(stops: Stops, spell: Spell, session: Session, is_held: bool, price: int, room: Room) -> Last:
    """Return the best end of a part, the session held in it or not."""
    best = Last(NOTHING, 0, 0, 0, 0, 0)
    for rested in range(2):
        first, until = _ends(spell, rested)
        final = rested + (SESSION if is_held else 0)
        for status in range(STATUSES):
            if status & final != status:
                continue
            begin, latest = first, until
            if final & ~status & SESSION:
                begin, latest = max(first, session.opens + session.minutes), session.closes
            extra = spell.rest_value if rested else 0
            best = _last(stops, spell, status, final, begin, until, latest, extra, price, room, best)
    return best


@njit(cache=True, nogil=True)
def _last(
    stops: Stops,
    spell: Spell,
    status: int,
    final: int,
    first: int,
    until: int,
    latest: int,
    extra: int,
    price: int,
    room: Room,
    best: Last,
) -> Last:
    """Return the better of `best` and the best part that has its last visit in `status` and ends in `final`."""
    value = best.value
    for end in range(first, until):
        paid = extra - price * end
        for stop in range(stops.opens.size):
            free = min(end - stops.leave[final & ~status, stop], latest)
            if free >= spell.start_first and room.first[status, free, stop] + paid > value:
                value = room.first[status, free, stop] + paid
                best = Last(value, stop, free, status, end, final & REST)
    return best


@njit(cache=True, nogil=True)
def part_path(
    stops: Stops, spells: Table, row: int, session: Session, is_held: bool, price: int, room: Room, path: Ints
) -> tuple[int, int, int, int]:
    """Write the stops of a spell's best part into path, last first.

    Returns:
        How many stops, when the part begins and ends, and whether a break is in it.
    """
    spell = spells[row]
    pauses = pauses_of(spell.rule != NO_BREAK, session)
    spread(stops, spell, session, pauses, spell.end_last + 1, price, room)
    last = _finish(stops, spell, session, is_held, price, room)
    stop, free, status, after = last.stop, last.free, last.status, NOBODY
    value = room.first[status, free, stop]
    for count in range(path.size):
        path[count] = stop
        minute, other = _came(stops, spell, session, price, room, status, stop, free, value, after)
        if other == NOBODY:
            return count + 1, min(spell.start_last, minute - stops.enter[status, stop]), last.end, last.rested
        value -= stops.worth[stop]
        status, free = _paused(
            spell.rest, session, room, status, other, minute - stops.journey[stop, other], value, stop
        )
        after, stop = stop, other
    return path.size, spell.start_first, last.end, last.rested


@njit(cache=True, nogil=True)
def _without(room: Room, layer: int, stop: int, minute: int, barred: int) -> Number:
    """Return the best value of being free at a stop by a minute, not having come from `barred`."""
    is_barred = barred != NOBODY and room.before[layer, minute, stop] == barred
    return room.second[layer, minute, stop] if is_barred else room.first[layer, minute, stop]


@njit(cache=True, nogil=True)
def _came(
    stops: Stops,
    spell: Spell,
    session: Session,
    price: int,
    room: Room,
    status: int,
    stop: int,
    free: int,
    value: Number,
    barred: int,
) -> tuple[int, int]:
    """Return when a stop with this value by minute `free` started, and which stop but `barred` came before."""
    wanted = value - stops.worth[stop]
    for minute in range(min(free - stops.minutes[stop], stops.closes[stop]), stops.opens[stop] - 1, -1):
        if enter(stops, spell, session, status, stop, minute, price) == wanted:
            return minute, NOBODY
        for other in range(stops.opens.size):
            left = minute - stops.journey[stop, other]
            if other in (stop, barred) or left < spell.start_first:
                continue
            if _without(room, ready(status), other, left, stop) == wanted:
                return minute, other
    return stops.opens[stop], NOBODY


@njit(cache=True, nogil=True)
def _paused(
    rest: int, session: Session, room: Room, status: int, stop: int, minute: int, value: Number, barred: int
) -> tuple[int, int]:
    """Return the status at the end of a stop, and when that was, of a path that goes on from it at `minute`."""
    for ended in range(status, -1, -1):
        if status & ended != ended:
            continue
        made = status & ~ended
        free = minute - (rest if made & REST else 0) - (session.minutes if made & SESSION else 0)
        if made & SESSION:
            free = min(free, session.closes)
        for earlier in range(free, max(free - rest, 0) - 1, -1):
            if _without(room, ended, stop, earlier, barred) == value:
                return ended, earlier
            if made != REST | SESSION:
                break
    return status, minute
