"""Line terms: what one worker's line, their row of days in the rota, should look like; each bound hard or priced."""

from enum import StrEnum

from pydantic import Field

from models.base import Id, Pence, Record


class BoundKind(StrEnum):
    """What a bound of a line counts: the length of each run, or a total over the whole line."""

    CONSECUTIVE_DUTIES = "consecutive_duties"
    CONSECUTIVE_DAYS_OFF = "consecutive_days_off"
    CONSECUTIVE_SAME_PATTERN = "consecutive_same_pattern"
    DUTIES = "duties"
    DUTIES_OF_PATTERN = "duties_of_pattern"
    MINUTES = "minutes"
    WEEKENDS = "weekends"

    @property
    def is_run(self) -> bool:
        """Whether each run of dates is counted by itself, not the whole line at once."""
        return self in (
            BoundKind.CONSECUTIVE_DUTIES,
            BoundKind.CONSECUTIVE_DAYS_OFF,
            BoundKind.CONSECUTIVE_SAME_PATTERN,
        )

    @property
    def is_of_pattern(self) -> bool:
        """Whether only duties of one pattern count, which the bound names."""
        return self in (BoundKind.CONSECUTIVE_SAME_PATTERN, BoundKind.DUTIES_OF_PATTERN)


class LineBound(Record):
    """The least and the most of one thing in a line; an end without a price is a rule, with one it may be broken.

    Runs: dates in a row with duties, without, or with duties of the pattern; each date that a run is short or long
    costs its price. What is carried lengthens the run that the horizon begins in (`CarriedIn`). That run is never
    short where nothing is carried, and a run that reaches the horizon's last date is never short.
    Totals: duties and weekends count with those carried; minutes are the paid minutes of duties in the horizon; a
    weekend is worked when Saturday or Sunday has a duty.
    """

    kind: BoundKind
    pattern_id: Id | None = Field(default=None, description="for the two kinds of one pattern only")
    least: int | None = Field(default=None, ge=0, le=1_000_000)
    most: int | None = Field(default=None, ge=0, le=1_000_000)
    least_pence: Pence | None = Field(default=None, description="each date, duty, minute or weekend short; None = hard")
    most_pence: Pence | None = Field(default=None, description="each one too many; None = hard")


class LineTerms(Record):
    """Bounds that many workers' lines may share, and what a weekend with a duty on one of its two days costs."""

    id: Id
    bounds: tuple[LineBound, ...] = ()
    incomplete_weekend_pence: Pence | None = Field(
        default=None, description="each weekend in the horizon with just one of its days worked; None = not weighed"
    )
