"""What chance brings in each of W simulated weeks, all drawn from one seed."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.stress import StressTerms

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]


@dataclass
class Chance:
    """Draws for W weeks under one team's terms; each call draws anew."""

    terms: StressTerms
    weeks: int
    rng: np.random.Generator

    def care(self) -> Floats:
        """Return the factors of one visit's minutes, [W]."""
        return self._factors(self.terms.care_mean_percent, self.terms.care_spread_percent)

    def journey(self) -> Floats:
        """Return the factors of one journey, the date's traffic left out, [W]."""
        return self._factors(self.terms.journey_mean_percent, self.terms.journey_spread_percent)

    def traffic(self, days: int) -> Floats:
        """Return the factors that all journeys of a date share, [days, W]."""
        spread = self.terms.traffic_spread_percent
        return np.stack([self._factors(100, spread) for _ in range(days)])

    def sick(self, workers: int, days: int) -> Flags:
        """Return who is ill on which date, [workers, days, W]; spells begin so often that the share is as asked for."""
        length = self.terms.sick_days
        well = 1.0 - self.terms.sick_percent / 100
        begins_each_day = 1.0 - well ** (1 / length) if well > 0 else 1.0
        begins = self.rng.random((workers, days + length - 1, self.weeks)) < begins_each_day
        ill: Flags = np.logical_or.reduce([begins[:, offset : offset + days] for offset in range(length)])
        return ill

    def cancelled(self, visits: int) -> Flags:
        """Return which visits are cancelled, [visits, W]."""
        flags: Flags = self.rng.random((visits, self.weeks)) < self.terms.cancelled_percent / 100
        return flags

    def _factors(self, mean_percent: int, spread_percent: int) -> Floats:
        """Return lognormal factors of a mean and a spread (standard deviation in percent of that mean)."""
        variance = math.log(1 + (spread_percent / 100) ** 2)
        centre = math.log(mean_percent / 100) - variance / 2
        normal = self.rng.standard_normal(self.weeks, dtype=np.float32)
        factors: Floats = np.exp(np.float32(centre) + np.float32(math.sqrt(variance)) * normal)
        return factors
