"""The way in: a request, its published roster and what has changed; out comes a checked roster that changes little."""

from collections import defaultdict
from dataclasses import dataclass, field

from models.changes import Changes
from models.integrity import find_problems
from models.problems import InputError, Problem
from models.request import RotaRequest
from models.roster import Roster, Violation
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.replan.changed_request import Slot, changed_request
from optimiser.replan.composing import Composed
from optimiser.replan.difference import DutyChange
from optimiser.replan.options import Options
from optimiser.replan.posts import covered
from optimiser.replan.problems import find_change_problems
from optimiser.replan.reasons import Left, left_unserved, unserved_list
from optimiser.replan.roads import late_journeys
from optimiser.replan.search import Search
from optimiser.replan.situation import Situation
from optimiser.versions import versions


@dataclass(frozen=True)
class Replanned:
    """A roster for the changed request, and how it differs from the published one.

    Attributes:
        request: the request with the changes in it.
        roster: accepted by the referee for that request.
        changes: the duties that differ.
        hit: duties that the changes themselves change; the other ones that differ are further duties.
        terms_before: the objective of the published roster for its own request, in pence.
        terms: the objective of the new one for the changed request, in pence.
        change_terms: what changing costs besides, in pence.
        left: promised visits that nobody makes although they were promised or are new, and what would help.
        attempts: sets of duties that were tried.
    """

    request: RotaRequest
    roster: Roster
    changes: tuple[DutyChange, ...]
    hit: frozenset[Slot]
    terms_before: dict[str, int]
    terms: dict[str, int]
    change_terms: dict[str, int]
    left: tuple[Left, ...] = ()
    attempts: int = field(default=0, compare=False)

    @property
    def further(self) -> list[DutyChange]:
        """The duties that differ and that no change is about."""
        return [each for each in self.changes if each.slot not in self.hit]

    @property
    def makers(self) -> dict[str, set[str]]:
        """By visit, who makes it in the new roster."""
        found: dict[str, set[str]] = defaultdict(set)
        for duty in self.roster.duties:
            for each in duty.visits:
                found[each.visit_id].add(duty.worker_id)
        return found


def replan(request: RotaRequest, roster: Roster, changes: Changes) -> Replanned:
    """Re-plan a published roster.

    Args:
        request: what the roster answers.
        roster: as published; it is not changed.
        changes: what has changed, when that was known, the price of change and its budget.

    Raises:
        InputError: the request or the roster is unsound (E2xxx, E7307), a change is (E7302 to E7306), or no roster
            keeps the rules of the changed request (E7311 to E7313).
    """
    problems = find_problems(request) or [_broken(each) for each in check(request, roster)]
    problems = problems or find_change_problems(request, roster, changes)
    if problems:
        raise InputError(problems)
    changed = changed_request(request, roster, changes)
    problems = find_problems(changed.request)
    if problems:
        raise InputError(problems)
    situation = Situation.of(changed, roster, changes)
    best, attempts = _best(situation, changes)
    situation = best.situation
    _require_sound(situation, best)
    left = left_unserved(situation, best, changes)
    return Replanned(
        request=changed.request,
        roster=_written(best, left),
        changes=tuple(best.changes),
        hit=situation.hit,
        terms_before=recompute(request, roster),
        terms=best.objective_terms,
        change_terms=best.change_terms,
        left=tuple(left),
        attempts=attempts,
    )


def _written(best: Composed, left: list[Left]) -> Roster:
    """Return the roster with what it answers and every visit that nobody makes."""
    situation = best.situation
    return Roster(
        request_sha256=situation.request.sha256,
        seed=situation.published.seed,
        versions=versions(),
        duties=best.duties,
        unserved=unserved_list(situation, best, left),
    )


def _best(situation: Situation, changes: Changes) -> tuple[Composed, int]:
    """Return the best roster over the ways to cover posts that stand empty, and how many sets were tried."""
    most = changes.at_most_duties
    found, attempts = [], 0
    for way in covered(situation, most):
        left = None if most is None else most - way.changed
        search = Search(way.situation, Options(way.situation), left, changes.prices)
        found.append(search.run())
        attempts += search.attempts
    best = found[0] if len(found) == 1 else min(found, key=lambda each: each.whole_rank)
    return best, attempts


def _require_sound(situation: Situation, best: Composed) -> None:
    """Refuse a roster that the referee refuses, or whose journeys cannot be made on the roads there are.

    Raises:
        InputError: E7313, one for each rule broken; it cannot be kept by changing duties that may change.
    """
    problems = [_unsound(each.code, each.sentence) for each in check(situation.request, best.roster)]
    for duty in best.duties:
        late = late_journeys(situation.request, duty, situation.changed.roads, situation.changed.now)
        problems += [
            _unsound("the closed road", f"{duty.worker_id} cannot travel from {origin} to {end} on {duty.date}.")
            for origin, end in late
        ]
    if problems:
        raise InputError(problems)


def _broken(violation: Violation) -> Problem:
    return Problem(
        code="E7307",
        cause=f"the published roster breaks {violation.code}: {violation.sentence.rstrip('.')}",
        action="correct the roster (`rota check` lists everything), or give the request that it was made for",
    )


def _unsound(code: str, sentence: str) -> Problem:
    return Problem(
        code="E7313",
        cause=f"with these changes no roster was found that keeps {code}: {sentence.rstrip('.')}",
        action="allow more duties to change or shorter notice, or change what the request asks there",
    )
