"""Which neighbourhood to try next: effort goes to those that lately gained more for it; dear tries come seldom."""

import random
from collections.abc import Sequence

FADING = 0.9  # of what was gained and spent before, at each new try of the same neighbourhood
LEAST_SHARE = 0.3  # of the effort, shared out evenly whatever was gained
URGENT_SHARE = 0.25  # of all effort may go to what is urgent, whatever it gained


class Roulette:
    """Draws among a number of neighbourhoods by what each lately gained for its effort."""

    def __init__(self, count: int, rng: random.Random) -> None:
        self._rng = rng
        self._gained = [0.0] * count
        self._spent = [0.0] * count
        self._tries = [0.0] * count
        self._effort = [0.0] * count

    def draw(self, urgent: Sequence[int] = ()) -> int:
        """Return the number of the neighbourhood to try: an urgent one, one not tried yet, or one by chance."""
        for number in urgent:
            if self._effort[number] <= URGENT_SHARE * sum(self._effort):
                return number
        untried = [number for number, effort in enumerate(self._effort) if effort == 0]
        if untried:
            return untried[0]
        each = zip(self.shares(), self._tries, self._spent, strict=True)
        return self._rng.choices(range(len(self._spent)), [share * tries / spent for share, tries, spent in each])[0]

    def shares(self) -> list[float]:
        """Return the share of the effort that each is to have."""
        count = len(self._spent)
        rates = [gained / spent if spent else 0.0 for gained, spent in zip(self._gained, self._spent, strict=True)]
        whole = sum(rates)
        if not whole:
            return [1 / count] * count
        return [LEAST_SHARE / count + (1 - LEAST_SHARE) * rate / whole for rate in rates]

    def credit(self, number: int, gained: float, spent: float) -> None:
        """Note what one try gained (pence) for its effort."""
        self._gained[number] = self._gained[number] * FADING + max(0.0, gained)
        self._spent[number] = self._spent[number] * FADING + spent
        self._tries[number] = self._tries[number] * FADING + 1
        self._effort[number] += spent
