"""The referee: judges any roster against its request, sharing no code with whatever made the roster.

`check` returns every violation of the rules R00 to R29 of optimiser/MEANING.md; one file a rule, listed in
`registry`. `objective.recompute` adds up what the roster costs on the prices page, term by term.
"""

import datetime

from models.request import RotaRequest
from models.roster import Roster, Violation
from optimiser.checks.registry import CHECKS
from optimiser.checks.roster_index import RosterIndex

__all__ = ["check"]


def check(request: RotaRequest, roster: Roster) -> list[Violation]:
    """Return every rule the roster breaks, ordered by code, date and worker; empty means the roster may be worked.

    Args:
        request: a sound request (`models.integrity` finds no problems in it).
        roster: any roster at all, hand-typed ones included: unknown ids are told as R00 and otherwise passed over.
    """
    index = RosterIndex(request, roster)
    found = [violation for rule_check in CHECKS.values() for violation in rule_check(index)]
    return sorted(found, key=_place_in_list)


def _place_in_list(violation: Violation) -> tuple[str, datetime.date, tuple[str, ...], tuple[str, ...], str]:
    date = violation.date or datetime.date.min
    return violation.code, date, violation.worker_ids, violation.visit_ids, violation.sentence
