"""R23 inside the shift: every stop lies inside one part of the duty, after the handover."""

from collections.abc import Iterator

from models.roster import Violation
from models.rules import RuleCode
from optimiser.checks.phrases import listed, moment_text
from optimiser.checks.roster_index import RosterIndex
from optimiser.checks.rostered_duty import RosteredDuty, Stop


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each visit, training or break outside the parts of its duty, or begun before the handover is over."""
    for each in index.duties:
        for stop in each.stops:
            fault = _fault(each, stop)
            if fault:
                yield Violation(
                    code=RuleCode.INSIDE_SHIFT,
                    sentence=f"{each.worker.id}'s {stop} {fault}.",
                    worker_ids=(each.worker.id,),
                    visit_ids=stop.visit_ids,
                    date=each.duty.date,
                )


def _fault(rostered: RosteredDuty, stop: Stop) -> str:
    parts = rostered.duty.parts
    if not any(part.start <= stop.start and stop.end <= part.end for part in parts):
        times = listed(f"{moment_text(part.start)} to {part.end:%H:%M}" for part in parts)
        return f"is not inside the shift, {times}"
    if stop.start < rostered.handover_end:
        return f"begins before the handover is over at {rostered.handover_end:%H:%M}"
    return ""
