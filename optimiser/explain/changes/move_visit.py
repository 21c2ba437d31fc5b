"""Another visit makes room: it moves to another place or duty, or stays undone where it is from the waiting list."""

from collections.abc import Iterator

from models.roster import Duty
from models.visits import Need, Visit
from models.wishes import PinKind
from optimiser.explain.changes.proposal import Proposal
from optimiser.explain.lifts import could
from optimiser.explain.trial import Trial
from optimiser.routing.tasks import unserved_price


def proposals(trial: Trial) -> Iterator[Proposal]:
    """Yield the visit put in where another one of the same duty makes room for it; single-worker visits alone move."""
    if trial.visit.workers_needed > 1:
        return
    request = trial.rooms.request
    pinned = {pin.visit_id for pin in request.pins if pin.kind is PinKind.VISIT}
    for number in trial.duties():
        for planned in trial.rooms.duties[number].visits:
            other = request.visit_by_id[planned.visit_id]
            if other.workers_needed == 1 and other.id not in pinned:
                yield from _in_place_of(trial, number, other)


def _in_place_of(trial: Trial, number: int, other: Visit) -> Iterator[Proposal]:
    """Yield the visit in a duty without another one, which is made elsewhere or, from the waiting list, not at all."""
    request = trial.rooms.request
    without = _without(trial.rooms.duties[number], other.id)
    alone = trial.among({number: without})
    answer = alone.answer_in(number)
    if answer is None or answer.short:
        return
    taken = alone.put_in(answer)
    if other.need is Need.WAITING_LIST:
        sentence = f"{could(alone, answer)} in place of waiting-list visit {other.id}, which nobody makes then"
        yield Proposal(sentence, taken, unserved_price(request, other))
    rooms = alone.rooms.with_duties(taken)
    makings = trial.makings.changed([trial.rooms.duties[number]], taken.values())
    moved = Trial(rooms, makings, other)
    elsewhere = moved.answer()
    if elsewhere is not None and not elsewhere.short:
        sentence = (
            f"{could(alone, answer)}, once {could(moved, elsewhere).replace(' could make it ', f' makes {other.id} ')}"
        )
        yield Proposal(sentence, taken | moved.put_in(elsewhere), 0)


def _without(duty: Duty, visit_id: str) -> Duty:
    return duty.model_copy(update={"visits": tuple(each for each in duty.visits if each.visit_id != visit_id)})
