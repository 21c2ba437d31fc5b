"""The levers of a study, one a file: what each does to a request, and how it is said."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from models.request import RotaRequest
from models.studies import AnyLever
from optimiser.studies.levers import (
    add_pattern,
    bank_pool,
    contracts,
    discharge_surge,
    forbid_patterns,
    merge_constituencies,
    most_splits,
    move_workers,
    share_constituencies,
    sickness,
    waiting_list,
    widen_windows,
)


class _Works(NamedTuple):
    """How a lever works; each takes its own kind of lever."""

    apply: Callable[[RotaRequest, Any], RotaRequest]
    sentence: Callable[[Any], str]


LEVERS: Mapping[str, _Works] = {
    "move_workers": _Works(move_workers.apply, move_workers.sentence),
    "share_constituencies": _Works(share_constituencies.apply, share_constituencies.sentence),
    "merge_constituencies": _Works(merge_constituencies.apply, merge_constituencies.sentence),
    "bank_pool": _Works(bank_pool.apply, bank_pool.sentence),
    "add_pattern": _Works(add_pattern.apply, add_pattern.sentence),
    "forbid_patterns": _Works(forbid_patterns.apply, forbid_patterns.sentence),
    "most_splits_a_week": _Works(most_splits.apply, most_splits.sentence),
    "widen_windows": _Works(widen_windows.apply, widen_windows.sentence),
    "take_waiting_list": _Works(waiting_list.apply, waiting_list.sentence),
    "recut_contracts": _Works(contracts.apply, contracts.sentence),
    "discharge_surge": _Works(discharge_surge.apply, discharge_surge.sentence),
    "sickness": _Works(sickness.apply, sickness.sentence),
}


def pulled(request: RotaRequest, levers: Iterable[AnyLever]) -> RotaRequest:
    """Return the request with these levers pulled in order; the roster worked today is left out.

    Raises:
        InputError: a lever cannot be pulled.
    """
    changed = request.changed(as_was=())
    for lever in levers:
        changed = LEVERS[lever.lever].apply(changed, lever)
    return changed


def in_words(levers: Iterable[AnyLever]) -> str:
    """Return what these levers do, as one list."""
    return "; ".join(LEVERS[lever.lever].sentence(lever) for lever in levers)
