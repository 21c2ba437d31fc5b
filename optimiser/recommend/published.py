"""A published roster, judged and counted once, with what questions about it look up: who makes what, with whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.request import RotaRequest
from models.roster import Roster
from optimiser.checks.objective import recompute
from optimiser.recommend.figures import Figures, figures_of
from optimiser.standing import require_sound

DutyKey = tuple[str, object]


@dataclass(frozen=True)
class Published:
    """A request and a roster for it that the referee accepts; a service keeps it loaded."""

    request: RotaRequest
    roster: Roster

    @classmethod
    def of(cls, request: RotaRequest, roster: Roster) -> "Published":
        """Judge a roster and take it up.

        Raises:
            InputError: the request is not sound, or the roster breaks rules (E7101).
        """
        require_sound(request, roster)
        own = cls(request, roster)
        own.figures  # noqa: B018 - counted now, so that no question waits for it
        return own

    @cached_property
    def figures(self) -> Figures:
        """Contact time and cost as published."""
        return figures_of(self.request, self.roster)

    @cached_property
    def terms(self) -> Mapping[str, int]:
        """Every term of the objective as published, in pence."""
        return recompute(self.request, self.roster)

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

    def tied(self, numbers: Iterable[int]) -> set[int]:
        """Return the duties that hold a share of, or a visit with a gap to, a visit in any of these; these too."""
        visits = {visit.visit_id for number in numbers for visit in self.roster.duties[number].visits}
        visits |= {other for visit_id in visits for other in self.linked.get(visit_id, ())}
        return {*numbers, *(number for visit_id in visits for number in self.makers.get(visit_id, ()))}

    def closed(self, numbers: Collection[int]) -> set[int]:
        """Return the duties that a change in any of these can reach: those tied to them, to those, and so on."""
        reached: set[int] = set(numbers)
        last: set[int] = set()
        while reached != last:
            last, reached = reached, self.tied(reached)
        return reached
