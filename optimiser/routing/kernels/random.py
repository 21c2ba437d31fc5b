"""A small random generator with its state in an array, so that a seed gives the same search on every machine."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Seed = NDArray[np.uint64]


def seeded(seed: int) -> Seed:
    """Return a generator's state for a seed; the state is never zero."""
    return np.array([(seed * 2_654_435_761 + 88_172_645_463_325_252) % (1 << 63)], dtype=np.uint64)


@njit(cache=True)
def draw(rng: Seed) -> np.uint64:
    """Return the next 64 random bits (xorshift64*, Marsaglia 2003 and Vigna 2016)."""
    bits = rng[0]
    bits ^= bits >> np.uint64(12)
    bits ^= bits << np.uint64(25)
    bits ^= bits >> np.uint64(27)
    rng[0] = bits
    return bits * np.uint64(2685821657736338717)


@njit(cache=True)
def below(rng: Seed, bound: int) -> int:
    """Return a whole number from 0 to bound - 1."""
    return int(np.int64((draw(rng) >> np.uint64(33)) % np.uint64(bound)))


@njit(cache=True)
def chance(rng: Seed, per_thousand: int) -> bool:
    """Return True with a probability in thousandths."""
    return below(rng, 1000) < per_thousand


@njit(cache=True)
def fraction(rng: Seed) -> float:
    """Return a number from 0 (excluded) to 1."""
    return (float(draw(rng) >> np.uint64(11)) + 1.0) / 9007199254740993.0
