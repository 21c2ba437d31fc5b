"""The parts of shifts that a router fills, with the pauses to be held in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.pipeline.timing import NOWHERE, Stop
from models.base import StartsFrom
from models.clock import at
from models.request import RotaRequest
from models.workers import Training
from optimiser.routing.travel import MODES
from optimiser.shifts import Shift


@dataclass(frozen=True)
class Part:
    """One part of a shift.

    Attributes:
        shift: whose part it is.
        worker: row of the request.
        mode: row of the journeys.
        begins: minute at which the worker may set out, handover done.
        ends: minute at which they are done, or back at the base.
        base: place row, NOWHERE from home.
        pauses: the break and the training to be held in it.
    """

    shift: Shift
    worker: int
    mode: int
    begins: int
    ends: int
    base: int
    pauses: tuple[Stop, ...] = ()


def parts_of(request: RotaRequest, shift: Shift, held: dict[str, Shift]) -> list[Part]:
    """Return a shift's parts; the break and any training go into the first.

    Args:
        request: the worker, the rules and the trainings.
        shift: it covers no post.
        held: by training, the shift it is held in.
    """
    worker = request.worker_by_id[shift.worker_id]
    row = request.workers.index(worker)
    places = [place.id for place in request.places]
    base = places.index(worker.place_id) if worker.starts_from is StartsFrom.BASE else NOWHERE
    begins = [shift.start + request.rules.handover_minutes, *(start for start, _ in shift.parts[1:])]
    mode, pauses = MODES.index(worker.travel_mode), _pauses(request, shift, held)
    return [
        Part(shift, row, mode, start, end, base, pauses if number == 0 else ())
        for number, (start, (_, end)) in enumerate(zip(begins, shift.parts, strict=True))
    ]


def _pauses(request: RotaRequest, shift: Shift, held: dict[str, Shift]) -> tuple[Stop, ...]:
    edge, pauses = request.rules.break_from_edge_minutes, []
    if shift.break_minutes:
        latest = shift.end - edge - shift.break_minutes
        pauses.append(Stop("break", 0, shift.break_minutes, shift.start + edge, latest))
    for row, training in enumerate(request.trainings):
        if held.get(training.id) == shift:
            pauses.append(Stop("training", row, training.minutes, *_window(request, training, shift)))
    return tuple(sorted(pauses, key=lambda pause: pause.latest))  # VROOM keeps the order it is given


def held_in(request: RotaRequest, shifts: Sequence[Shift]) -> dict[str, Shift]:
    """Return for each training the worker's longest straight shift that it fits into."""
    held = {}
    for training in request.trainings:
        fitting = [shift for shift in shifts if _fits(request, training, shift)]
        if fitting:
            held[training.id] = max(fitting, key=lambda shift: shift.working_minutes)
    return held


def _fits(request: RotaRequest, training: Training, shift: Shift) -> bool:
    own = shift.worker_id == training.worker_id and training.first_date <= shift.date <= training.last_date
    if not own or shift.post_id is not None or len(shift.parts) > 1:
        return False
    earliest, latest = _window(request, training, shift)
    return earliest <= latest


def _window(request: RotaRequest, training: Training, shift: Shift) -> tuple[int, int]:
    """Return the earliest and latest start of a training on a shift's date, inside the shift."""
    first = request.horizon.minute(at(shift.date, training.earliest_start))
    last = request.horizon.minute(at(shift.date, training.latest_start))
    return max(first, shift.start + request.rules.handover_minutes), min(last, shift.end - training.minutes)
