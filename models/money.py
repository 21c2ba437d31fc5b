"""Prices (what the plan weighs) and pay terms (what the plan costs), in whole pence, each on one page."""

from datetime import time
from enum import StrEnum

from pydantic import Field

from models.base import Pence, Record, Word
from models.clock import ClockTime, Day


def _is_nothing(pence: int) -> bool:
    """Return whether a price asks for nothing, so that a request from before there was one keeps its hash."""
    return pence == 0


class Prices(Record):
    """Everything the engine weighs, in pence; an objective is the sum of these over the roster.

    Where a default has no source it is assumed, and a team is expected to set it.
    """

    required_visit_unserved: Pence = Field(
        default=30_000, description="each; above the waiting-list work of a whole duty, as it is promised; assumed"
    )
    required_minute_unserved: Pence = Field(default=54, description="a minute a worker: £32.14 an hour, FACTS.md")
    time_critical_visit_unserved: Pence = Field(default=50_000, description="each, on top; assumed")
    waiting_list_visit_unserved: Pence = Field(default=0, description="each, on top of its minutes")
    waiting_list_minute_unserved: Pence = Field(default=40, description="a minute a worker: £24.10 an hour, FACTS.md")
    training_not_held: Pence = Field(default=10_000, description="each session; assumed")
    overtime_percent: int = Field(
        default=125, ge=0, le=300, description="of pay, minutes above contract; FACTS.md; 0 = not weighed"
    )
    waiting_minute: Pence = Field(default=0, description="each minute between the stops of a duty with nothing to do")
    most_idle_minute: Pence = Field(default=0, description="each idle minute of the idlest part of any duty")
    late_minute: Pence = Field(default=30, description="each minute a visit starts after its window; assumed")
    early_minute: Pence = Field(default=30, description="each minute a visit starts before its window; assumed")
    very_late_visit: Pence = Field(
        default=0,
        exclude_if=_is_nothing,
        description="each visit expected to begin over 30 minutes late; no term of the objective: for this much "
        "slack is left where late starts are likely (optimiser/stress/easing.py); left out of files at 0",
    )
    unfamiliar_worker: Pence = Field(default=150, description="each pair of a person and a worker new to them")
    not_preferred_worker: Pence = Field(
        default=0, description="each worker's share of a visit to a person who prefers others"
    )
    preference_refused: Pence = Field(default=800, description="each, times its strength 1 to 3; assumed")
    fairness: Pence = Field(default=200, description="each wish refused, times those refused before; assumed")
    balance_hour: Pence = Field(default=100, description="an hour of a worker's balance away from zero; assumed")
    rostered_hour: Pence = Field(default=0, description="an hour of duty; above 0 rewards releasing hours")


class EnhancedDay(StrEnum):
    """The days an enhancement applies to."""

    EVERY_DAY = "every_day"
    WEEKEND = "weekend"
    BANK_HOLIDAY = "bank_holiday"


class Enhancement(Record):
    """Extra pay for minutes worked on some days between two clock times (equal times = the whole day)."""

    name: Word
    days: EnhancedDay
    start: ClockTime = time(0)
    end: ClockTime = time(0)
    percent: int = Field(ge=0, le=300)


class PayTerms(Record):
    """What a paid minute costs on top of basic pay; for each minute only the highest enhancement applies.

    Defaults: one county's set under the National Joint Council terms (FACTS.md); overhead and on-costs assumed.
    """

    enhancements: tuple[Enhancement, ...] = (
        Enhancement(name="night", days=EnhancedDay.EVERY_DAY, start=time(23), end=time(8), percent=25),
        Enhancement(name="weekend", days=EnhancedDay.WEEKEND, percent=25),
        Enhancement(name="bank holiday", days=EnhancedDay.BANK_HOLIDAY, percent=50),
    )
    bank_holidays: tuple[Day, ...] = ()
    split_duty_pence_per_hour: Pence = Field(default=6, description="5.54p in FACTS.md, rounded up to a whole penny")
    on_cost_percent: int = Field(default=30, ge=0, le=200, description="employer's pension and insurance; assumed")
    overhead_pence_per_paid_hour: Pence = Field(default=300, description="management, premises, equipment; assumed")
