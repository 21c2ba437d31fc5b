"""Constituencies shared: workers of each may work in the others."""

from models.request import RotaRequest
from models.studies import ShareConstituencies
from optimiser.studies.workers import known_constituencies


def sentence(lever: ShareConstituencies) -> str:
    """Return what is done, in words."""
    return f"share {', '.join(lever.constituencies) or 'all constituencies'}"


def apply(request: RotaRequest, lever: ShareConstituencies) -> RotaRequest:
    """Return the request in which workers of these constituencies reach them all.

    Raises:
        InputError: a constituency is unknown.
    """
    names = known_constituencies(request, lever.constituencies)
    return request.changed(
        workers=tuple(
            worker.model_copy(
                update={"reach_constituencies": tuple(dict.fromkeys((*worker.reach_constituencies, *names)))}
            )
            if worker.constituency in names
            else worker
            for worker in request.workers
        )
    )
