"""Where planning keeps each rule: rostering's registries, routing's tables, and the functions that place a visit.

The referee has a registry of its own (`checks.registry`) and shares no code with any of these.
"""

from collections.abc import Callable
from typing import Any

from models.rules import RuleCode
from optimiser.rostering import rules as rostering
from optimiser.rostering import unary
from optimiser.routing import rules as routing
from optimiser.routing.duties import written_duties
from optimiser.routing.kernels.breaks import settle_break
from optimiser.routing.kernels.recreate import put_group
from optimiser.routing.kernels.times import delay, linked_bound, next_arrival
from optimiser.routing.tasks import list_tasks

Keeper = Callable[..., Any]

KEPT_WHILE_PLACING: dict[RuleCode, Keeper] = {
    RuleCode.KNOWN_IDS: written_duties,  # writes the ids of the request's own records, and no others
    RuleCode.PINS: list_tasks,
    RuleCode.REST_BREAK: settle_break,
    RuleCode.VISIT_WORKERS: put_group,
    RuleCode.WINDOWS: delay,
    RuleCode.TRAVEL: next_arrival,
    RuleCode.VISIT_GAPS: linked_bound,
    RuleCode.INSIDE_SHIFT: delay,
}


def keepers(code: RuleCode) -> list[Keeper]:
    """Return everything that keeps a rule while a roster is planned."""
    kept: list[Keeper] = [rule.prepare for rule in unary.UNARY_RULES if rule.code is code]
    kept += [rule.add for rule in rostering.RULES if rule.code is code]
    kept += [table[code] for table in (routing.RULES, KEPT_WHILE_PLACING) if code in table]
    return kept
