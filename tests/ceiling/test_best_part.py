"""The kernel's best part is the best of all paths that never come straight back by way of one other visit."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from optimiser.ceiling.kernels.part import part_path, part_values
from optimiser.ceiling.kernels.tables import (
    ALWAYS_BREAK,
    BREAK_BY_LENGTH,
    HARDLY,
    NO_BREAK,
    SPELL,
    Session,
    Stops,
    room_for,
)
from optimiser.ceiling.network import enter_minutes, leave_minutes

HANDOVER, REST, EDGE, LONGEST = 5, 10, 20, 90
NO_SESSION = Session(0, 0, 0)


@st.composite
def networks(draw: Any) -> Stops:
    """Up to four stops in the first three hours."""
    count = draw(st.integers(1, 4))

    def numbers(low: int, high: int) -> Any:
        return np.array(draw(st.lists(st.integers(low, high), min_size=count, max_size=count)))

    opens = numbers(20, 120)
    return Stops(
        opens=opens,
        closes=opens + numbers(0, 60),
        minutes=numbers(15, 30),
        worth=numbers(1_000, 60_000),
        journey=np.array([numbers(0, 12) for _ in range(count)], dtype=np.int32),
        enter=enter_minutes(np.full(count, HANDOVER), HANDOVER, REST, 0, EDGE),
        leave=leave_minutes(np.zeros(count, np.int64), REST, 0, EDGE),
    )


def holding(stops: Stops, session: Session) -> Stops:
    """The same stops in a part in which a session may be held."""
    enough, nothing = np.full(stops.opens.size, HANDOVER), np.zeros_like(stops.opens)
    return stops._replace(
        enter=enter_minutes(enough, HANDOVER, REST, session.minutes, EDGE),
        leave=leave_minutes(nothing, REST, session.minutes, EDGE),
    )


@st.composite
def spells(draw: Any) -> Any:
    """A part that starts within half an hour of the beginning and lasts an hour or two."""
    start, end = draw(st.integers(1, 30)), draw(st.integers(100, 160))
    rule = draw(st.sampled_from([NO_BREAK, ALWAYS_BREAK, BREAK_BY_LENGTH]))
    moves = draw(st.integers(0, 20)), draw(st.integers(0, 30))
    return np.array(
        [(start, start + moves[0], end, end + moves[1], REST, rule, LONGEST, LONGEST + 1, 3_000)], dtype=SPELL
    )


def ends(spell: Any, price: int, free: int, value: int, rested: bool) -> Iterator[int]:
    """The value of ending the part at every minute it may end, once free."""
    for end in range(int(spell["end_first"]), int(spell["end_last"]) + 1):
        by_length = spell["rule"] == BREAK_BY_LENGTH
        may_go_without = spell["rule"] == NO_BREAK or (by_length and end <= spell["start_last"] + LONGEST)
        may_rest = spell["rule"] == ALWAYS_BREAK or (by_length and end > spell["start_first"] + LONGEST)
        if not rested and may_go_without and free <= end:
            yield value - price * end
        if may_rest and (free if rested else free + REST + EDGE) <= end:
            yield value - price * end + int(spell["rest_value"])


def goes_on(
    stops: Stops, spell: Any, price: int, before: int, stop: int, arrival: int, value: int, rested: bool
) -> Iterator[int]:
    """The value of every path that comes to a stop at a minute, from the stop `before`."""
    minute = max(arrival, int(stops.opens[stop]))
    free = minute + int(stops.minutes[stop])
    if minute > stops.closes[stop] or free > spell["end_last"]:
        return
    value += int(stops.worth[stop])
    yield from ends(spell, price, free, value, rested)
    for other in set(range(stops.opens.size)) - {before, stop}:
        there = free + int(stops.journey[other, stop])
        yield from goes_on(stops, spell, price, stop, other, there, value, rested)
        if not rested and spell["rule"] != NO_BREAK:
            yield from goes_on(stops, spell, price, stop, other, there + REST, value, True)


def paths(stops: Stops, spell: Any, price: int) -> Iterator[int]:
    """The value of every path."""
    for first in range(int(spell["start_first"]), int(spell["start_last"]) + 1):
        for stop in range(stops.opens.size):
            yield from goes_on(stops, spell, price, -1, stop, first + HANDOVER, price * first, False)
            if spell["rule"] != NO_BREAK:
                rested = first + max(HANDOVER, EDGE) + REST
                yield from goes_on(stops, spell, price, -1, stop, rested, price * first, True)


generated = settings(max_examples=60)


def best(stops: Stops, spell: Any, session: Session, price: int) -> Any:
    """The kernel's values of one spell, without and with the session."""
    values = np.empty((1, 2), np.int64)
    part_values(stops, spell, session, price, room_for(stops.opens.size, 240), values)
    return values[0]


@generated
@given(networks(), spells(), st.sampled_from([0, 300, 700]))
def test_the_best_part_is_the_best_of_every_path(stops: Stops, spell: Any, price: int) -> None:
    value = best(stops, spell, NO_SESSION, price)[0]
    expected = max(paths(stops, spell[0], price), default=None)
    if expected is None:
        assert value < HARDLY
        return
    assert value == expected
    path, room = np.empty(50, np.int64), room_for(stops.opens.size, 240)
    count, start, end, rest = part_path(stops, spell, 0, NO_SESSION, False, price, room, path)
    worth = sum(int(stops.worth[stop]) for stop in path[:count])
    assert worth - price * (end - start) + (3_000 if rest else 0) == expected


@generated
@given(networks(), spells(), st.sampled_from([300, 700]), st.integers(20, 40), st.integers(0, 60))
def test_a_training_costs_no_more_than_a_stop_for_it_that_is_no_way_from_anywhere(
    stops: Stops, spell: Any, price: int, minutes: int, opens: int
) -> None:
    session = Session(minutes, opens, opens + 60)
    held = holding(stops, session)
    plain, trained = best(held, spell, session, price)
    assert trained <= plain
    assert plain == best(stops, spell, NO_SESSION, price)[0]
    if trained < HARDLY:
        return
    path, room = np.empty(50, np.int64), room_for(stops.opens.size, 240)
    count, start, end, rest = part_path(held, spell, 0, session, True, price, room, path)
    worth, care = (sum(int(each[stop]) for stop in path[:count]) for each in (stops.worth, stops.minutes))
    assert worth - price * (end - start) + (3_000 if rest else 0) == trained
    assert end - start >= HANDOVER + care + minutes + (REST if rest else 0)  # the session takes its time


def test_a_training_that_fits_beside_the_visits_costs_only_the_time_it_takes() -> None:
    stops = Stops(
        opens=np.array([20]),
        closes=np.array([200]),
        minutes=np.array([30]),
        worth=np.array([50_000]),
        journey=np.zeros((1, 1), np.int32),
        enter=np.empty((4, 1), np.int64),
        leave=np.empty((4, 1), np.int64),
    )
    session = Session(40, 0, 150)
    spell = np.array([(10, 10, 60, 200, 0, NO_BREAK, LONGEST, LONGEST + 1, 0)], dtype=SPELL)
    plain, trained = best(holding(stops, session), spell, session, 700)
    assert plain == 50_000 - 700 * 50  # from 10 to 60, its shortest
    assert trained == 50_000 - 700 * 75  # handover, visit and session: five, thirty and forty minutes
