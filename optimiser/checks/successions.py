"""R27 successions: no duty of a pattern begins on the date after one of a pattern that it must not follow."""

from collections.abc import Iterator
from datetime import timedelta

from models.roster import Violation
from models.rules import RuleCode
from optimiser.checks.phrases import day_text
from optimiser.checks.roster_index import RosterIndex


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each duty that follows one it must not follow, the duty carried in from the day before included."""
    forbidden = {(each.pattern_id, each.next_pattern_id) for each in index.request.rules.forbidden_successions}
    if not forbidden:
        return
    for worker in index.request.workers:
        pattern_on = {each.duty.date: each.duty.pattern_id for each in index.duties_by_worker[worker.id]}
        if worker.carried.last_pattern_id is not None:
            pattern_on[index.request.horizon.start - timedelta(days=1)] = worker.carried.last_pattern_id
        for date, pattern_id in sorted(pattern_on.items()):
            before = pattern_on.get(date - timedelta(days=1))
            if before is not None and (before, pattern_id) in forbidden:
                sentence = f"{worker.id} has {pattern_id} on {day_text(date)}, the date after {before}: forbidden."
                yield Violation(code=RuleCode.SUCCESSIONS, sentence=sentence, worker_ids=(worker.id,), date=date)
