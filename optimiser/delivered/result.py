"""The planned and the delivered ledger side by side, as reports and programs read it."""

from typing import Literal

from pydantic import Field

from models.base import Record


class LedgerSide(Record):
    """One side, planned or delivered, for one worker, one constituency or all."""

    minutes: dict[str, int] = Field(description="paid minutes by ledger category, every category there")
    rostered_paid_minutes: int = Field(description="all but absence and unrostered minutes")
    paid_minutes: int = Field(description="all categories: payroll")
    contact_time_pct: float | None = Field(description="contact minutes, of rostered paid minutes; None of none")
    contact_time_pct_all_paid: float | None = Field(description="contact minutes, of all paid minutes; None of none")
    cost_pence: int = Field(description="pay, enhancements, overtime, on-costs, mileage, overhead")
    cost_per_contact_hour_pence: int | None = Field(description="cost over contact hours; None without contact")


class VisitCounts(Record):
    """Workers' shares of visits (a visit by two has two): planned + unplanned = made + not_made + not_recorded.

    By worker, planned shares stand with whom they were told to and made ones with who made them, so that there the
    equation holds of all workers together.
    """

    planned: int = Field(description="in the roster")
    unplanned: int = Field(description="made beyond the plan")
    made: int
    not_made: int = Field(description="by nobody, with a reason")
    not_recorded: int = Field(description="planned, and no word of them")
    very_late: int = Field(description="of those made, begun more than 30 minutes after the time told")


class LedgerLine(Record):
    """A worker, a constituency or all together, on both sides."""

    of: Literal["all", "worker", "constituency"]
    id: str = Field(description="the worker's or the constituency's; empty for all together")
    planned: LedgerSide
    delivered: LedgerSide
    visits: VisitCounts


class DeliveredLedger(Record):
    """Everything planned and delivered; the lines of workers, and those of constituencies, sum to the total exactly.

    Minutes, pence and counts do; rates are each line's own, of the denominator that their field names.
    """

    total: LedgerLine
    workers: tuple[LedgerLine, ...]
    constituencies: tuple[LedgerLine, ...]
