"""R11 rest break: a duty with a break due has it, as long as due and where it can be taken; others have none."""

from collections.abc import Iterator

from models.clock import minutes_between
from models.roster import Duty, Span, Violation
from models.rules import RuleCode
from optimiser.checks.phrases import duration, moment_text
from optimiser.checks.roster_index import RosterIndex
from optimiser.checks.rostered_duty import RosteredDuty


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield everything wrong with the break of each duty."""
    edge = index.request.rules.break_from_edge_minutes
    for each in index.duties:
        for fault, visit_ids in _faults(each, edge):
            yield Violation(
                code=RuleCode.REST_BREAK,
                sentence=f"{each.worker.id}'s duty starting {moment_text(each.duty.start)} {fault}.",
                worker_ids=(each.worker.id,),
                visit_ids=visit_ids,
                date=each.duty.date,
            )


def _faults(rostered: RosteredDuty, edge: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    rest, due = rostered.duty.rest_break, rostered.break_due_minutes
    if rest is None:
        if due:
            yield f"has no rest break; {duration(due)} is due", ()
        return
    if rest.minutes != due:
        asked = f"{duration(due)} is due" if due else "none is due"
        yield f"has a rest break of {duration(rest.minutes)}; {asked}", ()
    own = f"has its rest break {moment_text(rest.start)} to {rest.end:%H:%M}"
    if not any(part.start <= rest.start and rest.end <= part.end for part in rostered.duty.parts):
        yield f"{own}, outside the shift", ()
    if _minutes_to_edge(rostered.duty, rest) < edge:
        yield f"{own}, less than {duration(edge)} from the duty's start or end", ()
    yield from _outside_its_hours(rostered, rest, own)
    for stop in rostered.stops:
        if not stop.is_break and stop.start < rest.end and rest.start < stop.end:
            yield f"{own}, during {stop}", stop.visit_ids


def _outside_its_hours(rostered: RosteredDuty, rest: Span, own: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    pattern, duty = rostered.pattern, rostered.duty
    if pattern is None or pattern.break_earliest_start is None:
        return
    starts = pattern.break_starts(duty.start, duty.end)
    if starts is None or not starts[0] <= rest.start <= starts[1]:
        earliest, latest = pattern.break_earliest_start, pattern.break_latest_start
        yield f"{own}; in pattern {pattern.id} it starts between {earliest:%H:%M} and {latest:%H:%M}", ()


def _minutes_to_edge(duty: Duty, rest: Span) -> int:
    return min(minutes_between(duty.start, rest.start), minutes_between(rest.end, duty.end))
