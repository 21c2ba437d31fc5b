"""Planned against delivered: the same ledger and costs, of the roster and of the week as it was worked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import pandas as pd

from models.delivered import DeliveredVisit
from models.problems import InputError
from models.request import RotaRequest
from models.roster import Roster
from optimiser.costs import Costs, costs
from optimiser.costs.splits import per_hour
from optimiser.delivered.as_worked import as_worked
from optimiser.delivered.counts import by_constituency, by_worker, of_all
from optimiser.delivered.problems import problems_of
from optimiser.delivered.result import DeliveredLedger, LedgerLine, LedgerSide, VisitCounts
from optimiser.delivered.shares import shares_of
from optimiser.ledger import PAID_AWAY, Category, ledger
from optimiser.metrics.registry import percent

Minutes = Mapping[str, int]
NO_VISITS = of_all(())


def planned_against_delivered(
    request: RotaRequest, roster: Roster, delivered: Sequence[DeliveredVisit]
) -> DeliveredLedger:
    """Return where every paid minute was planned to go and went, and what a contact hour was to cost and cost.

    Args:
        request: what the roster answers.
        roster: as published.
        delivered: what became of its visits; a planned visit without a record counts as not delivered.

    Raises:
        InputError: with every problem of the delivered visits (E825x).
    """
    problems = problems_of(request, roster, delivered)
    if problems:
        raise InputError(problems)
    planned = _Side.of(request, roster, ledger(request, roster))
    worked_request, worked = as_worked(request, roster, delivered)
    done = _Side.of(worked_request, worked, ledger(worked_request, worked, recorded=True))
    shares = list(shares_of(request, roster, delivered))
    return DeliveredLedger(
        total=LedgerLine(of="all", id="", planned=planned.total, delivered=done.total, visits=of_all(shares)),
        workers=_lines("worker", planned.by_worker, done.by_worker, by_worker(shares)),
        constituencies=_lines(
            "constituency", planned.by_constituency, done.by_constituency, by_constituency(request, shares)
        ),
    )


@dataclass(frozen=True)
class _Side:
    """One roster's ledger and costs, and what they come to for each worker and constituency."""

    table: pd.DataFrame
    costs: Costs

    @classmethod
    def of(cls, request: RotaRequest, roster: Roster, table: pd.DataFrame) -> "_Side":
        return cls(table, costs(request, roster, table))

    @cached_property
    def total(self) -> LedgerSide:
        """Everybody's together."""
        return _side(_by_category(self.table), self.costs.total_pence)

    @cached_property
    def by_worker(self) -> dict[str, LedgerSide]:
        """By worker."""
        return self._split("worker_id", self.costs.by_worker)

    @cached_property
    def by_constituency(self) -> dict[str, LedgerSide]:
        """By constituency, each paid minute and journey as the ledger attributes it."""
        return self._split("constituency", self.costs.by_constituency)

    def _split(self, column: str, split: pd.DataFrame) -> dict[str, LedgerSide]:
        minutes = {str(key): _by_category(rows) for key, rows in self.table.groupby(column)}
        pence = zip(split[column], split["cost_pence"], strict=True)
        return {str(key): _side(minutes.get(str(key), {}), int(cost)) for key, cost in pence}


def _by_category(rows: pd.DataFrame) -> dict[str, int]:
    return {str(name): int(minutes) for name, minutes in rows.groupby("category")["minutes"].sum().items()}


def _side(found: Minutes, pence: int) -> LedgerSide:
    minutes = {category.value: found.get(category.value, 0) for category in Category}
    paid, contact = sum(minutes.values()), minutes[Category.CONTACT]
    rostered = paid - sum(minutes[away] for away in PAID_AWAY)
    return LedgerSide(
        minutes=minutes,
        rostered_paid_minutes=rostered,
        paid_minutes=paid,
        contact_time_pct=percent(contact, rostered),
        contact_time_pct_all_paid=percent(contact, paid),
        cost_pence=pence,
        cost_per_contact_hour_pence=per_hour(pence, contact),
    )


def _lines(
    of: Literal["worker", "constituency"],
    planned: Mapping[str, LedgerSide],
    done: Mapping[str, LedgerSide],
    counts: Mapping[str, VisitCounts],
) -> tuple[LedgerLine, ...]:
    """Return a line for whoever has paid time, cost or visits on either side, in the order of their ids."""
    nothing = _side({}, 0)
    return tuple(
        LedgerLine(
            of=of,
            id=each,
            planned=planned.get(each, nothing),
            delivered=done.get(each, nothing),
            visits=counts.get(each, NO_VISITS),
        )
        for each in sorted(planned.keys() | done.keys() | counts.keys())
    )
