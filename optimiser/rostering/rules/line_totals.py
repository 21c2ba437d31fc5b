"""R29 line totals: duties, those of one pattern, paid time and weekends, where line terms bound them without price."""

from models.rules import RuleCode
from optimiser.rostering.line_counts import bounds_of, total_counted
from optimiser.rostering.planning import Planning

CODE = RuleCode.LINE_TOTALS


def add(planning: Planning) -> None:
    """Bound what each worker's line adds up to."""
    for worker, bound in bounds_of(planning):
        if bound.kind.is_run:
            continue
        if bound.least is not None and bound.least_pence is None:
            planning.rules.at_least(total_counted(planning, worker, bound), bound.least, CODE, worker.id)
        if bound.most is not None and bound.most_pence is None:
            planning.rules.at_most(total_counted(planning, worker, bound), bound.most, CODE, worker.id)
