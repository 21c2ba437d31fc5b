"""Visits that nobody can ever make; each is told with the first reason that rules it out."""

from collections.abc import Callable

from models.problems import Problem
from models.visits import Together, Visit
from optimiser.preflight.staff import Staff


def find(staff: Staff) -> dict[str, Problem]:
    """Return by visit id why it can never be made."""
    never = (visit for visit in staff.request.visits if starts_too_close(staff, visit) or nobody_on_duty(staff, visit))
    return {visit.id: _first_reason(staff, visit) for visit in never}


def _first_reason(staff: Staff, visit: Visit) -> Problem:
    """Return the first reason there is; whoever can be on duty for a visit is neither unskilled nor out of reach."""
    return next(problem for check in CHECKS if (problem := check(staff, visit)))


def _enough(visit: Visit, holders: int) -> bool:
    return holders >= visit.workers_needed


def no_such_skill(staff: Staff, visit: Visit) -> Problem | None:
    """A skill, or all the visit's skills together, that too few workers have."""
    for skill in visit.skills:
        holders = sum(skill in worker.skills for worker in staff.request.workers)
        if not _enough(visit, holders):
            cause = f'visit {visit.id} needs {visit.workers_needed} with skill "{skill}", which {holders} workers have'
            return Problem(code="E3102", cause=cause, action="give a worker the skill or drop the requirement")
    holders = sum(set(visit.skills) <= set(worker.skills) for worker in staff.request.workers)
    if _enough(visit, holders):
        return None
    cause = f"visit {visit.id} needs {visit.workers_needed} with skills {', '.join(visit.skills)}, all of which "
    return Problem(
        code="E3102", cause=cause + f"{holders} workers have", action="train a worker or drop one of the requirements"
    )


def nobody_left(staff: Staff, visit: Visit) -> Problem | None:
    """Too few workers once skills, gender, exclusions and reach are asked."""
    holders = len(staff.eligible(visit))
    if _enough(visit, holders):
        return None
    user = staff.request.service_user_by_id[visit.service_user_id]
    asked = [f"skills {', '.join(visit.skills)}"] if visit.skills else []
    asked += [f"gender {user.gender_asked}"] if user.gender_asked else []
    asked += [f"exclusions {', '.join(user.excluded_worker_ids)}"] if user.excluded_worker_ids else []
    asked.append(f"reach of {user.constituency}")
    cause = f"visit {visit.id} to {user.id} needs {visit.workers_needed}, {holders} are left after {'; '.join(asked)}"
    return Problem(
        code="E3103", cause=cause, action=f"widen a worker's reach or ask {user.id} to ease what they ask for"
    )


def longer_than_any_shift(staff: Staff, visit: Visit) -> Problem | None:
    """No shift of anybody who may make it is long enough."""
    longest = max((staff.longest_minutes.get(worker.id, 0) for worker in staff.eligible(visit)), default=0)
    if longest >= visit.minutes:
        return None
    cause = (
        f"visit {visit.id} takes {visit.minutes} minutes, the longest shift that could hold it has "
        f"{max(0, longest)} for visits"
    )
    return Problem(code="E3101", cause=cause, action="split the visit or permit a longer shift pattern")


def nobody_on_duty(staff: Staff, visit: Visit) -> Problem | None:
    """In no window can enough of those who may make it be on duty."""
    starts, there = staff.starts_of(visit), 0
    for worker in staff.eligible(visit):
        there += staff.can_be_there(worker.id, starts, visit.minutes)
        if _enough(visit, there):
            return None
    cause = (
        f"visit {visit.id} needs {visit.workers_needed}, in its windows {there} of those who may make it can be on duty"
    )
    return Problem(code="E3104", cause=cause, action="widen the window or permit a shift pattern that covers it")


def starts_too_close(staff: Staff, visit: Visit) -> Problem | None:
    """In sequence, no two starts that the windows admit are as far apart as the two workers' must be."""
    if visit.together is not Together.SEQUENCE:
        return None
    least, most, starts = visit.second_least_minutes, visit.second_most_minutes, staff.starts_of(visit)
    for first, last in starts:
        for second_first, second_last in starts:
            if second_last - first >= least and (most is None or second_first - last <= most):
                return None
    cause = f"visit {visit.id} needs two workers who start {least} to {'any' if most is None else most} minutes apart, "
    cause += "which no two starts in its windows are"
    return Problem(code="E3106", cause=cause, action="widen the windows or change the minutes between the two workers")


CHECKS: tuple[Callable[[Staff, Visit], Problem | None], ...] = (
    starts_too_close,
    no_such_skill,
    nobody_left,
    longer_than_any_shift,
    nobody_on_duty,
)
