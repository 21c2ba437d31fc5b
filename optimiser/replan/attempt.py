"""One try: some duties freed, what is left of them filled anew together with the visits that lack a worker."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from models.roster import Duty, PlannedVisit
from optimiser.replan.changed_request import Slot
from optimiser.replan.remainder import Remainder, remainder
from optimiser.replan.settled import Settled
from optimiser.replan.situation import Freed, Situation
from optimiser.routing.loading import break_part, load_stops
from optimiser.routing.plan import RoutePlan
from optimiser.shifts import Shift

ROUNDS = 3
HEAT = 100.0  # pence, in the first rounds; none in the last
UNSOUND = 1_000_000_000  # pence, of routes that cannot be driven or leave out what is over


@dataclass(frozen=True)
class Attempt:
    """What came of it.

    Attributes:
        freed: the duties tried.
        unserved: promised visits, and shares that a colleague stands ready for, that found no place.
        unserved_pence: their prices.
        lone: duties of colleagues who would stand alone.
        duties: the freed duties written anew.
    """

    freed: tuple[Freed, ...]
    unserved: frozenset[str]
    unserved_pence: int
    lone: frozenset[Slot]
    duties: tuple[Duty, ...]

    @cached_property
    def slots(self) -> frozenset[Slot]:
        """Whose duties were freed, and when."""
        return frozenset(each.slot for each in self.freed)


def attempt(
    situation: Situation, freed: Sequence[Freed], seed: int = 1, steps: int = 150, within: int | None = None
) -> Attempt:
    """Fill freed duties anew.

    Args:
        situation: what the changes leave.
        freed: duties to write anew; each worker and date once.
        seed: of the search.
        steps: of annealing, in each of a few rounds.
        within: minutes by which visits of freed duties may start at another time; None = any.
    """
    if not freed:
        return _nothing_freed(situation)
    rest = remainder(situation, freed, within)
    plan = RoutePlan(rest.routing, seed)
    _open(plan, rest)
    _lay(plan, rest)
    plan.complete()
    plan.fill_all()
    everything = rest.routing.primaries
    for number in range(ROUNDS if steps else 0):
        plan.anneal(everything, steps, HEAT * (1 - number / (ROUNDS - 1)))
    return _result(situation, rest, plan)


def _nothing_freed(situation: Situation) -> Attempt:
    """Return what is unserved when no duty changes."""
    lone = {slot for name in situation.loose | situation.dropped for slot, _ in situation.makers.get(name, ())}
    pence = sum(situation.price(name) for name in situation.loose)
    return Attempt((), situation.loose, pence, frozenset(lone), ())


def _open(plan: RoutePlan, rest: Remainder) -> None:
    """Open the freed shifts; a break that was taken is due no more."""
    parts: dict[Shift, int] = {}
    for each, own in zip(rest.freed, rest.settled, strict=True):
        shift = replace(each.shift, break_minutes=0) if own.rest_break else each.shift
        part = break_part(each.duty) if each.duty and not own.rest_break else None
        if part is not None and each.duty and each.shift.parts == _parts_of(plan, each.duty):
            parts[shift] = part
        plan.open([shift], parts)


def _parts_of(plan: RoutePlan, duty: Duty) -> tuple[tuple[int, int], ...]:
    minute = plan.routing.request.horizon.minute
    return tuple((minute(part.start), minute(part.end)) for part in duty.parts)


def _lay(plan: RoutePlan, rest: Remainder) -> None:
    """Lay anchors and published stops; the stops of a duty that cannot be driven any more are left to be filled in."""
    left = [
        _left_of(plan, each.duty, own, anchors)
        for each, own, anchors in zip(rest.freed, rest.settled, rest.anchors, strict=True)
        if each.duty is not None
    ]
    empty = plan.copy_state()
    laid: list[Duty] = []
    if not _loads(plan, left):
        for duty in left:
            plan.restore(empty)
            laid = [*laid, duty] if _loads(plan, [*laid, duty]) else laid
        plan.restore(empty)
        _loads(plan, laid)


def _loads(plan: RoutePlan, duties: Sequence[Duty]) -> bool:
    """Lay duties into empty routes; return whether they can be driven."""
    try:
        load_stops(plan, duties)
    except ValueError:
        return False
    return True


def _left_of(plan: RoutePlan, duty: Duty, own: Settled, anchors: Sequence[PlannedVisit]) -> Duty:
    """Return a duty with its open stops only, and its anchors as visits."""
    known = plan.routing.request.visit_by_id
    open_visits = [each for each in duty.visits if each not in own.visits and each.visit_id in known]
    return duty.model_copy(
        update={
            "visits": (*anchors, *open_visits),
            "trainings": tuple(each for each in duty.trainings if each not in own.trainings),
            "rest_break": None if own.rest_break else duty.rest_break,
        }
    )


def _result(situation: Situation, rest: Remainder, plan: RoutePlan) -> Attempt:
    """Read what came of it from the routes."""
    tasks = rest.routing.tasks
    missing = {tasks[row].visit_id or "" for row in plan.absent().tolist()}
    promised = frozenset(name for name in missing if situation.is_promised(name) or name in rest.lone)
    lone = frozenset(rest.lone[name] for name in promised if name in rest.lone)
    pence = sum(situation.price(name) for name in promised if situation.is_promised(name))
    duties = _written(rest, plan)
    if not plan.fits() or any(each.visit_id in missing for own in rest.anchors for each in own):
        pence += UNSOUND
    return Attempt(rest.freed, promised, pence, lone, duties)


def _written(rest: Remainder, plan: RoutePlan) -> tuple[Duty, ...]:
    """Return the freed duties with what they have settled put back, in the order in which they were freed."""
    written = {(duty.worker_id, duty.date): duty for duty in plan.duties()}
    names = {each.visit_id for own in rest.anchors for each in own}
    return tuple(
        _with_settled(written[each.slot], own, names) for each, own in zip(rest.freed, rest.settled, strict=True)
    )


def _with_settled(duty: Duty, own: Settled, anchors: set[str]) -> Duty:
    visits = [each for each in duty.visits if each.visit_id not in anchors]
    return duty.model_copy(
        update={
            "visits": tuple(sorted((*own.visits, *visits), key=lambda each: each.start)),
            "trainings": tuple(sorted((*own.trainings, *duty.trainings), key=lambda each: each.start)),
            "rest_break": own.rest_break or duty.rest_break,
        }
    )
