"""A shift pattern added: the disputed triple split, say."""

from models.request import RotaRequest
from models.studies import AddPattern
from optimiser.studies.problems import refused
from optimiser.studies.workers import known


def sentence(lever: AddPattern) -> str:
    """Return what is done, in words."""
    parts = ", ".join(f"{part.start:%H:%M}-{part.end:%H:%M}" for part in lever.pattern.parts)
    return f"add shift pattern {lever.pattern.id} ({parts})"


def apply(request: RotaRequest, lever: AddPattern) -> RotaRequest:
    """Return the request with the pattern, permitted to those named or to all.

    Raises:
        InputError: the request has a pattern of that id, or a worker is unknown.
    """
    if lever.pattern.id in request.pattern_by_id:
        raise refused(f"the request has a pattern {lever.pattern.id} already", "give the new one another id")
    named = {worker.id for worker in known(request, lever.workers)}
    return request.changed(
        patterns=(*request.patterns, lever.pattern),
        workers=tuple(
            worker.model_copy(update={"pattern_ids": (*worker.pattern_ids, lever.pattern.id)})
            if not named or worker.id in named
            else worker
            for worker in request.workers
        ),
    )
