"""The kernel's best part is the best of all paths that never come straight back by way of one other visit."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from optimiser.ceiling.best_duty import (
    ALWAYS_BREAK,
    BREAK_BY_LENGTH,
    NO_BREAK,
    NOTHING,
    SPELL,
    Stops,
    part_path,
    part_values,
    room_for,
)

HANDOVER, REST, EDGE, LONGEST = 5, 10, 20, 90


@st.composite
def networks(draw: Any) -> Stops:
    """Up to four stops in the first three hours."""
    count = draw(st.integers(1, 4))

    def numbers(low: int, high: int) -> Any:
        return np.array(draw(st.lists(st.integers(low, high), min_size=count, max_size=count)))

    opens = numbers(20, 120)
    journey = np.array([numbers(0, 12) for _ in range(count)], dtype=np.int32)
    enough = np.full(count, HANDOVER)
    return Stops(
        opens=opens,
        closes=opens + numbers(0, 60),
        minutes=numbers(15, 30),
        worth=numbers(1_000, 60_000).astype(np.float32),
        journey=journey,
        enter=enough,
        enter_rested=np.maximum(enough + REST, EDGE + REST),
        leave=np.zeros(count, np.int64),
        leave_resting=np.full(count, REST + EDGE),
    )


@st.composite
def spells(draw: Any) -> Any:
    """A part that starts within half an hour of the beginning and lasts an hour or two."""
    start, end = draw(st.integers(1, 30)), draw(st.integers(100, 160))
    rule = draw(st.sampled_from([NO_BREAK, ALWAYS_BREAK, BREAK_BY_LENGTH]))
    moves = draw(st.integers(0, 20)), draw(st.integers(0, 30))
    return np.array([(start, start + moves[0], end, end + moves[1], REST, rule, LONGEST, 3_000)], dtype=SPELL)


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
        there = free + int(stops.journey[stop, other])
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


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None)
@given(networks(), spells(), st.sampled_from([0, 300, 700]))
def test_the_best_part_is_the_best_of_every_path(stops: Stops, spell: Any, price: int) -> None:
    room, values, path = room_for(stops.opens.size, 200), np.empty(1, np.int64), np.empty(50, np.int64)
    part_values(stops, spell, price, room, values)
    expected = max(paths(stops, spell[0], price), default=None)
    if expected is None:
        assert values[0] < NOTHING / 2
        return
    assert values[0] == expected
    count, start, end, rest = part_path(stops, spell, 0, price, room, path)
    worth = sum(int(stops.worth[stop]) for stop in path[:count])
    assert worth - price * (end - start) + (3_000 if rest else 0) == expected
