"""Shift patterns forbidden: straight shifts only, say."""

from models.request import RotaRequest
from models.studies import ForbidPatterns
from models.workers import Worker
from optimiser.studies.problems import refused


def sentence(lever: ForbidPatterns) -> str:
    """Return what is done, in words."""
    return f"forbid {', '.join([*lever.patterns, *(f'{kind.value} shifts' for kind in lever.kinds)])}"


def apply(request: RotaRequest, lever: ForbidPatterns) -> RotaRequest:
    """Return the request in which nobody may work these patterns, except who may work no others.

    Raises:
        InputError: a pattern is unknown.
    """
    unknown = [name for name in lever.patterns if name not in request.pattern_by_id]
    if unknown:
        raise refused(f"no pattern is called {', '.join(unknown)}", f"name some of {', '.join(request.pattern_by_id)}")
    gone = set(lever.patterns) | {pattern.id for pattern in request.patterns if pattern.kind in lever.kinds}
    return request.changed(workers=tuple(_without(worker, gone) for worker in request.workers))


def _without(worker: Worker, gone: set[str]) -> Worker:
    kept = tuple(name for name in worker.pattern_ids if name not in gone)
    return worker.model_copy(update={"pattern_ids": kept}) if kept else worker
