"""What a bound counts, in the kernel's whole units: minutes of contact, or contact at some worth less its cost."""

from dataclasses import dataclass

import numpy as np

from optimiser.ceiling.best_duty import Ints, Pay, Stops
from optimiser.ceiling.network import Segment, WorkerDay


@dataclass(frozen=True)
class Measure:
    """Whole units of value: what visits are worth, and what of a duty is paid for beside its price a minute.

    Attributes:
        visit_units: [V] what one worker's making of each visit is worth.
        extra_units: by worker, [minutes of the horizon and a day or so on] what each minute of duty costs beside
            that price: enhancements; None where nothing is.
        most_extra: by worker, the dearest such minute.
        mileage_units: what a penny of mileage costs.
    """

    visit_units: Ints
    extra_units: tuple[Ints, ...] | None = None
    most_extra: tuple[int, ...] | None = None
    mileage_units: int = 0

    def pay(self, day: WorkerDay, price: int) -> Pay:
        """Return what a day's duties pay, by minutes from the day's origin, at `price` a minute."""
        units = np.full(day.length, price, dtype=np.int64)
        if self.extra_units is not None:
            own = self.extra_units[day.worker]
            minutes = np.clip(np.arange(day.origin, day.origin + day.length), 0, own.size - 1)
            units += own[minutes]
        total = np.concatenate([np.zeros(1, np.int64), np.cumsum(units)])[: day.length].astype(np.float32)
        return Pay(total, total)

    def rest_units(self, day: WorkerDay, price: int) -> int:
        """Return the most that an unpaid minute of break can save."""
        return price + (self.most_extra[day.worker] if self.most_extra is not None else 0)

    def stops(self, segment: Segment, worth: Ints) -> tuple[Stops, Ints]:
        """Return the segment's stops worth making, with their worths and legs, and the visit of each.

        A stop worth nothing can be left out of any path without loss: what follows it is reached no later, for the
        journey past it is at most a minute longer than the two it replaces, and no visit takes less.
        """
        keep = np.flatnonzero(worth[segment.visits] > -2 * self.mileage_units)
        own = segment.stops
        legs = (segment.mileage[np.ix_(keep, keep)] * self.mileage_units).astype(np.float32)
        stops = Stops(
            opens=own.opens[keep],
            closes=own.closes[keep],
            minutes=own.minutes[keep],
            worth=worth[segment.visits[keep]].astype(np.float32),
            journey=own.journey[np.ix_(keep, keep)],
            leg=legs,
            enter=own.enter[keep],
            enter_rested=own.enter_rested[keep],
            leave=own.leave[keep],
            leave_resting=own.leave_resting[keep],
            enter_leg=(segment.enter_mileage[keep] * self.mileage_units).astype(np.float32),
            leave_leg=(segment.leave_mileage[keep] * self.mileage_units).astype(np.float32),
        )
        return stops, segment.visits[keep]
