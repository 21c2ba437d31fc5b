"""R22 visit gaps: two visits of one person lie neither closer together nor further apart than agreed."""

from collections.abc import Iterator

from models.clock import minutes_between
from models.roster import Violation
from models.rules import RuleCode
from models.visits import Gap, Visit
from optimiser.checks.phrases import duration, moment_text
from optimiser.checks.roster_index import Making, RosterIndex


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each pair of visits, both made, whose gap is broken: from the one's last end to the other's first start."""
    for visit in index.request.visits:
        for gap in visit.gaps:
            before, after = index.makings.get(gap.after_visit_id), index.makings.get(visit.id)
            if before and after:
                yield from _broken(index.request.visit_by_id[gap.after_visit_id], visit, gap, before, after)


def _broken(earlier: Visit, visit: Visit, gap: Gap, before: list[Making], after: list[Making]) -> Iterator[Violation]:
    second = min(each.start for each in after)
    minutes = minutes_between(max(each.start for each in before), second) - earlier.minutes
    if minutes < gap.least_minutes:
        limit = f"at least {duration(gap.least_minutes)}"
    elif gap.most_minutes is not None and minutes > gap.most_minutes:
        limit = f"at most {duration(gap.most_minutes)}"
    else:
        return
    length = f"{duration(minutes)} after the end" if minutes >= 0 else f"{duration(-minutes)} before the end"
    yield Violation(
        code=RuleCode.VISIT_GAPS,
        sentence=f"visit {visit.id} starts {moment_text(second)}, {length} of visit {earlier.id}; {limit} is agreed.",
        worker_ids=tuple(sorted({each.worker_id for each in (*before, *after)})),
        visit_ids=(earlier.id, visit.id),
        date=min(each.date for each in after),
    )
