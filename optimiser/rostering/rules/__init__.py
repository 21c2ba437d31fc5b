"""The hard rules of rostering, one a file, in one list: adding a rule is one file and one line here."""

from collections.abc import Callable
from typing import NamedTuple

from models.rules import RuleCode
from optimiser.rostering.planning import Planning
from optimiser.rostering.rules import (
    average_week,
    consecutive_days,
    contract_hours,
    cover,
    daily_rest,
    line_totals,
    night_average,
    one_duty_a_day,
    pins,
    posts,
    runs,
    split_duties,
    successions,
    weekends,
    weekly_rest,
)


class Rule(NamedTuple):
    """A rule's code and the function that adds its constraints to a model."""

    code: RuleCode
    add: Callable[[Planning], None]


RULES: tuple[Rule, ...] = (
    Rule(RuleCode.ONE_DUTY_A_DAY, one_duty_a_day.add),
    Rule(RuleCode.PINS, pins.add),
    Rule(RuleCode.CONTRACT_HOURS, contract_hours.add),
    Rule(RuleCode.DAILY_REST, daily_rest.add),
    Rule(RuleCode.WEEKLY_REST, weekly_rest.add),
    Rule(RuleCode.AVERAGE_WEEK, average_week.add),
    Rule(RuleCode.NIGHT_AVERAGE, night_average.add),
    Rule(RuleCode.CONSECUTIVE_DAYS, consecutive_days.add),
    Rule(RuleCode.SPLIT_DUTIES, split_duties.add),
    Rule(RuleCode.WEEKENDS, weekends.add),
    Rule(RuleCode.POSTS, posts.add),
    Rule(RuleCode.COVER, cover.add),
    Rule(RuleCode.SUCCESSIONS, successions.add),
    Rule(RuleCode.RUNS, runs.add),
    Rule(RuleCode.LINE_TOTALS, line_totals.add),
)
