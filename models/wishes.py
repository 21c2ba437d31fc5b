"""What workers ask for and what leaders fix: self-rostering preferences and pins."""

from enum import StrEnum

from pydantic import Field

from models.base import Id, Pence, Record
from models.clock import Day, LondonTime
from models.patterns import ClockSpan


class PreferenceKind(StrEnum):
    """How a worker feels about working then: `want` and `rather_not` are priced, `cannot` is kept."""

    WANT = "want"
    RATHER_NOT = "rather_not"
    CANNOT = "cannot"


class Preference(Record):
    """A worker's wish for one date: the whole day, or one shift pattern, or a span of time (never both).

    `want`: granted when the worker has a duty that date (of that pattern; lying wholly within that span).
    `rather_not` and `cannot`: granted when no duty of theirs begins that date (of that pattern) or, with a span, when
    no duty of theirs overlaps that span (the unpaid time between the parts of a split does not count as overlap).
    """

    id: Id
    worker_id: Id
    kind: PreferenceKind
    date: Day
    pattern_id: Id | None = None
    span: ClockSpan | None = None
    strength: int = Field(default=1, ge=1, le=3)
    pence: Pence | None = Field(
        default=None, description="what refusing this wish costs, in place of its strength and outside fairness"
    )


class PinKind(StrEnum):
    """What a team leader fixes."""

    DUTY = "duty"
    DAY_OFF = "day_off"
    VISIT = "visit"


class Pin(Record):
    """Something the plan must keep: a worker's duty (of a pattern) or day off on a date, or a visit's worker."""

    id: Id
    kind: PinKind
    worker_id: Id
    date: Day | None = None
    pattern_id: Id | None = None
    visit_id: Id | None = None
    start: LondonTime | None = None
