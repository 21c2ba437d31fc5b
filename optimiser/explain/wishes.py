"""What granting a refused wish would cost: the roster planned anew around its worker with the wish all but bought.

The wish is given a price above everything else together, the worker's days are freed, alone and then with colleagues,
and each time the best shifts are chosen anew under all rules; of a large request in the worker's part of it. The roster
that comes out grants the wish and keeps every rule, so its price is an upper bound of what granting costs: "at most".
It is held against the roster as routing alone betters it, whatever is wished. Where the rules alone forbid a wish, that
is proven.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from models.base import Id, Record
from models.clock import span_on
from models.problems import InputError
from models.request import RotaRequest
from models.roster import Duty, Roster
from models.wishes import Pin, PinKind, Preference, PreferenceKind
from optimiser.checks import check
from optimiser.checks.roster_index import RosterIndex
from optimiser.checks.wishes import is_granted
from optimiser.conflicts import explain_infeasible
from optimiser.explain.prices import Prices, contact_minutes, objective_pence
from optimiser.explain.surroundings import SEED, Around, Surroundings
from optimiser.explain.words import day, listed, minutes, pounds
from optimiser.first_roster import STEP_MINUTES
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.reshift import Manner, reshift
from optimiser.routing.routing import Routing
from optimiser.shifts import Shift, candidate_shifts

BOUGHT = 50_000_000  # pence: above all that a plan could cost more for it
MOST_TRIES = 6
ANNEAL_STEPS = 3_000  # around visits that lost their place, so that they find another
FORCED = "wish"


class Granting(Record):
    """What granting a refused wish would take.

    Attributes:
        sentence: in words.
        pence: at most, by which all else is weighed at more, the wish's own price aside; None where nothing grants it.
        saved_pence: what refusing the wish is weighed at, saved by granting it.
        contact_minutes: more in the roster that grants it than routing alone gains.
        worker_ids: whose duties it changes beyond what routing alone betters.
        impossible: whether it is proven that the rules forbid it.
    """

    preference_id: Id
    worker_id: Id
    sentence: str
    pence: int | None = None
    saved_pence: int = 0
    contact_minutes: int | None = None
    worker_ids: tuple[Id, ...] = ()
    impossible: bool = False


class Refusals:
    """The wishes that a finished roster refuses."""

    def __init__(self, request: RotaRequest, roster: Roster, routing: Routing | None = None) -> None:
        """Prepare a roster that keeps every rule.

        Args:
            request: what it answers.
            roster: to be asked about.
            routing: the request prepared before, where the caller has it.
        """
        self._prices = Prices(request, roster)
        self._surroundings = Surroundings(request, roster, routing)

    @cached_property
    def refused(self) -> tuple[Preference, ...]:
        """The wishes refused, in the request's order; every `cannot` is kept."""
        request = self._prices.request
        index = RosterIndex(request, self._prices.roster)
        return tuple(
            wish
            for wish in request.preferences
            if wish.kind is not PreferenceKind.CANNOT and not is_granted(wish, index.duties_by_worker[wish.worker_id])
        )

    def granting(self, wish: Preference) -> Granting:
        """Return what granting a refused wish would cost, at most, or why it cannot be granted."""
        around = self._surroundings.of(wish.worker_id)
        best = next(self._sound(around, wish), None)
        if best is None:
            return self._not_granted(wish)
        own = around.pence(around.settled) - objective_pence(
            _without(around.request, wish), around.roster(around.settled)
        )
        pence = around.pence(best) - around.pence(around.settled) + own
        contact = contact_minutes(around.request, best) - contact_minutes(around.request, around.settled)
        workers = _whose(around.settled, best)
        return Granting(
            preference_id=wish.id,
            worker_id=wish.worker_id,
            sentence=f"{_words(wish)}: {_cost(pence, own, contact)}; {_changed(workers)}.",
            pence=pence,
            saved_pence=own,
            contact_minutes=contact,
            worker_ids=tuple(workers),
        )

    def _sound(self, around: Around, wish: Preference) -> Iterator[tuple[Duty, ...]]:
        """Yield the duties that grant a wish and keep every rule among everybody's, the cheapest first."""
        found = [duties for duties in _tries(around, wish) if around.grants(wish, duties)]
        for duties in sorted(found, key=around.pence):
            if not check(self._prices.request, Roster(duties=around.among_all(duties))):
                yield duties

    def _not_granted(self, wish: Preference) -> Granting:
        """Return which rules forbid a wish, or that no roster that grants it was found."""
        clash = self._clash(wish)
        words = f"cannot be granted: {clash}" if clash else f"no roster that grants it was found in {MOST_TRIES} tries"
        return Granting(
            preference_id=wish.id,
            worker_id=wish.worker_id,
            sentence=f"{_words(wish)}: {words}.",
            impossible=bool(clash),
        )

    def _clash(self, wish: Preference) -> str:
        """Return the rules of the wish's worker that clash with it; empty where none do or it cannot be asked."""
        request = _required(self._prices.request, wish)
        if request is None:
            return ""
        try:
            problems = explain_infeasible(request, candidate_shifts(request, STEP_MINUTES), [wish.worker_id])
        except InputError as refused:
            problems = list(refused.problems)
        own = [problem.cause for problem in problems if f" for {wish.worker_id}" in problem.cause]
        return own[0].replace(f" {FORCED} duty ", " the wish itself, ") if own else ""


def _tries(around: Around, wish: Preference) -> Iterator[tuple[Duty, ...]]:
    """Yield the duties after each step of planning anew around the wish's worker."""
    incumbent = Incumbent(replace(around.routing, request=_bought(around.request, wish)), around.candidates, SEED)
    incumbent.load(around.settled)
    absent = incumbent.plan.absent()
    incumbent.candidates = {**incumbent.candidates, wish.worker_id: _granting_shifts(around, wish)}
    dates = around.request.horizon.dates
    for number, group in enumerate(_groups(around.request, wish.worker_id)):
        manner = Manner(give_first=number % 2 == 1)
        if reshift(incumbent, dict.fromkeys(group, dates), 0.0, SEED + number, manner):
            yield incumbent.plan.duties()
    incumbent.anneal(np.setdiff1d(incumbent.plan.absent(), absent), ANNEAL_STEPS, 0.0)
    yield incumbent.plan.duties()


def _granting_shifts(around: Around, wish: Preference) -> list[Shift]:
    """Return the shifts of the wish's worker that do not stand in its way; the one wanted, on its date."""
    span = _span(around.request, wish)
    own = around.candidates[wish.worker_id]
    if wish.kind is PreferenceKind.WANT:
        return [shift for shift in own if shift.date != wish.date or _is_on(wish, span, shift)]
    return [shift for shift in own if not _is_on(wish, span, shift)]


def _groups(request: RotaRequest, worker_id: str) -> list[list[str]]:
    """Return whose days are freed together: the worker's twice, and theirs with one colleague's after another."""
    own = request.worker_by_id[worker_id]
    near = sorted(request.workers, key=lambda each: (each.constituency != own.constituency, each.id))
    others = [[worker_id, each.id] for each in near if each.id != worker_id]
    return [[worker_id], [worker_id], *others][:MOST_TRIES]


def explain_wishes(
    request: RotaRequest, roster: Roster, preference_ids: Sequence[str] | None = None
) -> Iterator[Granting]:
    """Yield what granting each refused wish (of these, or all when None) would cost."""
    refusals = Refusals(request, roster)
    for wish in refusals.refused:
        if preference_ids is None or wish.id in preference_ids:
            yield refusals.granting(wish)


def _bought(request: RotaRequest, wish: Preference) -> RotaRequest:
    """Return the request with a wish that is dearer to refuse than everything else."""
    dear = wish.model_copy(update={"pence": BOUGHT})
    return request.changed(preferences=tuple(dear if each.id == wish.id else each for each in request.preferences))


def _without(request: RotaRequest, wish: Preference) -> RotaRequest:
    return request.changed(preferences=tuple(each for each in request.preferences if each.id != wish.id))


def _required(request: RotaRequest, wish: Preference) -> RotaRequest | None:
    """Return the request with a wish as a rule; None for a wish to work inside a span, which no rule can say."""
    rest = _without(request, wish)
    if wish.kind is PreferenceKind.RATHER_NOT:
        hard = wish.model_copy(update={"kind": PreferenceKind.CANNOT})
        return rest.changed(preferences=(*rest.preferences, hard))
    if wish.span is not None:
        return None
    pin = Pin(id=FORCED, kind=PinKind.DUTY, worker_id=wish.worker_id, date=wish.date, pattern_id=wish.pattern_id)
    return rest.changed(pins=(*rest.pins, pin))


def _span(request: RotaRequest, wish: Preference) -> tuple[int, int] | None:
    """Return a wish's span in minutes from the horizon's midnight; None without one."""
    if wish.span is None:
        return None
    start, end = span_on(wish.date, wish.span.start, wish.span.end)
    return request.horizon.minute(start), request.horizon.minute(end)


def _is_on(wish: Preference, span: tuple[int, int] | None, shift: Shift) -> bool:
    """Return whether a shift is one that a `want` asks for, or that a `rather_not` is about."""
    if span is None:
        return shift.date == wish.date and wish.pattern_id in (None, shift.pattern_id)
    if wish.kind is PreferenceKind.WANT:
        return shift.date == wish.date and span[0] <= shift.start and shift.end <= span[1]
    return any(start < span[1] and span[0] < end for start, end in shift.parts)


def _whose(before: Iterable[Duty], after: Iterable[Duty]) -> list[str]:
    """Return the workers who have another shift or other visits."""
    return sorted({str(name) for name, *_ in set(map(_work, before)) ^ set(map(_work, after))})


def _work(duty: Duty) -> tuple[object, ...]:
    """Return what a duty is, whatever the minute at which its visits start."""
    return duty.worker_id, duty.date, duty.parts, duty.post_id, frozenset(each.visit_id for each in duty.visits)


def _words(wish: Preference) -> str:
    """Return a wish in words."""
    asked = "to work" if wish.kind is PreferenceKind.WANT else "rather not to work"
    what = f" pattern {wish.pattern_id}" if wish.pattern_id else ""
    span = f" between {wish.span.start:%H:%M} and {wish.span.end:%H:%M}" if wish.span else ""
    return f"{wish.worker_id} asked {asked}{what} on {day(wish.date)}{span}"


def _changed(workers: Sequence[str]) -> str:
    """Return whose duties would change, or how many workers' where they are many."""
    return (
        f"for it the duties of {listed(workers)} would change"
        if len(workers) < 4
        else f"for it {len(workers)} workers' duties would change"
    )


def _cost(pence: int, own: int, contact: int) -> str:
    """Return what granting costs in words."""
    care = (
        f"{minutes(abs(contact))} {'more' if contact >= 0 else 'less'} contact time"
        if contact
        else "as much contact time"
    )
    if pence <= 0:
        return f"granting it costs nothing elsewhere (all else is {pounds(-pence)} better), with {care}"
    return (
        f"granting it costs at most {pounds(pence)} elsewhere, against the {pounds(own)} it is weighed at, with {care}"
    )
