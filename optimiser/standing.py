"""A standing roster taken up as it is, judged first: what everything after the plan begins with."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from models.integrity import find_problems
from models.problems import InputError, Problem
from models.request import RotaRequest
from models.roster import Duty, Roster, Violation
from optimiser.checks import check
from optimiser.improve.incumbent import Incumbent
from optimiser.routing.routing import Routing
from optimiser.routing.tables import Tables


def standing(request: RotaRequest, roster: Roster, routing: Routing | None = None, seed: int = 1) -> Incumbent:
    """Take up a roster that keeps every rule, to be tried on, changed and asked about.

    Visits start as early as may be, in the order of the roster, rather than at the times told (`not_sooner` holds
    them). A journey around a session without a place is made after it.

    Args:
        request: what the roster answers.
        roster: published or planned.
        routing: the request prepared before, where the caller has it; this takes most of the time.
        seed: of whatever is drawn.

    Raises:
        InputError: the request is not sound (E2xxx); the roster breaks rules (E7101, one for each); its stops cannot
            be driven in their order (E7102).
    """
    require_sound(request, roster)
    return loaded(routing or Routing.of(request), roster.duties, seed)


def require_sound(request: RotaRequest, roster: Roster) -> None:
    """Refuse a request that is not sound, or a roster that breaks any of its rules.

    Raises:
        InputError: as `standing` says.
    """
    problems = find_problems(request) or [_broken(violation) for violation in check(request, roster)]
    if problems:
        raise InputError(problems)


def loaded(routing: Routing, duties: Sequence[Duty], seed: int = 1) -> Incumbent:
    """Return an incumbent with these duties.

    Raises:
        InputError: their stops cannot be driven in their order (E7102).
    """
    incumbent = Incumbent(routing, {}, seed)
    try:
        incumbent.load(duties)
    except ValueError as fault:
        raise InputError([_not_laid(str(fault))]) from fault
    return incumbent


def not_sooner(routing: Routing, duties: Sequence[Duty]) -> Routing:
    """Return a routing in which no visit of these duties starts sooner than told there; later it still may.

    Sessions may: nobody else was told of them, and held to their times some could not be driven, because a journey
    around one is made after it.
    """
    starts, window = _starts(routing, duties), routing.tables.window.copy()
    tasks = list(routing.tasks)
    for row, task in enumerate(tasks):
        told = starts.get(task.visit_id or "", ())
        if task.share < len(told):
            least, stop = told[task.share], routing.tables.stop[row]
            held = tuple(replace(each, earliest=max(each.earliest, least)) for each in task.windows)
            tasks[row] = replace(task, windows=held)
            rows = slice(int(stop["first_window"]), int(stop["end_window"]))
            window["earliest"][rows] = np.maximum(window["earliest"][rows], least)
    shared = {name: getattr(routing.tables, name) for name in Tables.layout}
    return replace(routing, tasks=tasks, tables=Tables(**{**shared, "window": window}))


def _starts(routing: Routing, duties: Sequence[Duty]) -> dict[str, list[int]]:
    """Return by visit the minutes at which its shares start, the first share's first."""
    minute, starts = routing.request.horizon.minute, defaultdict(list)
    for duty in duties:
        for visit in duty.visits:
            starts[visit.visit_id].append(minute(visit.start))
    return {name: sorted(own) for name, own in starts.items()}


def _broken(violation: Violation) -> Problem:
    return Problem(
        code="E7101",
        cause=f"the roster breaks {violation.code}: {violation.sentence.rstrip('.')}",
        action="correct the roster (`rota check` lists everything), or give the request that it was made for",
    )


def _not_laid(cause: str) -> Problem:
    return Problem(code="E7102", cause=cause, action="correct the times or the order of that duty's visits")
