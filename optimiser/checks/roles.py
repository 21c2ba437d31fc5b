"""R26 roles: a duty is counted for one skill of its worker wherever a cover of its date and pattern names one."""

from collections.abc import Iterator

from models.roster import Violation
from models.rules import RuleCode
from optimiser.checks.phrases import day_text, listed
from optimiser.checks.roster_index import RosterIndex


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each duty counted for a skill it cannot be, or for none although it could."""
    for each in index.duties:
        roles, role = index.covering.roles_of(each), each.duty.role
        if role in roles or (role is None and not roles):
            continue
        counted = f"counted for {role}" if role else "not counted for any skill"
        due = f"it can be counted for {listed(roles)}" if roles else "no cover there names a skill of theirs"
        duty = f"{each.worker.id}'s duty of {each.duty.pattern_id} on {day_text(each.duty.date)}"
        sentence = f"{duty} is {counted}; {due}."
        yield Violation(code=RuleCode.ROLES, sentence=sentence, worker_ids=(each.worker.id,), date=each.duty.date)
