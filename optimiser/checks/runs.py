"""R28 runs: duties, days off and duties of one pattern in a row, where line terms bound them without price."""

from collections.abc import Iterator

from models.line_terms import BoundKind
from models.roster import Violation
from models.rules import RuleCode
from optimiser.checks.line_counts import Miss, misses
from optimiser.checks.phrases import count, day_text
from optimiser.checks.roster_index import RosterIndex


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each run shorter or longer than a bound without a price, dated on its last day."""
    for worker in index.request.workers:
        for miss in misses(index, worker):
            bound = miss.bound
            if not bound.kind.is_run:
                continue
            for limit in _limits_broken(miss):
                sentence = f"{worker.id} has {_length(miss)} in a row to {day_text(miss.date)}; {limit}."
                yield Violation(code=RuleCode.RUNS, sentence=sentence, worker_ids=(worker.id,), date=miss.date)


def _limits_broken(miss: Miss) -> Iterator[str]:
    if miss.short and miss.bound.least_pence is None:
        yield f"{miss.bound.least} is the least"
    if miss.long and miss.bound.most_pence is None:
        yield f"{miss.bound.most} is the most"


def _length(miss: Miss) -> str:
    if miss.bound.kind is BoundKind.CONSECUTIVE_DAYS_OFF:
        return count(miss.counted, "day off", "days off")
    pattern = f" of {miss.bound.pattern_id}" if miss.bound.pattern_id else ""
    return count(miss.counted, "duty", "duties") + pattern
