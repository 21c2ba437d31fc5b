"""What a collective agreement lets workers ask for in self-rostering: limits on the wishes of one worker's week."""

from pydantic import Field

from models.base import Record


class PreferenceLimits(Record):
    """The most that one worker may ask for in a week of the horizon (`Horizon.weeks`); all defaults are assumed.

    Strength points are the sum of the strengths of a week's `want` and `rather_not`; a `cannot` is always kept, so that
    its strength says nothing.
    """

    cannot_dates: int = Field(default=2, ge=0, le=7, description="dates with a `cannot`, whole or in part; assumed")
    wants: int = Field(default=3, ge=0, le=50, description="wishes to work; assumed")
    rather_nots: int = Field(default=3, ge=0, le=50, description="wishes rather not to work; assumed")
    strength_points: int = Field(default=9, ge=0, le=300, description="sum of strengths; assumed")
