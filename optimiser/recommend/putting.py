"""Puts one stop, with whatever is made together with it, into one route where it costs least there."""

from collections.abc import Sequence

from optimiser.routing.kernels import filling
from optimiser.routing.kernels.anneal import absent_pence, touched_pence
from optimiser.routing.kernels.breaks import settle_breaks
from optimiser.routing.kernels.cost import shared_pence
from optimiser.routing.kernels.insertion import EVERYWHERE
from optimiser.routing.kernels.recreate import put_group
from optimiser.routing.kernels.rings import settle_times, take_out
from optimiser.routing.kernels.state import touch
from optimiser.routing.plan import RoutePlan
from optimiser.routing.problem import NONE


def put(plan: RoutePlan, row: int, option: int, dropped: Sequence[int] = ()) -> int | None:
    """Put a stop in by one of its options, and leave it so until the state is kept or put back.

    Args:
        plan: with the stop in no route.
        row: the stop; another share of its visit may go into any route.
        option: the row of the table of options that names the route.
        dropped: stops that are taken out first.

    Returns:
        By how many pence the plan's cost changes, the travel guide and the prices of what is in no route included;
        None = it does not fit.
    """
    tables, state = plan.tables, plan.state
    before = absent_pence(tables, state) + shared_pence(tables, state)
    for stop in dropped:
        take_out(tables, state, stop)
    if dropped and not settle_times(tables, state):
        return None
    touch(state, int(tables.option["route"][option]), 2)  # so that every place in it is tried
    _put_by(plan, row, option)
    placed = state.node["route"][row] != NONE
    if not placed or not settle_breaks(tables, state) or filling.misses_break(tables, state):
        return None
    return int(absent_pence(tables, state) + shared_pence(tables, state) - before + touched_pence(state))


def _put_by(plan: RoutePlan, row: int, option: int) -> None:
    """Put a stop's group in while the stop has this option alone."""
    stop = plan.tables.stop
    span = int(stop["first_option"][row]), int(stop["end_option"][row])
    stop["first_option"][row], stop["end_option"][row] = option, option + 1
    put_group(plan.tables, plan.state, int(stop["group"][row]), filling.ANY_PRICE, EVERYWHERE, 0, plan.rng)
    stop["first_option"][row], stop["end_option"][row] = span


def options_of(plan: RoutePlan, row: int) -> dict[int, int]:
    """Return by route the option by which it may hold a stop, whether it is open or not."""
    stop = plan.tables.stop[row]
    options = range(int(stop["first_option"]), int(stop["end_option"]))
    return {int(plan.tables.option["route"][option]): option for option in options}
