"""Sorting a few dozen rows by keys, without setting anything aside."""

from numba import njit

from optimiser.routing.problem import Ints
from optimiser.routing.tables import Table


@njit(cache=True, nogil=True)
def sort_by(key: Table, rows: Ints, count: int) -> None:
    """Sort the first `count` rows by their keys, in place; insertion sort, for a few dozen rows."""
    for index in range(1, count):
        own_key, own_row, place = key[index], rows[index], index
        while place > 0 and key[place - 1] > own_key:
            key[place], rows[place] = key[place - 1], rows[place - 1]
            place -= 1
        key[place], rows[place] = own_key, own_row
