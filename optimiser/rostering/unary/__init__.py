"""The rules that one shift keeps or breaks alone; they decide which shifts are candidates, before any solving."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from models.request import RotaRequest
from models.rules import RuleCode
from optimiser.rostering.unary import availability, nights, patterns, pins, reach, rest_break, roles, skills

if TYPE_CHECKING:
    from optimiser.shifts import Shift


class UnaryRule(NamedTuple):
    """A rule's code and the function that prepares, for one request, the test whether a shift keeps it."""

    code: RuleCode
    prepare: "Callable[[RotaRequest], Callable[[Shift], bool]]"


UNARY_RULES: tuple[UnaryRule, ...] = (
    UnaryRule(RuleCode.AVAILABILITY, availability.prepare),
    UnaryRule(RuleCode.PERMITTED_PATTERNS, patterns.prepare),
    UnaryRule(RuleCode.VOLUNTARY_NIGHTS, nights.prepare),
    UnaryRule(RuleCode.PINS, pins.prepare),
    UnaryRule(RuleCode.REST_BREAK, rest_break.prepare),
    UnaryRule(RuleCode.SKILLS, skills.prepare),
    UnaryRule(RuleCode.REACH, reach.prepare),
    UnaryRule(RuleCode.ROLES, roles.prepare),
)
