"""What rostering weighs, one priced goal a file, in one list: adding a goal is one file and one line here."""

from collections.abc import Callable
from typing import NamedTuple

from optimiser.rostering.constraints import Expression
from optimiser.rostering.goals import (
    bank_pay,
    fairness,
    hours_balance,
    line_terms,
    over_cover,
    overtime_pay,
    preferences,
    rostered_time,
    under_cover,
    unserved_demand,
)
from optimiser.rostering.planning import Planning


class Goal(NamedTuple):
    """A goal's name, as in MEANING.md's prices, and the function that gives its price in sixtieths of a penny."""

    name: str
    price: Callable[[Planning], Expression]


GOALS: tuple[Goal, ...] = (
    Goal("unserved_demand", unserved_demand.price),
    Goal("under_cover", under_cover.price),
    Goal("over_cover", over_cover.price),
    Goal("overtime_pay", overtime_pay.price),
    Goal("bank_pay", bank_pay.price),
    Goal("preferences", preferences.price),
    Goal("fairness", fairness.price),
    Goal("line_terms", line_terms.price),
    Goal("hours_balance", hours_balance.price),
    Goal("rostered_time", rostered_time.price),
)
