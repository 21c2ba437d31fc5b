"""How many shares of visits were planned, made, missed and late: of all, by worker and by constituency."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from models.request import RotaRequest
from optimiser.delivered.result import VisitCounts
from optimiser.delivered.shares import Share


def of_all(shares: Iterable[Share]) -> VisitCounts:
    """Return the counts of all shares together."""
    return _counts(shares, lambda _: "", lambda _: "").get("", _record(Counter()))


def by_worker(shares: Iterable[Share]) -> dict[str, VisitCounts]:
    """Return the counts by worker: planned ones stand with whom they were told to, all else with whose share it is."""
    return _counts(shares, lambda share: (share.planned or share).worker_id, lambda share: share.worker_id)


def by_constituency(request: RotaRequest, shares: Iterable[Share]) -> dict[str, VisitCounts]:
    """Return the counts by the service users' constituency."""

    def constituency(share: Share) -> str:
        visit = request.visit_by_id[share.visit_id]
        return request.service_user_by_id[visit.service_user_id].constituency

    return _counts(shares, constituency, constituency)


def _counts(
    shares: Iterable[Share], told: Callable[[Share], str], done: Callable[[Share], str]
) -> dict[str, VisitCounts]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for share in shares:
        counts[told(share)]["unplanned" if share.planned is None else "planned"] += 1
        counts[done(share)][_fate(share)] += 1
        counts[done(share)]["very_late"] += share.is_very_late
    return {key: _record(own) for key, own in counts.items()}


def _fate(share: Share) -> str:
    if share.is_made:
        return "made"
    return "not_recorded" if share.record is None else "not_made"


def _record(counts: Mapping[str, int]) -> VisitCounts:
    return VisitCounts(**{name: counts.get(name, 0) for name in VisitCounts.model_fields})
