"""Constituencies merged: one name for the workers, people and posts of several."""

from models.request import RotaRequest
from models.studies import MergeConstituencies
from optimiser.studies.workers import known_constituencies


def sentence(lever: MergeConstituencies) -> str:
    """Return what is done, in words."""
    return f"merge {', '.join(lever.constituencies)} into {lever.name}"


def apply(request: RotaRequest, lever: MergeConstituencies) -> RotaRequest:
    """Return the request with these constituencies as one; who reached any of them reaches it.

    Raises:
        InputError: a constituency is unknown.
    """
    merged = set(known_constituencies(request, lever.constituencies))

    def new(name: str) -> str:
        return lever.name if name in merged else name

    workers = [
        worker.model_copy(
            update={
                "constituency": new(worker.constituency),
                "reach_constituencies": tuple(dict.fromkeys(map(new, worker.reach_constituencies))),
            }
        )
        for worker in request.workers
    ]
    return request.changed(
        workers=tuple(workers),
        service_users=tuple(
            each.model_copy(update={"constituency": new(each.constituency)}) for each in request.service_users
        ),
        posts=tuple(each.model_copy(update={"constituency": new(each.constituency)}) for each in request.posts),
    )
