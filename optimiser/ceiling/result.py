"""What a ceiling says, in the figures that reports show."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Binding:
    """One thing that holds the ceiling down.

    Attributes:
        name: demand, peaks, travel, contracts or skills.
        sentence: what was left out to see.
        rise_points: how many points of contact time the ceiling would rise without it.
    """

    name: str
    sentence: str
    rise_points: float


@dataclass(frozen=True)
class Ceiling:
    """What no roster that keeps the rules can better, whatever it leaves unserved.

    Attributes:
        contact_time_pct: no roster has more contact time, of rostered paid time; rounded up to two decimals.
        cost_per_contact_hour_pence: no roster's contact hour costs less; None where there can be no contact.
        binding: what holds the ceiling down, the most telling first; empty where it was not asked for.
    """

    contact_time_pct: float
    cost_per_contact_hour_pence: int | None
    binding: tuple[Binding, ...] = ()
