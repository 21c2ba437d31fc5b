"""Who makes what in a standing roster, and which duties a change in some of them can reach."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.request import RotaRequest
from models.roster import Roster


@dataclass(frozen=True)
class Ties:
    """A request and a roster for it that keeps every rule."""

    request: RotaRequest
    roster: Roster

    @cached_property
    def makers(self) -> Mapping[str, list[int]]:
        """By visit, which of the roster's duties hold it."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, duty in enumerate(self.roster.duties):
            for visit in duty.visits:
                found[visit.visit_id].append(number)
        return found

    @cached_property
    def linked(self) -> Mapping[str, set[str]]:
        """By visit, those that a gap ties it to."""
        found: dict[str, set[str]] = defaultdict(set)
        for visit in self.request.visits:
            for gap in visit.gaps:
                found[visit.id].add(gap.after_visit_id)
                found[gap.after_visit_id].add(visit.id)
        return found

    @cached_property
    def visited_by(self) -> Mapping[str, set[tuple[str, int]]]:
        """By service user, the workers who visit them, each with the number of the duty."""
        found: dict[str, set[tuple[str, int]]] = defaultdict(set)
        for visit_id, numbers in self.makers.items():
            user_id = self.request.visit_by_id[visit_id].service_user_id
            found[user_id] |= {(self.roster.duties[number].worker_id, number) for number in numbers}
        return found

    def holding(self, visit_ids: Collection[str]) -> set[int]:
        """Return the duties that hold a share of any of these visits, or of a visit with a gap to one of them."""
        near = {*visit_ids, *(other for visit_id in visit_ids for other in self.linked.get(visit_id, ()))}
        return {number for visit_id in near for number in self.makers.get(visit_id, ())}

    def tied(self, numbers: Collection[int]) -> set[int]:
        """Return the duties that hold a share of, or a visit with a gap to, a visit in any of these; these too."""
        visits = {visit.visit_id for number in numbers for visit in self.roster.duties[number].visits}
        return {*numbers, *self.holding(visits)}

    def closed(self, numbers: Collection[int]) -> set[int]:
        """Return the duties that a change in any of these can reach: those tied to them, to those, and so on."""
        reached: set[int] = set(numbers)
        last: set[int] = set()
        while reached != last:
            last, reached = reached, self.tied(reached)
        return reached
