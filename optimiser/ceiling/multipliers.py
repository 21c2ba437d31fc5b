"""Prices that stand in for what ties workers together: any prices give a true bound, the right ones a close one."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from optimiser.ceiling.kernels.tables import Ints

Reals = NDArray[np.float64]


@dataclass(frozen=True)
class Multipliers:
    """Prices in whole units of value.

    Attributes:
        visits: [V] for making a visit once: high where more workers would make it than it needs. Negative only where
            the visit is promised.
        hours: [W, weeks] for each paid minute of a worker: high where the contract's hours are scarce. Not negative.
        posts: [P] for covering a post: negative, as a rule, since somebody must.
    """

    visits: Ints
    hours: Ints
    posts: Ints


@dataclass
class Trial:
    """Multipliers while they are being moved, as real numbers."""

    visits: Reals
    hours: Reals
    posts: Reals

    def rounded(self) -> Multipliers:
        """Return the nearest multipliers that a bound may be worked out with; those of visits are within theirs."""
        return Multipliers(
            np.rint(self.visits).astype(np.int64),
            np.maximum(np.rint(self.hours), 0).astype(np.int64),
            np.rint(self.posts).astype(np.int64),
        )

    @classmethod
    def of(cls, multipliers: Multipliers) -> Self:
        """Return a trial that begins at these multipliers."""
        return cls(*(each.astype(np.float64) for each in (multipliers.visits, multipliers.hours, multipliers.posts)))
