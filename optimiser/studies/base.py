"""What all scenarios of a study set out from: one roster for the request as it is, which they change at a price.

Its shifts are held in a scenario's request as wishes with a price of their own: to work this pattern on this date, or
not to work on this one. So every part of the search weighs them, and what is scored afterwards knows nothing of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.request import RotaRequest
from models.roster import Duty
from models.wishes import Preference, PreferenceKind


@dataclass(frozen=True)
class Base:
    """The duties scenarios set out from; none where the request as it is cannot be rostered.

    Attributes:
        worker_ids: everybody of the request as it is, also those without a duty.
        duties: theirs.
        changed_shift_pence: what it costs that a worker works on a date though free in these duties, is free though
            on duty in them, or works another pattern.
    """

    worker_ids: frozenset[str]
    duties: tuple[Duty, ...]
    changed_shift_pence: int

    def held(self, request: RotaRequest) -> RotaRequest:
        """Return a scenario's request with the price of every shift changed."""
        if not self.duties or not self.changed_shift_pence:
            return request
        return request.changed(preferences=(*request.preferences, *self._wishes(request)))

    def disturbed(self, duties: Iterable[Duty]) -> int | None:
        """Return how many of its workers have other dates or patterns in these duties; None where it has no duties."""
        if not self.duties:
            return None
        before, after = patterns_by_worker(self.duties), patterns_by_worker(duties)
        return sum(before.get(name, {}) != after.get(name, {}) for name in self.worker_ids)

    def _wishes(self, request: RotaRequest) -> list[Preference]:
        patterns = patterns_by_worker(self.duties)
        wishes = []
        for worker in request.workers:
            if worker.id in self.worker_ids:
                own = patterns.get(worker.id, {})
                wishes += [self._wish(worker.id, day, own.get(day)) for day in request.horizon.dates]
        return wishes

    def _wish(self, worker_id: str, day: date, pattern_id: str | None) -> Preference:
        kind = PreferenceKind.RATHER_NOT if pattern_id is None else PreferenceKind.WANT
        return Preference(
            id=f"held {worker_id[:40]} {day}",
            worker_id=worker_id,
            kind=kind,
            date=day,
            pattern_id=pattern_id,
            pence=self.changed_shift_pence,
        )


def patterns_by_worker(duties: Iterable[Duty]) -> dict[str, dict[date, str]]:
    """Return by worker the pattern they work on each date with a duty."""
    found: dict[str, dict[date, str]] = {}
    for duty in duties:
        found.setdefault(duty.worker_id, {})[duty.date] = duty.pattern_id
    return found
