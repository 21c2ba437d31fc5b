"""R29 line totals: duties, those of one pattern, paid time and weekends, where line terms bound them without price."""

from collections.abc import Iterator

from models.line_terms import BoundKind
from models.roster import Violation
from models.rules import RuleCode
from optimiser.checks.line_counts import Miss, misses
from optimiser.checks.phrases import count, duration
from optimiser.checks.roster_index import RosterIndex


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each total of a worker's line outside a bound without a price, dated on the horizon's last day."""
    for worker in index.request.workers:
        for miss in misses(index, worker):
            bound = miss.bound
            short, long = miss.short and bound.least_pence is None, miss.long and bound.most_pence is None
            if bound.kind.is_run or not (short or long):
                continue
            limit, word = (bound.least, "least") if short else (bound.most, "most")
            there = f"{worker.id} has {_amount(miss, miss.counted)} in their line"
            sentence = f"{there}; {_amount(miss, limit)} is the {word}."
            yield Violation(code=RuleCode.LINE_TOTALS, sentence=sentence, worker_ids=(worker.id,), date=miss.date)


def _amount(miss: Miss, number: int | None) -> str:
    number, bound = number or 0, miss.bound
    if bound.kind is BoundKind.MINUTES:
        return duration(number)
    if bound.kind is BoundKind.WEEKENDS:
        return count(number, "weekend", "weekends")
    return count(number, "duty", "duties") + (f" of {bound.pattern_id}" if bound.pattern_id else "")
