"""Moving dated things on by whole days: dates, London clock times, and ids that name their date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.clock import Horizon, at, in_london

_DATE_SHAPES = ("%Y-%m-%d", "%d%b")  # as people write it, and as models.packages names visits


@dataclass(frozen=True)
class Move:
    """So many days later, at the same time by London's clocks."""

    days: int

    def day(self, day: date) -> date:
        """Return the date so many days later."""
        return day + timedelta(days=self.days)

    def moment(self, moment: datetime) -> datetime:
        """Return the instant at which the clocks show the same time so many days later.

        Shown twice there, the first; left out there, what they show instead, an hour later (`models.clock.at`).
        """
        local = in_london(moment)
        return at(self.day(local.date()), local.time())

    def horizon(self, horizon: Horizon) -> Horizon:
        """Return the horizon so many days later."""
        return Horizon(start=self.day(horizon.start), days=horizon.days)

    def names(self, dates: Mapping[str, date]) -> dict[str, str]:
        """Return the id that each thing has so many days later: its own, with its date, if it names that, moved on.

        Args:
            dates: the date of each id.

        Returns:
            By old id the new one, each once; where two would become one, all stay as they are.
        """
        moved = {name: self._name(name, day) for name, day in dates.items()}
        return moved if len(set(moved.values())) == len(moved) else {name: name for name in dates}

    def _name(self, name: str, day: date) -> str:
        for shape in _DATE_SHAPES:
            name = name.replace(day.strftime(shape), self.day(day).strftime(shape))
        return name
