"""When visits tied by gaps are made in a finished roster."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import copy

from models.request import RotaRequest
from models.roster import Duty
from models.visits import Gap, Visit
from optimiser.explain.chain import FOREVER


class Makings:
    """The starts of every visit made, in minutes from the horizon's midnight."""

    def __init__(self, request: RotaRequest, duties: Iterable[Duty]) -> None:
        self._request = request
        starts: dict[str, list[int]] = defaultdict(list)
        for duty in duties:
            for planned in duty.visits:
                starts[planned.visit_id].append(request.horizon.minute(planned.start))
        self._starts = dict(starts)
        self._following: dict[str, list[tuple[str, Gap]]] = defaultdict(list)
        for visit in request.visits:
            for gap in visit.gaps:
                self._following[gap.after_visit_id].append((visit.id, gap))

    def changed(self, before: Iterable[Duty], after: Iterable[Duty]) -> "Makings":
        """Return the same with some duties in the place of others."""
        minute, other = self._request.horizon.minute, copy(self)
        other._starts = dict(self._starts)
        for duty in before:
            for planned in duty.visits:
                left = list(other._starts[planned.visit_id])
                left.remove(minute(planned.start))
                other._starts[planned.visit_id] = left
        for duty in after:
            for planned in duty.visits:
                other._starts[planned.visit_id] = [*other._starts.get(planned.visit_id, ()), minute(planned.start)]
        return other

    def is_made(self, visit_id: str) -> bool:
        """Return whether anybody makes a visit."""
        return bool(self._starts.get(visit_id))

    def following(self, visit_id: str) -> list[str]:
        """Return the visits that keep a gap to the end of a visit."""
        return [name for name, _ in self._following[visit_id]]

    def before(self, visit: Visit) -> Iterator[tuple[int, int, int]]:
        """Yield the end, the least and the most minutes of each gap to a visit made before this one."""
        for gap in visit.gaps:
            if starts := self._starts.get(gap.after_visit_id):
                end = max(starts) + self._request.visit_by_id[gap.after_visit_id].minutes
                yield end, gap.least_minutes, _most(gap)

    def after(self, visit: Visit) -> Iterator[tuple[int, int, int]]:
        """Yield the start, the least and the most minutes of each gap to a visit made after this one."""
        for name, gap in self._following[visit.id]:
            if starts := self._starts.get(name):
                yield min(starts), gap.least_minutes, _most(gap)


def _most(gap: Gap) -> int:
    return FOREVER if gap.most_minutes is None else gap.most_minutes
