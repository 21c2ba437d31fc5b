"""What is put into a plan one group at a time: each of these sets out from a state that is kept and leaves one that is.

A group is kept in only with the breaks of its routes taken.
"""

from numba import njit

from optimiser.routing.kernels.anneal import absent_pence, touched_pence
from optimiser.routing.kernels.breaks import settle_breaks
from optimiser.routing.kernels.cost import shared_pence
from optimiser.routing.kernels.insertion import EVERYWHERE
from optimiser.routing.kernels.options import may_hold, option_of
from optimiser.routing.kernels.random import Seed
from optimiser.routing.kernels.recreate import group_price, put_group
from optimiser.routing.kernels.rings import link_in, settle_times, take_out
from optimiser.routing.kernels.state import State, keep, note_pair, note_present, put_back, touch
from optimiser.routing.kernels.times import IMPOSSIBLE, journey, place_of
from optimiser.routing.problem import NONE, Ints
from optimiser.routing.tables import Table, Tables

ANY_PRICE = IMPOSSIBLE >> 4


@njit(cache=True, nogil=True)
def fill(tables: Tables, state: State, groups: Ints, rng: Seed) -> None:
    """Put each of these absent groups, in this order, where it costs least, if that costs less than leaving it out."""
    for row in range(groups.size):
        if _change(tables, state, groups[row], group_price(tables, groups[row]), rng) <= 0:
            keep(tables, state)
        else:
            put_back(tables, state)


@njit(cache=True, nogil=True)
def cheapest(tables: Tables, state: State, group: int, rng: Seed) -> tuple[int, int]:
    """Return the pence and the minutes of journeys that putting in an absent group adds where it costs least.

    The pence are IMPOSSIBLE when it fits nowhere.
    """
    pence = _change(tables, state, group, ANY_PRICE, rng) + group_price(tables, group)
    fits = state.node[tables.member[tables.first_member[group]]].route != NONE and not misses_break(tables, state)
    minutes = 0
    for row in range(state.touched[-1]):
        minutes += _journeys(tables, state.node, state.touched[row])
        minutes -= _journeys(tables, state.kept_node, state.touched[row])
    put_back(tables, state)
    return (pence if fits else IMPOSSIBLE), minutes


@njit(cache=True, nogil=True)
def _journeys(tables: Tables, node: Table, route: int) -> int:
    """Return the minutes of all journeys of a route as a table of nodes has it."""
    turn = tables.stop.size + route
    minutes, current = 0, turn
    while node[turn].after != turn:
        minutes += journey(tables, route, node[current].here, place_of(tables, node[current].after))
        current = node[current].after
        if current == turn:
            break
    return minutes


@njit(cache=True, nogil=True)
def _change(tables: Tables, state: State, group: int, price: int, rng: Seed) -> int:
    """Put in an absent group at less than `price` pence; return how the plan's cost changes, IMPOSSIBLE = no fit."""
    before = absent_pence(tables, state) + shared_pence(tables, state)
    put_group(tables, state, group, price, EVERYWHERE, 0, rng)
    if not settle_breaks(tables, state):
        return IMPOSSIBLE
    return absent_pence(tables, state) + shared_pence(tables, state) - before + touched_pence(state)


@njit(cache=True, nogil=True)
def misses_break(tables: Tables, state: State) -> bool:
    """Return whether a touched route that has stops lacks its break."""
    for row in range(state.touched[-1]):
        route = state.touched[row]
        due = tables.route[route].break_minutes > 0 and state.fill[route].length > 0
        if due and state.fill[route].break_after == NONE:
            return True
    return False


@njit(cache=True, nogil=True)
def complete(tables: Tables, state: State, groups: Ints, rng: Seed) -> bool:
    """Find a place for what is missing of these groups, or take out the rest of them; return whether all routes fit."""
    fits = True
    for row in range(groups.size):
        put_group(tables, state, groups[row], group_price(tables, groups[row]), EVERYWHERE, 0, rng)
        if not settle_breaks(tables, state) or misses_break(tables, state):
            _take_members(tables, state, groups[row])
            fits = settle_times(tables, state) and settle_breaks(tables, state) and fits
        keep(tables, state)
    return fits


@njit(cache=True, nogil=True)
def take_groups_out(tables: Tables, state: State, groups: Ints) -> bool:
    """Take all stops of these groups out of their routes; return whether the routes can be driven as they stand."""
    for row in range(groups.size):
        _take_members(tables, state, groups[row])
    return settle(tables, state)


@njit(cache=True, nogil=True)
def _take_members(tables: Tables, state: State, group: int) -> None:
    for row in range(tables.first_member[group], tables.first_member[group + 1]):
        if state.node[tables.member[row]].route != NONE:
            take_out(tables, state, tables.member[row])


@njit(cache=True, nogil=True)
def lay(tables: Tables, state: State, route: int, stops: Ints, windows: Ints, break_after: int) -> bool:
    """Put absent stops into an empty route in this order; `settle` must follow.

    Args:
        route: open.
        stops: in no route.
        windows: the row of the window that each starts in.
        break_after: how many of them come before the break, NONE = it has none.

    Returns:
        Whether the route may hold them all.
    """
    before = tables.stop.size + route
    touch(state, route, 2)
    for row in range(stops.size):
        if row == break_after:
            state.fill[route].break_after = before
        option = option_of(tables, stops[row], route)
        if option == NONE or not may_hold(tables, state, stops[row], route):
            return False
        link_in(tables, state, stops[row], before, windows[row], tables.option[option].pence)
        note_present(state, stops[row])
        note_pair(tables, state, stops[row], route, 1)
        state.fill[route].load += tables.stop[stops[row]].load
        state.fill[route].length += 1
        before = stops[row]
    if break_after == stops.size and stops.size > 0:
        state.fill[route].break_after = before
    return True


@njit(cache=True, nogil=True)
def settle(tables: Tables, state: State) -> bool:
    """Work out times and costs of all touched routes and keep them; return whether they can be driven, breaks taken.

    Where a break does not fit in its gap, or is not in one yet, all breaks of touched routes are taken anew.
    """
    fits = settle_times(tables, state)
    if not fits or misses_break(tables, state):
        fits = settle_breaks(tables, state) and settle_times(tables, state) and not misses_break(tables, state)
    keep(tables, state)
    return fits


@njit(cache=True, nogil=True)
def settle_all(tables: Tables, state: State) -> bool:
    """Work out anew every route that has stops; return whether all can be driven, breaks taken."""
    for route in range(tables.route.size):
        if state.fill[route].length > 0:
            touch(state, route, 1)
    return settle(tables, state)
