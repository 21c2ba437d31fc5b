"""What a roster costs: the way in, and the result that reports and finance read."""

from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from models.request import RotaRequest
from models.roster import Roster
from optimiser.costs.apportion import round_half_up, whole_parts
from optimiser.costs.lines import COMPONENTS, UNITS_PER_PENNY, cost_lines
from optimiser.costs.splits import per_hour, split_by, split_by_category, split_by_funder, split_by_programme


@dataclass(frozen=True)
class Costs:
    """A roster's cost in whole pence; the components and each table's `cost_pence` sum to `total_pence`.

    Each table has its key, `cost_pence`, `paid_minutes` (all paid minutes), `contact_minutes`,
    `cost_per_paid_hour_pence` and `cost_per_contact_hour_pence` (missing where there are no such minutes); by category
    there is no contact.
    """

    components: dict[str, int]
    total_pence: int
    paid_minutes: int
    contact_minutes: int
    by_worker: pd.DataFrame
    by_constituency: pd.DataFrame
    by_period: pd.DataFrame
    by_category: pd.DataFrame
    by_programme: pd.DataFrame
    by_funder: pd.DataFrame

    @property
    def per_paid_hour_pence(self) -> int | None:
        """Cost over all paid hours, absence and unrostered ones included."""
        return per_hour(self.total_pence, self.paid_minutes)

    @property
    def per_contact_hour_pence(self) -> int | None:
        """Cost over contact hours."""
        return per_hour(self.total_pence, self.contact_minutes)


def costs(request: RotaRequest, roster: Roster, ledger: pd.DataFrame) -> Costs:
    """Return what the roster costs, by component and split by whom and what it was for.

    Args:
        request: the request, with its pay terms and what overtime costs.
        roster: the roster, for its mileage.
        ledger: the roster's ledger, as `optimiser.ledger.ledger` returns it.
    """
    lines = cost_lines(request, roster, ledger)
    exact = {name: Fraction(int(lines[name].sum()), UNITS_PER_PENNY) for name in COMPONENTS}
    total = round_half_up(sum(exact.values(), Fraction(0)))
    return Costs(
        components=whole_parts(exact, total),
        total_pence=total,
        paid_minutes=int(lines["minutes"].sum()),
        contact_minutes=int(lines["contact_minutes"].sum()),
        by_worker=split_by(lines, "worker_id"),
        by_constituency=split_by(lines, "constituency"),
        by_period=split_by(lines, "period"),
        by_category=split_by_category(lines),
        by_programme=split_by_programme(request, lines),
        by_funder=split_by_funder(request, lines),
    )
