"""Metrics, paid time and costs of a roster, as JSON and as CSV to reckon with; finance reads these of every team."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from models.base import Id
from service.access.acting import Acting, may
from service.access.permissions import Action
from service.rosters.making import figures
from service.rosters.opened import opened
from service.rosters.workshop import ASKING
from service.web.csv_text import csv_of
from service.web.files import described, file_answer
from service.web.ids import RowId

router = APIRouter(prefix="/api/v1/rosters/{roster_id}", tags=["figures"])

Constituency = Annotated[Id | None, Query(description="only what belongs to this constituency")]


class Metric(BaseModel):
    """One metric: what it is, in which unit, of which denominator, and how much."""

    slug: str
    label: str
    unit: str
    denominator: str
    value: float | None


class PaidTime(BaseModel):
    """One worker's paid minutes of one date and category."""

    worker_id: str
    date: str
    category: str
    constituency: str
    period: str
    employment: str
    minutes: int


class Cost(BaseModel):
    """What one part of a split costs, in whole pence; every split sums to the whole."""

    split_by: str
    part: str
    cost_pence: int
    paid_minutes: int | None
    contact_minutes: int | None
    cost_per_paid_hour_pence: int | None
    cost_per_contact_hour_pence: int | None


class Metrics(BaseModel):
    """A roster's metrics."""

    roster_id: int
    constituency: str | None
    metrics: list[Metric]


class Ledger(BaseModel):
    """A roster's paid time: every paid minute once, so that all rows of the whole roster sum to payroll."""

    roster_id: int
    constituency: str | None
    paid_time: list[PaidTime]


class Costs(BaseModel):
    """A roster's costs."""

    roster_id: int
    constituency: str | None
    costs: list[Cost]


def _metric_rows(act: Acting, roster_id: int, constituency: str | None) -> list[dict[str, Any]]:
    found = opened(act, roster_id)
    return ASKING.run(figures.metric_rows, found.papers, found.stored.metrics, constituency)


@router.get("/metrics")
def read_metrics(
    roster_id: RowId, constituency: Constituency = None, act: Acting = may(Action.READ_METRICS)
) -> Metrics:
    """Return a roster's metrics, or one constituency's own of time and cost."""
    rows = _metric_rows(act, roster_id, constituency)
    return Metrics(roster_id=roster_id, constituency=constituency, metrics=[Metric(**row) for row in rows])


@router.get("/metrics.csv", response_class=Response, responses=described("csv"))
def read_metrics_csv(
    roster_id: RowId, http: Request, constituency: Constituency = None, act: Acting = may(Action.READ_METRICS)
) -> Response:
    """Return the same as CSV."""
    rows = _metric_rows(act, roster_id, constituency)
    return file_answer(http, csv_of(rows, Metric.model_fields), "metrics.csv")


@router.get("/ledger")
def read_ledger(roster_id: RowId, constituency: Constituency = None, act: Acting = may(Action.READ_LEDGER)) -> Ledger:
    """Return a roster's paid time by worker, date and category."""
    rows = ASKING.run(figures.ledger_rows, opened(act, roster_id).papers, constituency)
    return Ledger(roster_id=roster_id, constituency=constituency, paid_time=[PaidTime(**row) for row in rows])


@router.get("/ledger.csv", response_class=Response, responses=described("csv"))
def read_ledger_csv(
    roster_id: RowId, http: Request, constituency: Constituency = None, act: Acting = may(Action.READ_LEDGER)
) -> Response:
    """Return the same as CSV."""
    rows = ASKING.run(figures.ledger_rows, opened(act, roster_id).papers, constituency)
    return file_answer(http, csv_of(rows, PaidTime.model_fields), "ledger.csv")


@router.get("/costs")
def read_costs(roster_id: RowId, constituency: Constituency = None, act: Acting = may(Action.READ_COSTS)) -> Costs:
    """Return what a roster costs, by component and split by whom and what it was for."""
    rows = ASKING.run(figures.cost_rows, opened(act, roster_id).papers, constituency)
    return Costs(roster_id=roster_id, constituency=constituency, costs=[Cost(**row) for row in rows])


@router.get("/costs.csv", response_class=Response, responses=described("csv"))
def read_costs_csv(
    roster_id: RowId, http: Request, constituency: Constituency = None, act: Acting = may(Action.READ_COSTS)
) -> Response:
    """Return the same as CSV."""
    rows = ASKING.run(figures.cost_rows, opened(act, roster_id).papers, constituency)
    return file_answer(http, csv_of(rows, Cost.model_fields), "costs.csv")
