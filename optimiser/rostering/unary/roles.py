"""R26 roles: a shift is counted for one skill of its worker wherever covers of its date and pattern name some."""

import datetime as calendar
from collections import defaultdict
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from models.request import RotaRequest

if TYPE_CHECKING:
    from optimiser.shifts import Shift

AskedSkills = dict[tuple[calendar.date, str], set[str]]


def asked_skills(request: RotaRequest) -> AskedSkills:
    """Return by date and pattern the skills that covers name."""
    asked: AskedSkills = defaultdict(set)
    for cover in request.covers:
        if cover.skill is not None:
            asked[cover.date, cover.pattern_id].add(cover.skill)
    return dict(asked)


def roles_of(shift: "Shift", skills: Collection[str], asked: AskedSkills) -> tuple[str | None, ...]:
    """Return the roles a worker with these skills may have in a shift; None alone where there is nothing to count."""
    own = asked.get((shift.date, shift.pattern_id), set()).intersection(skills) if shift.post_id is None else ()
    return tuple(sorted(own)) or (None,)


def prepare(request: RotaRequest) -> "Callable[[Shift], bool]":
    """Return the test whether a shift is counted for a skill that it can be counted for, and for none otherwise."""
    asked = asked_skills(request)
    if not asked:
        return lambda shift: shift.role is None
    skills = {worker.id: worker.skills for worker in request.workers}
    return lambda shift: shift.role in roles_of(shift, skills[shift.worker_id], asked)
