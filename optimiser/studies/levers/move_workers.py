"""Workers move to shifts of one kind: nights, lates; to nights only those who volunteer."""

from collections.abc import Sequence

from models.patterns import PatternKind
from models.request import RotaRequest
from models.studies import MoveWorkers
from models.workers import Worker
from optimiser.studies.problems import refused
from optimiser.studies.workers import known


def sentence(lever: MoveWorkers) -> str:
    """Return what is done, in words."""
    who = f"{lever.workers} workers" if isinstance(lever.workers, int) else ", ".join(lever.workers)
    return f"move {who} to {lever.to.value} shifts"


def apply(request: RotaRequest, lever: MoveWorkers) -> RotaRequest:
    """Return the request in which these workers may work shifts of that kind and no others.

    Raises:
        InputError: there is no such pattern or worker, somebody named does not volunteer, or too few can move.
    """
    patterns = tuple(each.id for each in request.patterns if each.kind is lever.to)
    if not patterns:
        raise refused(f"no pattern of the request is of kind {lever.to.value}", "add one, or name another kind")
    moving = {worker.id for worker in _moving(request, lever, patterns)}
    return request.changed(
        workers=tuple(_moved(worker, patterns) if worker.id in moving else worker for worker in request.workers)
    )


def _moved(worker: Worker, patterns: tuple[str, ...]) -> Worker:
    """Return a worker with those of the patterns that their terms permit already, or else with all of them."""
    own = tuple(name for name in worker.pattern_ids if name in patterns)
    return worker.model_copy(update={"pattern_ids": own or patterns})


def _moving(request: RotaRequest, lever: MoveWorkers, patterns: tuple[str, ...]) -> Sequence[Worker]:
    if not isinstance(lever.workers, int):
        named = known(request, lever.workers)
        unwilling = [worker.id for worker in named if lever.to is PatternKind.NIGHT and not worker.night_volunteer]
        if unwilling:
            raise refused(f"{', '.join(unwilling)} did not volunteer for nights", "name volunteers only")
        return named
    tied = {pin.worker_id for pin in request.pins} | {training.worker_id for training in request.trainings}
    able = [worker for worker in request.workers if _may(worker, lever.to, patterns)]
    able.sort(key=lambda worker: worker.id in tied)  # those with pins or sessions, which may be by day, last
    if len(able) < lever.workers:
        raise refused(
            f"{lever.workers} workers are to move to {lever.to.value} shifts and {len(able)} can", "name fewer"
        )
    return able[: lever.workers]


def _may(worker: Worker, kind: PatternKind, patterns: tuple[str, ...]) -> bool:
    """Return whether a worker could move: on terms that permit such shifts, and others that they would leave."""
    willing = worker.night_volunteer or kind is not PatternKind.NIGHT
    return willing and bool(set(patterns) & set(worker.pattern_ids)) and bool(set(worker.pattern_ids) - set(patterns))
