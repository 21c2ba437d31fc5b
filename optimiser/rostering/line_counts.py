"""What line terms bound, as expressions in the variables: dates of runs, runs that begin, totals, weekends.

With x(d) = 1 when date d belongs to a run (a duty, a day off, a duty of one pattern), c dates of the run carried in:

    too long:  each date d at which x(d - most) = ... = x(d) = 1 is one too many; carried dates count as ones.
    too short: a run that begins at s (x(s) - x(s-1) = 1) and of which x(s+k) = 0 for a k < least is short by least
               less the first such k. So with u(s,k) >= x(s) - x(s-1) - x(s+k) and u(s,k) >= u(s,k-1) it is short by
               the sum of u(s,k) over k; positions beyond the horizon follow the last one in it.

Both are sums over windows, without automata, and hold as they are in the linear relaxation.
"""

import datetime as calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.line_terms import BoundKind, LineBound
from models.workers import Worker
from optimiser.rostering.constraints import Expression, Literal
from optimiser.rostering.line_pence import carried_run
from optimiser.rostering.planning import Planning
from optimiser.rostering.variables import total
from optimiser.rostering.weekends import weekends


@dataclass(frozen=True)
class Beginning:
    """A run that may begin: 1 in `begins` asks `following` to be 1 too; `beyond` more dates lie after the horizon."""

    begins: Expression
    following: Sequence[Expression]
    beyond: int


def bounds_of(planning: Planning) -> Iterator[tuple[Worker, LineBound]]:
    """Yield every bound on the line of a worker being planned."""
    for worker in planning.variables.workers:
        terms = planning.request.line_terms_by_id.get(worker.line_terms_id or "")
        yield from ((worker, bound) for bound in (terms.bounds if terms else ()))


def dates_counted(planning: Planning, worker: Worker, bound: LineBound) -> list[Expression]:
    """Return for each date of the horizon what is 1 when it belongs to a run, else 0."""
    variables = planning.variables
    if bound.kind is BoundKind.CONSECUTIVE_DAYS_OFF:
        return [1 - variables.works(worker.id, date) for date in variables.dates]
    return [total(variables.on_pattern(worker.id, date, bound.pattern_id)) for date in variables.dates]


def windows_too_long(planning: Planning, worker: Worker, bound: LineBound) -> Iterator[tuple[Expression, int]]:
    """Yield the sum of each window of dates whose last one is too many when all are in a run, and one less than all."""
    counted, most = dates_counted(planning, worker, bound), bound.most
    if most is None:
        return
    carried, _ = carried_run(bound, worker.carried)
    for last in range(len(counted)):
        first = last - most
        if first < 0 and carried + last + 1 <= most:
            continue
        window = counted[max(0, first) : last + 1]
        yield total(window), len(window) - 1


def beginnings(planning: Planning, worker: Worker, bound: LineBound) -> Iterator[Beginning]:
    """Yield where a run may begin that must not be short, the one carried in first."""
    counted, least = dates_counted(planning, worker, bound), bound.least or 0
    carried, known = carried_run(bound, worker.carried)
    if carried:
        following = counted[: max(0, least - carried)]
        yield Beginning(1, following, max(0, least - carried) - len(following))
    for start, begins in enumerate(counted):
        if start or (known and not carried):
            following = counted[start + 1 : start + least]
            before = counted[start - 1] if start else 0
            yield Beginning(begins - before, following, max(0, least - 1) - len(following))


def total_counted(planning: Planning, worker: Worker, bound: LineBound) -> Expression:
    """Return the total that a bound is about, with what is carried in."""
    variables, carried = planning.variables, worker.carried
    if bound.kind is BoundKind.MINUTES:
        return total(variables.paid_minutes(worker.id, week) for week in range(len(variables.weeks)))
    if bound.kind is BoundKind.WEEKENDS:
        worked = [_worked(planning, worker, days) for days in weekends(variables.dates)]
        return total([*worked, carried.weekends_worked])
    literals = [each for date in variables.dates for each in variables.on_pattern(worker.id, date, bound.pattern_id)]
    return total([*literals, carried.duties_worked]) if bound.kind is BoundKind.DUTIES else total(literals)


def _worked(planning: Planning, worker: Worker, days: Sequence[calendar.date]) -> Literal:
    """Return a literal that holds exactly when the worker has a duty on one of the days."""
    literal = planning.rules.model.new_bool_var("")
    works = [planning.variables.works(worker.id, day) for day in days]
    for each in works:
        planning.rules.model.add(each <= literal)
    planning.rules.model.add(literal <= total(works))
    return literal
