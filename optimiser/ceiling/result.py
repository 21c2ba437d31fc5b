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
    """What no roster can better that keeps the rules and what it is asked to keep of its promises.

    Attributes:
        contact_time_pct: no such roster has more contact time, of rostered paid time; rounded up to two decimals.
        cost_per_contact_hour_pence: no such roster's contact hour costs less; None where there can be no contact.
        promised_visits: the visits that it is asked to make.
        promised_trainings: the trainings that it is asked to hold.
        step_minutes: the minutes in which time is counted in the proof; 0 where it is by demand alone.
        binding: what holds the ceiling down, the most telling first; empty where it was not asked for.
    """

    contact_time_pct: float
    cost_per_contact_hour_pence: int | None
    promised_visits: int = 0
    promised_trainings: int = 0
    step_minutes: int = 0
    binding: tuple[Binding, ...] = ()
