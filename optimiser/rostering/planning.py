"""What every rule and goal of rostering is given: the request, the model, its variables, the demand, paid absence."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from models.clock import Horizon
from models.cover import Cover
from models.request import RotaRequest
from models.wishes import Preference, PreferenceKind
from models.workers import Absence, Worker
from optimiser.rostering.constraints import Expression, Literal, RuleModel
from optimiser.rostering.demand import DemandItem
from optimiser.rostering.variables import RosterVariables
from optimiser.rostering.wishes import refused
from optimiser.shifts import Shift


def absence_minutes(absences: Sequence[Absence], horizon: Horizon) -> dict[str, list[int]]:
    """Return by worker the paid minutes of absence in each week of the horizon (MEANING.md, absence minutes)."""
    weeks: dict[str, list[int]] = defaultdict(lambda: [0] * len(horizon.weeks))
    first_day = horizon.start.toordinal()
    for absence in absences:
        days = range(absence.first_date.toordinal(), absence.last_date.toordinal() + 1)
        share, over = divmod(absence.paid_minutes, len(days))
        for count, day in enumerate(days):
            if 0 <= day - first_day < horizon.days:
                weeks[absence.worker_id][(day - first_day) // 7] += share + (count < over)
    return dict(weeks)


@dataclass(frozen=True)
class Planning:
    """One model being built; `hints` are shifts of the workers planned from which the search is to start."""

    request: RotaRequest
    rules: RuleModel
    variables: RosterVariables
    demand: tuple[DemandItem, ...] = ()
    hints: tuple[Shift, ...] = ()

    @cached_property
    def _absence(self) -> dict[str, list[int]]:
        return absence_minutes(self.request.absences, self.request.horizon)

    def absence_minutes(self, worker: Worker, week: int) -> int:
        """Paid minutes of absence of a worker in a week."""
        return self._absence[worker.id][week] if worker.id in self._absence else 0

    def is_full(self, week: int) -> bool:
        """Whether a week of the horizon has seven dates."""
        return len(self.variables.weeks[week]) == 7

    def contract_minutes(self, worker: Worker, week: int) -> int:
        """Contract minutes of a worker in a week, scaled where it is a short last one."""
        return worker.contract_minutes_per_week * len(self.variables.weeks[week]) // 7

    @cached_property
    def _standing_duties(self) -> Counter[tuple[object, ...]]:
        """Standing duties by date and pattern, and once more with their role."""
        own = [shift for shift in self.variables.standing if shift.post_id is None]
        counted: Counter[tuple[object, ...]] = Counter((shift.date, shift.pattern_id, None) for shift in own)
        counted.update((shift.date, shift.pattern_id, shift.role) for shift in own if shift.role is not None)
        return counted

    def covering(self, cover: Cover) -> tuple[int, list[Literal]]:
        """Return how many standing duties count for a cover, and the literals of the shifts planned that would."""
        literals = self.variables.counted_for(cover.date, cover.pattern_id, cover.skill)
        return self._standing_duties[cover.date, cover.pattern_id, cover.skill], literals

    @cached_property
    def refusals(self) -> list[tuple[Preference, Expression]]:
        """Every priced wish of the workers being planned, and the expression that is 1 when it is refused."""
        planned = {worker.id for worker in self.variables.workers}
        wishes = [wish for wish in self.request.preferences if wish.worker_id in planned]
        priced = [wish for wish in wishes if wish.kind is not PreferenceKind.CANNOT]
        return [(wish, refused(wish, self.rules, self.variables)) for wish in priced]
