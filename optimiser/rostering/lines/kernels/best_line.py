"""One worker's best line for given prices, by dynamic programming backwards over days, run states and totals.

Let q be the state of the runs and k the totals so far (one number for all of them, mixed radix). With v the least pence
from day d to the end,

    v[d, q, k] = min over choices c: price[d, worked(q), c] + arc[q, c] + v[d + 1, following(q, c), k + shift]

where shift[d, worked(q), c] is what the choice adds to the totals. Each total has room for one more step than a rule
allows, and that room is NEVER worth anything, so adding never carries into the next total and the inner loop runs over
neighbouring numbers. v at the end is given: the price of the totals and of what stands after. States that no line
reaches are passed over.
"""

import numpy as np
import numpy.typing as npt
from numba import njit

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NEVER = 1e9  # pence, below HARD: a line at this price or more breaks a rule


@njit(cache=True, nogil=True)
def reachable(price: Floats, arc: Floats, following: Ints, worked: Ints, start: int) -> Flags:
    """Return (D + 1, Q) whether a line that keeps the rules can stand in a state before each day."""
    days, choices = price.shape[0], price.shape[2]
    reached = np.zeros((days + 1, arc.shape[0]), dtype=np.bool_)
    reached[0, start] = True
    for day in range(days):
        for state in range(arc.shape[0]):
            if not reached[day, state]:
                continue
            for choice in range(choices):
                if price[day, worked[state], choice] + arc[state, choice] < NEVER:
                    reached[day + 1, following[state, choice]] = True
    return reached


@njit(cache=True, nogil=True)
def best_line(
    price: Floats,
    arc: Floats,
    following: Ints,
    worked: Ints,
    start: int,
    shift: Ints,
    room: Floats,
    first: Ints,
    last: Ints,
    tail: Floats,
    value: Floats,
    line: Ints,
) -> float:
    """Write a worker's best line and return its pence; NEVER or more when no line keeps the rules.

    Args:
        price: float64 (D, 2, C) pence of a choice, by whether the day before was worked.
        arc: float64 (Q, C) pence of runs; `following` int64 (Q, C) and `worked` int64 (Q,) are the automaton's.
        start: state before the first day.
        shift: int64 (D, 2, C) what a choice adds to the number of the totals.
        room: float64 (K,) 0 where totals are allowed, infinite where they are more than a rule allows.
        first: int64 (D + 1,) least number of totals worth a look before each day; `last` (D + 1,) the most, plus one.
        tail: float64 (Q, K + greatest shift) pence after the last day.
        value: float64 (D + 1, Q, K + greatest shift) working space, of any content.
        line: int64 (D,) written.
    """
    days, choices, states = price.shape[0], price.shape[2], arc.shape[0]
    reached = reachable(price, arc, following, worked, start)
    value[days] = tail
    for day in range(days - 1, -1, -1):
        low, high = first[day], last[day]
        for state in range(states):
            if not reached[day, state]:
                continue
            row = value[day, state]
            row[:] = np.inf
            for choice in range(choices):
                cost = price[day, worked[state], choice] + arc[state, choice]
                if cost < NEVER:
                    step = shift[day, worked[state], choice]
                    _lower(row[low:high], value[day + 1, following[state, choice], low + step : high + step], cost)
            for totals in range(low, high):
                row[totals] += room[totals]
    _follow(price, arc, following, worked, start, shift, value, line)
    return value[0, start, 0]


@njit(cache=True, nogil=True)
def _lower(row: Floats, ahead: Floats, cost: float) -> None:
    """Lower each of a row to `cost` and what lies ahead, where that is less."""
    for totals in range(row.size):
        row[totals] = min(row[totals], ahead[totals] + cost)


@njit(cache=True, nogil=True)
def _follow(
    price: Floats,
    arc: Floats,
    following: Ints,
    worked: Ints,
    start: int,
    shift: Ints,
    value: Floats,
    line: Ints,
) -> None:
    """Write the line that the values lead to."""
    state, totals = start, 0
    for day in range(price.shape[0]):
        best, best_choice = np.inf, 0
        for choice in range(price.shape[2]):
            cost = price[day, worked[state], choice] + arc[state, choice]
            if cost < NEVER:
                cost += value[day + 1, following[state, choice], totals + shift[day, worked[state], choice]]
                if cost < best:
                    best, best_choice = cost, choice
        line[day] = best_choice
        totals += shift[day, worked[state], best_choice]
        state = following[state, best_choice]
