"""Why no shifts keep the rules: which rules clash, for whom, and what would help.

Each worker is asked alone first, for all rules but R15 posts and R25 cover concern one worker; if each could be planned
alone, it is the posts or covers that clash with the workers who might serve them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from models.problems import Problem
from models.request import RotaRequest
from models.rules import RuleCode
from optimiser.conflicts.clashes import clash
from optimiser.conflicts.sentences import action, cover_fact, post_fact, rule_text, worker_fact
from optimiser.rostering.movable import movable_shifts
from optimiser.rostering.plan import build
from optimiser.rostering.rules import RULES, Rule
from optimiser.shifts import Shift, possible_shifts

SHARED = (RuleCode.POSTS, RuleCode.COVER)
ALONE = tuple(rule for rule in RULES if rule.code not in SHARED)


def explain_infeasible(
    request: RotaRequest, candidates: Mapping[str, Sequence[Shift]], suspects: Iterable[str] | None = None
) -> list[Problem]:
    """Return which rules clash and for whom; empty when shifts exist that keep them all.

    Args:
        request: what could not be planned.
        candidates: by worker, the shifts there were to choose from.
        suspects: workers whose own rules may clash, as a roster shows that others' do not; None = all.
    """
    asked = [worker.id for worker in request.workers] if suspects is None else suspects
    stuck = [worker_id for worker_id in asked if _is_stuck(request, worker_id, candidates)]
    problems = [_alone(request, worker_id, candidates) for worker_id in stuck]
    return problems or _over_posts(request, candidates) or _over_covers(request, candidates)


def _is_stuck(request: RotaRequest, worker_id: str, candidates: Mapping[str, Sequence[Shift]]) -> bool:
    """Return whether no choice of the worker's shifts keeps the rules that concern them alone."""
    planning = build(request, {worker_id: movable_shifts(candidates.get(worker_id, ()))}, rules=ALONE)
    return planning is not None and not planning.rules.has_solution()


def _alone(request: RotaRequest, worker_id: str, candidates: Mapping[str, Sequence[Shift]]) -> Problem:
    """Return the clash of one worker's rules, the ones that took candidates away among them."""
    every = possible_shifts(request, worker_ids=[worker_id])[worker_id]
    shifts = {worker_id: list(dict.fromkeys([*every, *candidates.get(worker_id, ())]))}
    codes = [code for code, _ in clash(request, shifts, ALONE)]
    facts = "; ".join(worker_fact(request, worker_id, code) for code in codes)
    return Problem(code="E4001", cause=f"{_names(codes)} for {worker_id}: {facts}", action=action(codes))


def _names(codes: Sequence[RuleCode]) -> str:
    """Return "R05 pins and R06 contract hours clash", or that a single rule cannot be kept."""
    names = " and ".join(rule_text(code) for code in codes)
    return f"{names} clash" if len(codes) > 1 else f"{names} cannot be kept"


def _over_posts(request: RotaRequest, candidates: Mapping[str, Sequence[Shift]]) -> list[Problem]:
    """Return the clash between posts and the rules of the workers who might cover them."""
    rules = [rule for rule in RULES if rule.code is not RuleCode.COVER]
    able = {worker_id for worker_id, shifts in candidates.items() if any(shift.post_id for shift in shifts)}
    return _among(request, candidates, able, rules, RuleCode.POSTS)


def _over_covers(request: RotaRequest, candidates: Mapping[str, Sequence[Shift]]) -> list[Problem]:
    """Return the clash between what covers must have and the rules of the workers who might count for them."""
    needed = {(cover.date, cover.pattern_id) for cover in request.covers if cover.least}
    able = {
        worker_id
        for worker_id, shifts in candidates.items()
        if any(shift.post_id or (shift.date, shift.pattern_id) in needed for shift in shifts)
    }
    return _among(request, candidates, able, RULES, RuleCode.COVER)


def _among(
    request: RotaRequest,
    candidates: Mapping[str, Sequence[Shift]],
    able: Collection[str],
    rules: Sequence[Rule],
    shared: RuleCode,
) -> list[Problem]:
    """Return the clash of a shared rule with others among some workers; empty when nothing clashes."""
    shifts = {worker.id: list(candidates[worker.id]) for worker in request.workers if worker.id in able}
    clashing = clash(request, shifts, rules)
    if not clashing:
        return []
    fact_of = {RuleCode.POSTS: post_fact, RuleCode.COVER: cover_fact}
    facts = [fact_of[code](request, subject) for code, subject in clashing if code in SHARED]
    others = [(code, subject) for code, subject in clashing if code not in SHARED]
    facts += [f"{subject}: {worker_fact(request, subject, code)}" for code, subject in others]
    codes = [*dict.fromkeys(code for code, _ in clashing if code in SHARED), *sorted({code for code, _ in others})]
    people = ", ".join(sorted({subject for _, subject in others})) or "everybody"
    cause = f"{_names(codes)} for {people}: {'; '.join(facts)}"
    return [Problem(code="E4002" if shared is RuleCode.POSTS else "E4003", cause=cause, action=action(codes))]
