"""The one ordered list of the referee's checks: adding a rule is one file and one line here."""

from collections.abc import Callable, Iterator

from models.roster import Violation
from models.rules import RuleCode
from optimiser.checks import (
    availability,
    average_week,
    consecutive_days,
    contract_hours,
    cover,
    daily_rest,
    excluded_workers,
    gender,
    inside_shift,
    known_ids,
    line_totals,
    night_average,
    one_duty_a_day,
    permitted_patterns,
    pins,
    posts,
    reach,
    rest_break,
    roles,
    runs,
    skills,
    split_duties,
    successions,
    travel,
    visit_gaps,
    visit_workers,
    voluntary_nights,
    weekends,
    weekly_rest,
    windows,
)
from optimiser.checks.roster_index import RosterIndex

Check = Callable[[RosterIndex], Iterator[Violation]]

CHECKS: dict[RuleCode, Check] = {
    RuleCode.KNOWN_IDS: known_ids.check,
    RuleCode.ONE_DUTY_A_DAY: one_duty_a_day.check,
    RuleCode.AVAILABILITY: availability.check,
    RuleCode.PERMITTED_PATTERNS: permitted_patterns.check,
    RuleCode.VOLUNTARY_NIGHTS: voluntary_nights.check,
    RuleCode.PINS: pins.check,
    RuleCode.CONTRACT_HOURS: contract_hours.check,
    RuleCode.DAILY_REST: daily_rest.check,
    RuleCode.WEEKLY_REST: weekly_rest.check,
    RuleCode.AVERAGE_WEEK: average_week.check,
    RuleCode.NIGHT_AVERAGE: night_average.check,
    RuleCode.REST_BREAK: rest_break.check,
    RuleCode.CONSECUTIVE_DAYS: consecutive_days.check,
    RuleCode.SPLIT_DUTIES: split_duties.check,
    RuleCode.WEEKENDS: weekends.check,
    RuleCode.POSTS: posts.check,
    RuleCode.VISIT_WORKERS: visit_workers.check,
    RuleCode.WINDOWS: windows.check,
    RuleCode.SKILLS: skills.check,
    RuleCode.GENDER: gender.check,
    RuleCode.EXCLUDED_WORKERS: excluded_workers.check,
    RuleCode.TRAVEL: travel.check,
    RuleCode.VISIT_GAPS: visit_gaps.check,
    RuleCode.INSIDE_SHIFT: inside_shift.check,
    RuleCode.REACH: reach.check,
    RuleCode.COVER: cover.check,
    RuleCode.ROLES: roles.check,
    RuleCode.SUCCESSIONS: successions.check,
    RuleCode.RUNS: runs.check,
    RuleCode.LINE_TOTALS: line_totals.check,
}
