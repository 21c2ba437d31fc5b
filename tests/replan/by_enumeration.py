"""The least that a sickness can change, found by looking at every set of duties, every sharing out and every order."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations

from models.places import Place
from models.request import RotaRequest
from models.roster import Roster

Sets = list[frozenset[str]]


class Enumeration:
    """Every way to take up the visits of a worker who is away: one date, no breaks, no visits for two."""

    def __init__(self, request: RotaRequest, roster: Roster, away: str) -> None:
        self.request = request
        self.duties = {duty.worker_id: duty for duty in roster.duties if duty.worker_id != away}
        self.own = {name: {each.visit_id for each in duty.visits} for name, duty in self.duties.items()}
        self.lost = [each.visit_id for duty in roster.duties if duty.worker_id == away for each in duty.visits]
        everything = [*self.lost, *(visit for own in self.own.values() for visit in own)]
        self.held = {name: self._holdable(name, everything) for name in self.duties}

    def least(self, most: int | None = None) -> tuple[int, int]:
        """Return the least pence of visits that go unserved, and the fewest duties that change with so many."""
        sizes = range(min(len(self.duties) if most is None else most, len(self.duties)) + 1)
        ways = (
            (self._unserved(freed, frozenset(self.lost).union(*(self.own[name] for name in freed))), size)
            for size in sizes
            for freed in combinations(self.duties, size)
        )
        return min(ways)

    @cache  # noqa: B019 - as long as the test
    def _unserved(self, freed: Sequence[str], pool: frozenset[str]) -> int:
        """Return the least pence of visits of a pool that these duties leave unserved, in any sharing out."""
        if not freed:
            return self._price(pool)
        return min(self._unserved(freed[1:], pool - held) for held in self.held[freed[0]] if held <= pool)

    def _price(self, visits: Iterable[str]) -> int:
        prices, known = self.request.prices, self.request.visit_by_id
        minutes = [known[name].minutes for name in visits]
        return prices.required_visit_unserved * len(minutes) + prices.required_minute_unserved * sum(minutes)

    def _holdable(self, name: str, visits: Sequence[str]) -> Sets:
        """Return every set of visits that a duty can hold in some order, grown a visit at a time."""
        found: set[frozenset[str]] = set()
        start = self.request.horizon.minute(self.duties[name].start) + self.request.rules.handover_minutes
        states: list[tuple[frozenset[str], str | None, int]] = [(frozenset(), None, start)]
        while states:
            held, here, now = states.pop()
            found.add(held)
            for visit_id in set(visits) - held:
                end = self._end(name, here, now, visit_id)
                if end is not None:
                    states.append((held | {visit_id}, visit_id, end))
        return list(found)

    def _end(self, name: str, here: str | None, now: int, visit_id: str) -> int | None:
        """Return when a visit made as early as may be after another one ends; None where it is too late."""
        request, visit = self.request, self.request.visit_by_id[visit_id]
        minute, window = request.horizon.minute, visit.windows[0]
        if here is not None:
            metres = request.travel.metres(self._place(here), self._place(visit_id))
            now += request.travel.minutes(metres, request.worker_by_id[name].travel_mode)
        start = max(now, minute(window.earliest_start))
        end = start + visit.minutes
        return end if start <= minute(window.latest_start) and end <= minute(self.duties[name].end) else None

    def _place(self, visit_id: str) -> Place:
        user_id = self.request.visit_by_id[visit_id].service_user_id
        return self.request.place_by_id[self.request.service_user_by_id[user_id].place_id]
