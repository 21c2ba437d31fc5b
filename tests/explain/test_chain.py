"""Room in a part of a duty: by hand, and against every minute tried."""

from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from optimiser.explain.chain import FOREVER, NEVER, Chain, Opening, Stop
from optimiser.routing.problem import NONE

BREAK = "rest break"


def journey(origin: int, destination: int) -> int:
    """Five minutes for each step along a street."""
    return 5 * abs(origin - destination)


def ends(start: int, end: int, place: int = NONE) -> tuple[Stop, Stop]:
    return Stop("start", start, FOREVER, 0, place, start), Stop("end", NEVER, end, 0, place, end)


def at(key: str, earliest: int, latest: int, minutes: int, place: int) -> Stop:
    return Stop(key, earliest, latest, minutes, place, earliest)


def test_room_before_and_after_a_sharp_visit_as_worked_out_by_hand() -> None:
    start, end = ends(7 * 60 + 10, 13 * 60)
    chain = Chain([start, at("visit A", 540, 540, 30, 0), end], [[], []], journey)
    assert list(chain.openings(1, 60)) == [
        Opening(0, 0, 7 * 60 + 10, 7 * 60 + 55),
        Opening(1, 0, 9 * 60 + 35, 12 * 60),
    ]


def test_a_journey_is_made_before_or_after_the_break_but_not_around_it() -> None:
    start, end = ends(0, 100, 0)
    rest = at(BREAK, 10, 30, 20, NONE)
    (before, after) = Chain([start, end], [[rest]], journey).openings(4, 30)
    assert before == Opening(0, 0, 20, 0)  # 20 minutes there; back by 100 with the break begun by 30
    assert after == Opening(0, 1, 40, 50)  # the break first, 10 to 30, begun at 20 once there


def test_others_move_no_more_than_they_must() -> None:
    start, end = ends(0, 200)
    chain = Chain([start, at("visit A", 0, 100, 30, 0), at("visit B", 60, 150, 30, 0), end], [[]] * 3, journey)
    opening = list(chain.openings(1, 30))[1]
    filled = chain.with_stop(opening, at("visit V", 50, 50, 30, 1))
    assert [(stop.key, stop.start) for stop in filled.timed()] == [("visit A", 0), ("visit V", 50), ("visit B", 85)]


stops = st.builds(
    lambda earliest, slack, minutes, place: at("visit", earliest, earliest + slack, minutes, place),
    st.integers(0, 40),
    st.integers(0, 20),
    st.integers(1, 8),
    st.sampled_from([0, 1, 2, NONE]),
)


@settings(max_examples=150)
@given(st.lists(stops, max_size=2), st.sampled_from([NONE, 0]), st.integers(0, 2))
def test_a_visit_fits_at_just_the_minutes_at_which_times_for_all_stops_can_be_found(
    own: list[Stop], base: int, place: int
) -> None:
    end = 50
    chain = _chain(own, base, end)
    if not chain.fits:
        return
    found = {
        (each.leg, each.spot, start)
        for each in chain.openings(place, 5)
        for start in range(end)
        if each.earliest <= start <= each.latest
    }
    tried = {
        (opening.leg, opening.spot, start)
        for opening in chain.openings(place, 5)
        for start in range(end)
        if _can_be_timed(_sequence(chain, opening, at("new", start, start, 5, place)))
    }
    assert found == tried


def _chain(own: list[Stop], base: int, end: int) -> Chain:
    placed = [ends(0, end, base)[0]]
    waits: list[list[Stop]] = [[]]
    for stop in own:
        if stop.place == NONE:
            waits[-1].append(stop)
        else:
            placed.append(stop)
            waits.append([])
    return Chain([*placed, ends(0, end, base)[1]], waits, journey)


def _sequence(chain: Chain, opening: Opening, new: Stop) -> list[Stop]:
    """Every stop in order, with the new one in its place."""
    filled = chain.with_stop(opening, new)
    legs = zip(filled.placed, [*filled.waits, ()], strict=True)
    return [stop for placed, waits in legs for stop in (placed, *waits)]


def _can_be_timed(sequence: list[Stop]) -> bool:
    """Whether some choice of the gaps in which journeys are made lets every stop start in its window, by trying all."""
    placed = [number for number, stop in enumerate(sequence) if stop.place != NONE or stop.key in ("start", "end")]
    choices = [range(first, last) for first, last in pairwise(placed)]
    return any(_runs(sequence, placed, gaps) for gaps in product(*choices))


def _runs(sequence: list[Stop], placed: list[int], gaps: tuple[int, ...]) -> bool:
    travel = dict.fromkeys(range(len(sequence)), 0)
    for gap, first, last in zip(gaps, placed, placed[1:], strict=False):
        one, other = sequence[first].place, sequence[last].place
        travel[gap] = 0 if NONE in (one, other) else journey(one, other)
    ready = 0
    for number, stop in enumerate(sequence):
        start = max(ready, stop.earliest)
        if start > stop.latest:
            return False
        ready = start + stop.minutes + travel[number]
    return True
