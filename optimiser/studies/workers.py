"""Looking up what levers name: workers and constituencies of the request."""

from collections.abc import Sequence
from difflib import get_close_matches

from models.request import RotaRequest
from models.workers import Worker
from optimiser.studies.problems import refused


def known(request: RotaRequest, names: Sequence[str]) -> list[Worker]:
    """Return the workers of these ids.

    Raises:
        InputError: one is unknown; the nearest id is named.
    """
    _require(names, list(request.worker_by_id), "worker")
    return [request.worker_by_id[name] for name in names]


def known_constituencies(request: RotaRequest, names: Sequence[str]) -> list[str]:
    """Return these constituencies, or all where none is named.

    Raises:
        InputError: one is unknown; the nearest name is told.
    """
    there = {each.constituency for each in request.workers} | {each.constituency for each in request.service_users}
    there |= {each.constituency for each in request.posts}
    _require(names, sorted(there), "constituency")
    return list(names) or sorted(there)


def _require(names: Sequence[str], there: Sequence[str], what: str) -> None:
    unknown = [name for name in names if name not in there]
    if unknown:
        nearest = get_close_matches(unknown[0], there, 1, 0.5)
        hint = f"; the nearest is {nearest[0]}" if nearest else ""
        raise refused(f"no {what} is called {', '.join(unknown)}{hint}", "correct the name")
