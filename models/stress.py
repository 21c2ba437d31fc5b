"""What a week on the road is like: how care, journeys, sickness and cancellations stray from the plan."""

from pydantic import Field

from models.base import Minutes, Record


class StressTerms(Record):
    """The distributions that simulated weeks are drawn from; a team sets what is assumed from its logs.

    Care and journeys stretch by lognormal factors of the mean given, with a spread (standard deviation) in percent of
    that mean. Sickness and cancellations are known before the worker sets out; nobody re-plans.
    """

    care_mean_percent: int = Field(
        default=100, ge=50, le=200, description="mean care minutes, of those planned; assumed"
    )
    care_spread_percent: int = Field(default=25, ge=0, le=200, description="between visits; assumed")
    journey_mean_percent: int = Field(default=105, ge=50, le=200, description="mean journey, of that planned; assumed")
    journey_spread_percent: int = Field(default=35, ge=0, le=200, description="between journeys; assumed")
    traffic_spread_percent: int = Field(
        default=10, ge=0, le=100, description="of one factor that all journeys of a date share; assumed"
    )
    sick_percent: int = Field(
        default=6,
        ge=0,
        le=100,
        description="share of duties whose worker is ill: 13.2 days a year in councils' direct care jobs "
        "(NHS Digital, Staff of Social Services Departments, 2020) over some 225 worked",
    )
    sick_days: int = Field(default=4, ge=1, le=14, description="dates in a row that a worker falls ill for; assumed")
    cancelled_percent: int = Field(default=3, ge=0, le=100, description="visits cancelled beforehand; assumed")
    begin_early_minutes: Minutes = Field(
        default=10, description="how long before the time told a visit may begin, inside its window; assumed"
    )
    very_late_minutes: Minutes = Field(
        default=30, description="later than this after the time told counts; the norm is one visit in ten (FACTS.md)"
    )
    overrun_minutes: Minutes = Field(default=15, description="a duty breaks when back later than this; assumed")
