"""What a recommendation does to contact time and cost: the two figures every offer shows before and after."""

from dataclasses import dataclass

from models.request import RotaRequest
from models.roster import Roster
from optimiser.costs import costs
from optimiser.ledger import PAID_AWAY, ledger


@dataclass(frozen=True)
class Figures:
    """Contact time is of rostered paid minutes; cost per contact hour is the whole cost over hours of contact."""

    contact_minutes: int
    rostered_paid_minutes: int
    cost_pence: int

    @property
    def contact_time_pct(self) -> float | None:
        """Contact minutes in percent of rostered paid minutes; None where nobody is rostered."""
        paid = self.rostered_paid_minutes
        return round(100 * self.contact_minutes / paid, 2) if paid else None

    @property
    def cost_per_contact_hour_pence(self) -> int | None:
        """Pence; None without contact."""
        return round(self.cost_pence * 60 / self.contact_minutes) if self.contact_minutes else None

    def changed(self, contact_minutes: int, cost_pence: int) -> "Figures":
        """Return the figures with so much more contact and cost in the same duties."""
        return Figures(self.contact_minutes + contact_minutes, self.rostered_paid_minutes, self.cost_pence + cost_pence)


def figures_of(request: RotaRequest, roster: Roster) -> Figures:
    """Count a whole roster."""
    table = ledger(request, roster)
    minutes = table.groupby("category")["minutes"].sum().to_dict()
    rostered = sum(count for category, count in minutes.items() if category not in PAID_AWAY)
    return Figures(int(minutes.get("contact", 0)), int(rostered), costs(request, roster, table).total_pence)
