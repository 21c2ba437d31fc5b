"""A worker offers a duty: who may take it, and against which of their own duties it may be swapped.

Every pair is asked of the referee: first with the shifts alone, which settles most of them at once and names the rule,
then, for the cheapest, with the visits as they would be made.
"""

import datetime as calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models.problems import InputError, Problem
from models.roster import Duty, Roster, Violation
from models.rules import RULE_NAMES, RuleCode
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.recommend.figures import Figures, figures_of
from optimiser.recommend.hands import Hands, Move
from optimiser.recommend.published import Published

MOST_FOUND = 5
MOST_TRIED = 15  # judged with their visits, cheapest first, until enough are accepted


@dataclass(frozen=True)
class Exchange:
    """A duty that changes hands, alone or against another, as the referee accepts it.

    Attributes:
        moves: which duties, to whom.
        terms: by how many pence each term of the objective changes.
        before: contact time and cost as published.
        after: with the duties changed.
        lost: visits that nobody makes any more.
        others: duties of workers who are no party to it and that change too, as (worker, date).
        duties: the whole roster's, as they would be.
    """

    moves: tuple[Move, ...]
    terms: dict[str, int]
    before: Figures
    after: Figures
    lost: tuple[str, ...]
    others: tuple[tuple[str, calendar.date], ...]
    duties: tuple[Duty, ...] = field(repr=False)

    @property
    def pence(self) -> int:
        """What it costs by the prices page."""
        return sum(self.terms.values())


@dataclass(frozen=True)
class Refused:
    """Somebody who may not take a duty, and the first rule that says so."""

    worker_id: str
    rule: str
    sentence: str


@dataclass(frozen=True)
class Answers:
    """Who may take an offered duty, the best swaps for it, cheapest first, and who may not take it and why."""

    offered: Duty
    takers: tuple[Exchange, ...]
    swaps: tuple[Exchange, ...]
    refused: tuple[Refused, ...]


def require_worker(published: Published, worker_id: str) -> None:
    """Refuse a worker who is not in the request.

    Raises:
        InputError: there is no such worker (E7110).
    """
    if worker_id not in published.request.worker_by_id:
        cause = f"worker {worker_id} is not in the request"
        raise InputError([Problem(code="E7110", cause=cause, action="correct the id")])


def duty_of(published: Published, worker_id: str, date: calendar.date) -> Duty:
    """Return a worker's duty on a date.

    Raises:
        InputError: there is no such worker (E7110), or they have no duty then (E7111).
    """
    require_worker(published, worker_id)
    own = {duty.date: duty for duty in published.roster.duties if duty.worker_id == worker_id}
    if date not in own:
        dates = ", ".join(str(day) for day in sorted(own)) or "no date at all"
        cause = f"worker {worker_id} has no duty on {date}"
        raise InputError([Problem(code="E7111", cause=cause, action=f"name one of their duties: {dates}")])
    return own[date]


def answers(published: Published, offered: Duty, most: int = MOST_FOUND) -> Answers:
    """Return who may take a duty or swap it for one of theirs, under all rules, ranked by pence.

    Args:
        published: the roster; it stays as it is.
        offered: one of its duties.
        most: takers and swaps wanted, each.
    """
    hands = Hands(published)
    others = [worker.id for worker in published.request.workers if worker.id != offered.worker_id]
    gifts = [(Move(offered, worker_id),) for worker_id in others]
    broken = {moves: hands.broken_by_shifts(moves) for moves in gifts}
    refused = tuple(_refused(moves[0].worker_id, found[0]) for moves, found in broken.items() if found)
    swaps = [
        (Move(offered, duty.worker_id), Move(duty, offered.worker_id))
        for duty in published.roster.duties
        if duty.worker_id != offered.worker_id
    ]
    open_swaps = [moves for moves in swaps if not hands.broken_by_shifts(moves)]
    takers = _best(published, hands, (moves for moves, found in broken.items() if not found), most)
    return Answers(offered, takers, _best(published, hands, open_swaps, most), refused)


def swap(published: Published, moves: Sequence[Move]) -> Exchange:
    """Return what a proposed exchange of duties does.

    Raises:
        InputError: it breaks rules; each is named (E7112), and the published roster stays as it was.
    """
    hands = Hands(published)
    broken = hands.broken_by_shifts(moves)
    after = () if broken else hands.duties_after(moves)
    broken = broken or check(published.request, Roster(duties=after))
    if broken:
        raise InputError([_problem(violation) for violation in broken])
    return _exchange(published, moves, after)


def _refused(worker_id: str, violation: Violation) -> Refused:
    return Refused(worker_id, rule_name(violation), violation.sentence)


def rule_name(violation: Violation) -> str:
    """Return a violation's rule as people know it: its code and name."""
    return f"{violation.code} {RULE_NAMES[RuleCode(violation.code)]}"


def _problem(violation: Violation) -> Problem:
    return Problem(
        code="E7112",
        cause=f"the swap breaks {rule_name(violation)}: {violation.sentence.rstrip('.')}",
        action="choose another worker or date; without one, `rota swap` lists who may take the duty",
    )


def _best(
    published: Published, hands: Hands, candidates: Iterable[tuple[Move, ...]], most: int
) -> tuple[Exchange, ...]:
    """Return the cheapest exchanges that the referee accepts with their visits."""
    priced = sorted(((hands.added_pence(moves), number, moves) for number, moves in enumerate(candidates)))
    found: list[Exchange] = []
    for _, _, moves in priced[: max(MOST_TRIED, most)]:
        after = hands.duties_after(moves)
        if not check(published.request, Roster(duties=after)):
            found.append(_exchange(published, moves, after))
        if len(found) == most:
            break
    return tuple(sorted(found, key=lambda exchange: exchange.pence))


def _exchange(published: Published, moves: Sequence[Move], after: tuple[Duty, ...]) -> Exchange:
    request, roster = published.request, Roster(duties=after)
    was, now = published.terms, recompute(request, roster)
    told = {(duty.worker_id, duty.date): duty for duty in published.roster.duties}
    parties = {move.worker_id for move in moves} | {move.duty.worker_id for move in moves}
    changed = [(duty.worker_id, duty.date) for duty in after if told.get((duty.worker_id, duty.date)) != duty]
    return Exchange(
        moves=tuple(moves),
        terms={name: now[name] - was[name] for name in now if now[name] != was[name]},
        before=published.figures,
        after=figures_of(request, roster),
        lost=tuple(sorted(_made(published.roster.duties) - _made(after))),
        others=tuple(key for key in changed if key[0] not in parties),
        duties=after,
    )


def _made(duties: Sequence[Duty]) -> set[str]:
    return {visit.visit_id for duty in duties for visit in duty.visits}
