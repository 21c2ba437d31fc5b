"""Where one scenario sets out: the duties of the base, as far as they keep the rules of the scenario's request.

A worker who breaks a rule (ill, contract cut, pattern forbidden) is rostered anew with the others' shifts standing, or
with everybody's free where that will not do, the shifts they had as hints. A visit that breaks one, or lacks a
colleague then, is filled in again wherever it fits.
"""

from collections import Counter
from collections.abc import Collection, Sequence, Set

from models.request import RotaRequest
from models.roster import Duty, Roster
from models.rules import RuleCode
from optimiser.checks import check
from optimiser.first_roster import MORE_WORK, MOST_WORK, all_demand
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.job import prepared
from optimiser.rostering.plan import Limits, PlanStatus, ShiftPlan, plan_shifts
from optimiser.shifts import Shift, shift_of

OF_NOBODY = frozenset({RuleCode.VISIT_WORKERS, RuleCode.POSTS, RuleCode.COVER, RuleCode.PINS})
"""Rules broken for want of somebody, so that no worker named is at fault."""

OF_EVERYBODY = frozenset({RuleCode.POSTS, RuleCode.COVER})
"""Those that only other shifts can mend."""


def setting_out(request: RotaRequest, base: Sequence[Duty], seed: int) -> tuple[Duty, ...]:
    """Return duties that keep every rule about shifts and begin as the base has them.

    Args:
        request: the scenario's, sound.
        base: keeps the rules of the request without levers.
        seed: of every choice.

    Returns:
        None at all where no shifts near the base were found; the scenario then begins with nothing.
    """
    violations = check(request, Roster(duties=tuple(base)))
    gone = {visit_id for each in violations for visit_id in each.visit_ids}
    duties = _whole_visits(request, [_without(duty, gone) for duty in base])
    free = {name for each in violations if each.code not in OF_NOBODY for name in each.worker_ids}
    anew = any(each.code in OF_EVERYBODY for each in violations)
    if not free and not anew:
        return tuple(duties)
    everybody = set(request.worker_by_id)
    for planned in [everybody] if anew else [free, everybody]:
        plan = _rostered(request, duties, planned, seed)
        if plan.status in (PlanStatus.OPTIMAL, PlanStatus.FEASIBLE):
            return _filled(request, duties, plan.shifts, seed)
    return ()


def _rostered(request: RotaRequest, duties: Sequence[Duty], free: Set[str], seed: int) -> ShiftPlan:
    """Plan the shifts of some workers anew; everybody else keeps theirs."""
    routing, candidates = prepared(request)
    shifts = [shift_of(request, duty) for duty in duties]
    for work in (MORE_WORK, MOST_WORK):
        plan = plan_shifts(
            request,
            candidates,
            all_demand(routing),
            limits=Limits(work=work),
            free=free,
            fixed=[shift for shift in shifts if shift.worker_id not in free],
            hints=shifts,
            seed=seed,
        )
        if plan.status is not PlanStatus.UNKNOWN:
            break
    return plan


def _filled(request: RotaRequest, duties: Sequence[Duty], shifts: Sequence[Shift], seed: int) -> tuple[Duty, ...]:
    """Return these shifts with the visits of those duties that stand, and whatever else fits."""
    routing, candidates = prepared(request)
    incumbent = Incumbent(routing, candidates, seed)
    worked = set(shifts)
    incumbent.load(_whole_visits(request, [duty for duty in duties if shift_of(request, duty) in worked]))
    incumbent.replace_shifts(list(request.worker_by_id), shifts)
    incumbent.plan.fill_all()
    return incumbent.plan.duties()


def _whole_visits(request: RotaRequest, duties: Sequence[Duty]) -> list[Duty]:
    """Return the duties without the visits that lack a colleague."""
    makers = Counter(visit.visit_id for duty in duties for visit in duty.visits)
    lacking = {name for name, number in makers.items() if number < request.visit_by_id[name].workers_needed}
    return [_without(duty, lacking) for duty in duties]


def _without(duty: Duty, visit_ids: Collection[str]) -> Duty:
    left = tuple(visit for visit in duty.visits if visit.visit_id not in visit_ids)
    return duty if len(left) == len(duty.visits) else duty.model_copy(update={"visits": left})
