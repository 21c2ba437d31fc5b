"""What metrics are computed from: the roster as the referee reads it, its ledger, its costs and the verdicts on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from models.roster import Violation
from models.visits import Need, Period, Visit
from models.wishes import Preference, PreferenceKind
from optimiser.ceiling.result import Ceiling
from optimiser.checks.roster_index import RosterIndex
from optimiser.checks.wishes import is_granted
from optimiser.costs import Costs
from optimiser.ledger import PAID_AWAY, Category

Value = int | float | None


@dataclass(frozen=True)
class Evidence:
    """One roster and all that is known of it."""

    index: RosterIndex
    ledger: pd.DataFrame
    costs: Costs
    violations: Sequence[Violation]
    objective_terms: Mapping[str, int]
    solve_seconds: float | None
    ceiling: Ceiling | None = None

    @cached_property
    def minutes(self) -> dict[str, int]:
        """Paid minutes by category, 0 where there are none."""
        sums = self.ledger.groupby("category")["minutes"].sum()
        return {category.value: int(sums.get(category.value, 0)) for category in Category}

    @property
    def rostered_paid_minutes(self) -> int:
        """Paid minutes inside duties."""
        return sum(minutes for category, minutes in self.minutes.items() if category not in PAID_AWAY)

    @property
    def night_contact_minutes(self) -> int:
        """Contact minutes of night visits."""
        is_night_contact = (self.ledger["category"] == Category.CONTACT) & (self.ledger["period"] == Period.NIGHT)
        return int(self.ledger.loc[is_night_contact, "minutes"].sum())

    def cost_of_period(self, period: Period) -> int:
        """Return the pence of day or of night work."""
        table = self.costs.by_period
        return int(table.loc[table["period"] == period, "cost_pence"].sum())

    def visits(self, need: Need) -> list[Visit]:
        """Return the request's visits of one kind of need."""
        return [visit for visit in self.index.request.visits if visit.need is need]

    def is_made(self, visit: Visit) -> bool:
        """Return whether anybody makes the visit."""
        return visit.id in self.index.makings

    def workers_at(self, visit: Visit) -> set[str]:
        """Return the workers who make the visit."""
        return {making.worker_id for making in self.index.makings.get(visit.id, [])}

    @property
    def wishes(self) -> list[Preference]:
        """What workers would like; `cannot` is kept as a rule, so it is not counted as granted."""
        return [each for each in self.index.request.preferences if each.kind is not PreferenceKind.CANNOT]

    def is_granted(self, wish: Preference) -> bool:
        """Return whether the worker's duties grant the wish."""
        return is_granted(wish, self.index.duties_by_worker.get(wish.worker_id, []))

    @property
    def workers_per_user(self) -> list[int]:
        """How many different workers each service user who is visited at all sees."""
        seen: dict[str, set[str]] = {}
        for visit in self.index.request.visits:
            seen.setdefault(visit.service_user_id, set()).update(self.workers_at(visit))
        return [len(workers) for workers in seen.values() if workers]
