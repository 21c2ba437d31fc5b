"""Workers: who may be rostered, on which terms, and what they bring in from before the horizon."""

from datetime import time
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from models.base import NAME, Employment, Gender, Id, Minutes, Record, StartsFrom, TravelMode, Word
from models.clock import ClockTime, Day, LondonTime

ANY_CONSTITUENCY = "*"
ReachedConstituency = Annotated[str, StringConstraints(max_length=64, pattern=rf"^(\*|{NAME})$")]


class CarriedIn(Record):
    """What a worker brings in from before the horizon, so that rules and fairness do not start anew each week."""

    worked_minutes_by_week: tuple[Minutes, ...] = Field(
        default=(), max_length=16, description="working minutes in each of up to 16 earlier weeks, oldest first"
    )
    last_duty_end: LondonTime | None = None
    consecutive_days_worked: int = Field(default=0, ge=0, le=60)
    weekends_worked_in_a_row: int = Field(default=0, ge=0, le=60)
    last_pattern_id: Id | None = Field(default=None, description="of the duty on the date before; None = none known")
    same_pattern_days: int = Field(default=0, ge=0, le=60, description="duties of that pattern in a row up to then")
    days_off: int = Field(
        default=0,
        ge=0,
        le=500,
        description="dates in a row without a duty up to then; 0 beside no consecutive days "
        "worked = not known, so that the first run is never short",
    )
    duties_worked: int = Field(default=0, ge=0, le=1_000, description="counted towards line terms' duties")
    weekends_worked: int = Field(default=0, ge=0, le=200, description="counted towards line terms' weekends")
    wishes_refused: int = Field(default=0, ge=0, le=100, description="wishes refused in earlier weeks, not made good")
    hours_balance_minutes: int = Field(
        default=0, ge=-20_000, le=20_000, description="rostered less contract minutes, carried; negative = owed work"
    )


class Worker(Record):
    """One worker: place, contract, pay, skills, travel and permitted patterns."""

    id: Id
    place_id: Id
    starts_from: StartsFrom = StartsFrom.HOME
    ends_at: StartsFrom | None = Field(default=None, description="None = where they start from")
    end_place_id: Id | None = Field(default=None, description="the base they end at; None = place_id")
    constituency: Id
    patch: Word = Field(default="", description="the smaller area a fixed round stays in; empty = no patch")
    employment: Employment = Employment.PERMANENT
    grade: Word = ""
    pay_pence_per_hour: int = Field(gt=0, le=20_000)
    contract_minutes_per_week: int = Field(ge=0, le=3_600)
    tolerance_under_minutes: int = Field(default=60, ge=0, le=10_080)
    tolerance_over_minutes: int = Field(default=60, ge=0, le=10_080)
    skills: tuple[Id, ...] = ()
    gender: Gender | None = None
    travel_mode: TravelMode = TravelMode.CAR
    pattern_ids: tuple[Id, ...] = Field(min_length=1, description="shift patterns this worker's terms permit")
    night_volunteer: bool = False
    opted_out_of_48_hours: bool = False
    reach_constituencies: tuple[ReachedConstituency, ...] = Field(
        default=(), description="constituencies worked in besides their own; * = any"
    )
    reach_minutes: Minutes | None = Field(default=None, description="most minutes from their place to a visit")
    line_terms_id: Id | None = Field(default=None, description="what their line should look like; None = not asked")
    carried: CarriedIn = CarriedIn()

    @property
    def start_base_id(self) -> str | None:
        """The place from which the first journey of each part is made in paid time; None = from home, unpaid."""
        return self.place_id if self.starts_from is StartsFrom.BASE else None

    @property
    def end_base_id(self) -> str | None:
        """The place to which the last journey of each part is made in paid time; None = home, unpaid."""
        ends_at = self.starts_from if self.ends_at is None else self.ends_at
        return (self.end_place_id or self.place_id) if ends_at is StartsFrom.BASE else None


class AbsenceKind(StrEnum):
    """Why a worker is away on paid time."""

    LEAVE = "leave"
    SICKNESS = "sickness"


class Absence(Record):
    """Whole days a worker is away, first to last, and the contract minutes that count as paid for them."""

    id: Id
    worker_id: Id
    kind: AbsenceKind
    first_date: Day
    last_date: Day
    paid_minutes: Minutes


class TrainingKind(StrEnum):
    """Paid time that is neither care nor travel, held inside a duty and needing no journey."""

    TRAINING = "training"
    SUPERVISION = "supervision"


class Training(Record):
    """A session one worker attends inside one of their duties, on a day of the span and at a time of the day given."""

    id: Id
    worker_id: Id
    kind: TrainingKind = TrainingKind.SUPERVISION
    minutes: int = Field(gt=0, le=600)
    first_date: Day
    last_date: Day
    earliest_start: ClockTime = time(8)
    latest_start: ClockTime = time(20)
