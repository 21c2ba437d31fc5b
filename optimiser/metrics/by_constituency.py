"""Time and cost of one constituency: each paid minute and journey counts where the ledger attributes it."""

from collections.abc import Mapping

import pandas as pd

from optimiser.costs import Costs
from optimiser.costs.splits import per_hour
from optimiser.ledger import PAID_AWAY, Category
from optimiser.metrics.evidence import Value
from optimiser.metrics.registry import METRICS, percent


def constituency_metrics(ledger: pd.DataFrame, costs: Costs, constituency: str) -> Mapping[str, Value] | None:
    """Return the metrics of time and cost that one constituency has of its own, by the registry's slugs.

    Args:
        ledger: the roster's.
        costs: the roster's.
        constituency: whose.

    Returns:
        Contact time % of rostered and of all paid minutes, minutes by category, cost, and cost per contact hour and
        per paid hour; None where no paid minute or journey belongs there.
    """
    pence = dict(zip(costs.by_constituency["constituency"], costs.by_constituency["cost_pence"], strict=True))
    if constituency not in pence:
        return None
    cost = int(pence[constituency])
    sums = ledger[ledger["constituency"] == constituency].groupby("category")["minutes"].sum().to_dict()
    minutes = {category: int(sums.get(category.value, 0)) for category in Category}
    paid, contact = sum(minutes.values()), minutes[Category.CONTACT]
    rostered = paid - sum(minutes[away] for away in PAID_AWAY)
    found: dict[str, Value] = {
        "contact_time_pct": percent(contact, rostered),
        "contact_time_pct_all_paid": percent(contact, paid),
        "paid_minutes": paid,
        "rostered_paid_minutes": rostered,
        **{f"{category}_minutes": minutes[category] for category in Category},
        "cost_pence": cost,
        "cost_per_contact_hour_pence": per_hour(cost, contact),
        "cost_per_paid_hour_pence": per_hour(cost, paid),
    }
    return {metric.slug: found[metric.slug] for metric in METRICS if metric.slug in found}
