"""Tables for each constituency and worker, and the whole cost by programme, funder, period and component."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from models.workers import Worker
from optimiser.ledger import PAID_AWAY
from service.bundle import Bundle
from service.report.sections.paid_hour import minutes_by_category
from service.report.sections.roster_grid import contract_minutes

COMPONENT_WORDS = {"on_costs": "on-costs", "split_duty": "split-duty pay"}
SPLITS = (
    ("programme", "By programme", "Programme", "Time not with people and not at posts is shared out by contact time."),
    ("funder", "By funder", "Funder", "Each person's and post's cost goes to who funds it, by their shares."),
    ("period", "Day and night", "Period", "By the visit's own period; all else by whether the duty is a night duty."),
)
"""Key of the costs table, title, what a row is, and how time that is nobody's own is split."""


@dataclass(frozen=True)
class TimeRow:
    """The time by category and the cost of a worker, a constituency or the whole service."""

    name: str
    minutes: dict[str, int]
    cost_pence: int
    cost_per_contact_hour_pence: int | None
    constituency: str = ""
    contract_minutes: int | None = None

    @property
    def away_minutes(self) -> int:
        """Paid minutes in no duty: absence and unrostered."""
        return sum(self.minutes[category.value] for category in PAID_AWAY)

    @property
    def rostered_minutes(self) -> int:
        """Rostered paid minutes, the denominator of contact time."""
        return sum(self.minutes.values()) - self.away_minutes

    @property
    def overhead_minutes(self) -> int:
        """Rostered paid minutes that are not contact, travel or wait."""
        return self.rostered_minutes - sum(self.minutes[key] for key in ("contact", "travel", "wait"))


@dataclass(frozen=True)
class CostRow:
    """One part of the whole cost."""

    name: str
    cost_pence: int
    paid_minutes: int
    contact_minutes: int
    cost_per_paid_hour_pence: int | None
    cost_per_contact_hour_pence: int | None


@dataclass(frozen=True)
class CostTable:
    """The whole cost split one way; the rows sum to the total to the penny."""

    title: str
    part: str
    sentence: str
    rows: tuple[CostRow, ...]


@dataclass(frozen=True)
class Tables:
    """Everything of the section."""

    constituencies: tuple[TimeRow, ...]
    workers: tuple[TimeRow, ...]
    whole: TimeRow
    splits: tuple[CostTable, ...]
    components: tuple[tuple[str, int], ...]
    total: CostRow


def _rate(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _time_rows(bundle: Bundle, key: str, table: pd.DataFrame) -> tuple[TimeRow, ...]:
    minutes = {str(name): minutes_by_category(own) for name, own in bundle.ledger.groupby(key)}
    nothing = minutes_by_category(bundle.ledger.iloc[:0])
    workers: dict[str, Worker] = bundle.request.worker_by_id if key == "worker_id" else {}
    rows = []
    for record in table.to_dict("records"):
        name = str(record[key])
        worker = workers.get(name)
        rows.append(
            TimeRow(
                name=name,
                minutes=minutes.get(name, nothing),
                cost_pence=int(record["cost_pence"]),
                cost_per_contact_hour_pence=_rate(record["cost_per_contact_hour_pence"]),
                constituency=worker.constituency if worker else "",
                contract_minutes=contract_minutes(bundle.request, worker) if worker else None,
            )
        )
    return tuple(rows)


def _cost_rows(table: pd.DataFrame, key: str) -> tuple[CostRow, ...]:
    return tuple(
        CostRow(
            name=str(record[key]),
            cost_pence=int(record["cost_pence"]),
            paid_minutes=int(record["paid_minutes"]),
            contact_minutes=int(record["contact_minutes"]),
            cost_per_paid_hour_pence=_rate(record["cost_per_paid_hour_pence"]),
            cost_per_contact_hour_pence=_rate(record["cost_per_contact_hour_pence"]),
        )
        for record in table.to_dict("records")
    )


def view(bundle: Bundle) -> Tables:
    """Return the section's tables, each with the whole that its parts sum to."""
    costs = bundle.costs
    total = CostRow(
        "Whole", costs.total_pence, costs.paid_minutes, costs.contact_minutes,
        costs.per_paid_hour_pence, costs.per_contact_hour_pence,
    )  # fmt: skip
    tables = {"programme": costs.by_programme, "funder": costs.by_funder, "period": costs.by_period}
    return Tables(
        constituencies=_time_rows(bundle, "constituency", costs.by_constituency),
        workers=_time_rows(bundle, "worker_id", costs.by_worker),
        whole=TimeRow(
            name="Whole",
            minutes=minutes_by_category(bundle.ledger),
            cost_pence=costs.total_pence,
            cost_per_contact_hour_pence=costs.per_contact_hour_pence,
            contract_minutes=sum(contract_minutes(bundle.request, worker) for worker in bundle.request.workers),
        ),
        splits=tuple(
            CostTable(title, part, sentence, _cost_rows(tables[key], key)) for key, title, part, sentence in SPLITS
        ),
        components=tuple(
            (COMPONENT_WORDS.get(name, name.replace("_", " ")), pence) for name, pence in costs.components.items()
        ),
        total=total,
    )
