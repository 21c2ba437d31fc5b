"""The rules a roster must keep: their codes and names, and the values a service may set within law and agreement."""

from datetime import time
from enum import StrEnum

from pydantic import Field

from models.base import Id, Minutes, Record
from models.clock import ClockTime


class RuleCode(StrEnum):
    """One code a rule; the optimiser has one constraint and the referee one check for each."""

    KNOWN_IDS = "R00"
    ONE_DUTY_A_DAY = "R01"
    AVAILABILITY = "R02"
    PERMITTED_PATTERNS = "R03"
    VOLUNTARY_NIGHTS = "R04"
    PINS = "R05"
    CONTRACT_HOURS = "R06"
    DAILY_REST = "R07"
    WEEKLY_REST = "R08"
    AVERAGE_WEEK = "R09"
    NIGHT_AVERAGE = "R10"
    REST_BREAK = "R11"
    CONSECUTIVE_DAYS = "R12"
    SPLIT_DUTIES = "R13"
    WEEKENDS = "R14"
    POSTS = "R15"
    VISIT_WORKERS = "R16"
    WINDOWS = "R17"
    SKILLS = "R18"
    GENDER = "R19"
    EXCLUDED_WORKERS = "R20"
    TRAVEL = "R21"
    VISIT_GAPS = "R22"
    INSIDE_SHIFT = "R23"
    REACH = "R24"
    COVER = "R25"
    ROLES = "R26"
    SUCCESSIONS = "R27"
    RUNS = "R28"
    LINE_TOTALS = "R29"


RULE_NAMES: dict[RuleCode, str] = {
    RuleCode.KNOWN_IDS: "known ids",
    RuleCode.ONE_DUTY_A_DAY: "one duty a day, without overlap",
    RuleCode.AVAILABILITY: 'leave, sickness and "cannot"',
    RuleCode.PERMITTED_PATTERNS: "permitted patterns",
    RuleCode.VOLUNTARY_NIGHTS: "nights by volunteering only",
    RuleCode.PINS: "pins",
    RuleCode.CONTRACT_HOURS: "contract hours within tolerance",
    RuleCode.DAILY_REST: "daily rest",
    RuleCode.WEEKLY_REST: "weekly rest",
    RuleCode.AVERAGE_WEEK: "48 hour average week",
    RuleCode.NIGHT_AVERAGE: "8 hour average for night workers",
    RuleCode.REST_BREAK: "rest break",
    RuleCode.CONSECUTIVE_DAYS: "most consecutive days",
    RuleCode.SPLIT_DUTIES: "most split duties a week",
    RuleCode.WEEKENDS: "weekends in rotation",
    RuleCode.POSTS: "posts covered",
    RuleCode.VISIT_WORKERS: "the workers a visit needs, starting as it asks",
    RuleCode.WINDOWS: "visit windows",
    RuleCode.SKILLS: "skills",
    RuleCode.GENDER: "gender asked for",
    RuleCode.EXCLUDED_WORKERS: "excluded workers",
    RuleCode.TRAVEL: "travel fits between",
    RuleCode.VISIT_GAPS: "gaps between visits to one person",
    RuleCode.INSIDE_SHIFT: "inside the shift",
    RuleCode.REACH: "reach",
    RuleCode.COVER: "least cover",
    RuleCode.ROLES: "duties counted for a skill",
    RuleCode.SUCCESSIONS: "forbidden successions",
    RuleCode.RUNS: "runs of duties and days off",
    RuleCode.LINE_TOTALS: "totals of a line",
}


class WeeklyRest(StrEnum):
    """The two ways the Working Time Regulations 1998 (regulation 11) let weekly rest be given, or none asked for."""

    ONE_IN_SEVEN_DAYS = "24h_in_7_days"
    TWO_IN_FOURTEEN_DAYS = "48h_in_14_days"
    NONE = "none"


class Succession(Record):
    """Two patterns of which the second never begins on the date after a duty of the first."""

    pattern_id: Id
    next_pattern_id: Id


class Rules(Record):
    """Values of the rules; defaults are the Working Time Regulations 1998 (FACTS.md) or, where so marked, assumed."""

    daily_rest_minutes: Minutes = Field(default=660, description="11 h, WTR regulation 10")
    weekly_rest: WeeklyRest = WeeklyRest.ONE_IN_SEVEN_DAYS
    average_week_minutes: Minutes = Field(default=2_880, description="48 h over 17 weeks, WTR regulation 4")
    average_weeks: int = Field(default=17, ge=1, le=17)
    night_average_minutes: Minutes = Field(default=480, description="8 h in 24 over 17 weeks, WTR regulation 6")
    night_start: ClockTime = Field(default=time(23), description="WTR regulation 2")
    night_end: ClockTime = Field(default=time(6), description="WTR regulation 2")
    night_duty_least_minutes: Minutes = Field(default=180, description="3 h of night time make a night duty")
    break_after_minutes: Minutes = Field(default=360, description="longer than 6 h: a break, WTR regulation 12")
    break_minutes: Minutes = Field(default=20, description="WTR regulation 12")
    break_from_edge_minutes: Minutes = Field(default=60, description="a break is this far from either end; assumed")
    most_consecutive_days: int = Field(default=6, ge=1, le=500, description="assumed")
    most_split_duties_a_week: int = Field(default=2, ge=0, le=7, description="assumed")
    most_weekends_in_a_row: int = Field(default=1, ge=0, le=200, description="1 = every other weekend off; assumed")
    handover_minutes: Minutes = Field(default=10, description="paid, at the start of each duty with visits; assumed")
    forbidden_successions: tuple[Succession, ...] = ()
