"""The exact cost of each ledger row and each journey's mileage, before anything is rounded.

Every amount is a whole number of 600,000ths of a penny: a minute of an hourly rate (1/60), of a percentage of it
(1/100) and of on-costs on that (1/100) are all whole in this unit.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.base import Employment
from models.patterns import PatternKind
from models.request import RotaRequest
from models.roster import Duty, Roster
from models.visits import Period
from optimiser.costs.enhancements import percent_minutes
from optimiser.ledger.categories import Category
from optimiser.ledger.journeys import Journeys, Leg
from optimiser.ledger.night import is_night_duty, night_spans
from optimiser.ledger.payroll import week_contract
from optimiser.ledger.stops import counted_duties, parts_of

UNITS_PER_PENNY = 600_000
COMPONENTS = ("basic_pay", "enhancement", "split_duty", "overtime", "on_costs", "mileage", "overhead")
KEYS = ["worker_id", "category", "constituency", "programme", "period", "visit_id", "post_id"]


def cost_lines(request: RotaRequest, roster: Roster, ledger: pd.DataFrame) -> pd.DataFrame:
    """Return one line for each ledger row and each leg paid mileage.

    Returns:
        KEYS as in the ledger, `minutes`, `contact_minutes`, a column for each of COMPONENTS and their sum `cost`, all
        in 600,000ths of a penny. A mileage line is travel of no minutes.
    """
    lines = pd.concat([_time_lines(request, ledger), _mileage_lines(request, roster)], ignore_index=True)
    components = list(COMPONENTS)
    lines[components] = lines[components].fillna(0).astype("int64")
    lines["cost"] = lines[components].sum(axis=1)
    lines["contact_minutes"] = lines["minutes"].where(lines["category"] == Category.CONTACT, 0)
    return lines


def _time_lines(request: RotaRequest, ledger: pd.DataFrame) -> pd.DataFrame:
    lines = ledger[[*KEYS, "minutes"]].copy()
    pay, terms = _pay(request, ledger), request.pay
    minutes = ledger["minutes"].to_numpy()
    split_ids = [pattern.id for pattern in request.patterns if pattern.kind is PatternKind.SPLIT]
    split = np.where(ledger["pattern_id"].isin(split_ids), terms.split_duty_pence_per_hour, 0)
    lines["basic_pay"] = minutes * pay * 10_000
    lines["enhancement"] = percent_minutes(request, ledger) * pay * 100
    lines["split_duty"] = minutes * split * 10_000
    lines["overtime"] = _overtime_minutes(request, ledger) * pay * max(0, request.prices.overtime_percent - 100) * 100
    pay_units = lines[["basic_pay", "enhancement", "split_duty", "overtime"]].sum(axis=1)
    lines["on_costs"] = pay_units // 100 * terms.on_cost_percent
    lines["overhead"] = minutes * terms.overhead_pence_per_paid_hour * 10_000
    return lines


def _pay(request: RotaRequest, ledger: pd.DataFrame) -> npt.NDArray[np.int64]:
    pay = {worker.id: worker.pay_pence_per_hour for worker in request.workers}
    return np.array([pay[worker_id] for worker_id in ledger["worker_id"]], dtype=np.int64)


def _overtime_minutes(request: RotaRequest, ledger: pd.DataFrame) -> npt.NDArray[np.int64]:
    """The minutes of each row above the worker's contract: the last duty minutes of a permanent worker's week."""
    week_of = {day: number for number, week in enumerate(request.horizon.weeks) for day in week}
    contract = {
        (worker.id, number): week_contract(worker, week)
        for worker in request.workers
        for number, week in enumerate(request.horizon.weeks)
    }
    rows = ledger[["worker_id", "employment", "minutes", "start"]].assign(week=ledger["date"].map(week_of))
    in_order = rows.sort_values("start", na_position="first", kind="stable")
    so_far = in_order.groupby(["worker_id", "week"])["minutes"].cumsum().sort_index().to_numpy()
    keys = zip(rows["worker_id"], rows["week"], strict=True)
    owed = np.array([contract[key] for key in keys], dtype=np.int64)
    above = np.minimum(np.maximum(so_far - owed, 0), rows["minutes"].to_numpy())
    return np.where(rows["employment"] == Employment.PERMANENT, above, 0).astype(np.int64)


def _mileage_lines(request: RotaRequest, roster: Roster) -> pd.DataFrame:
    lines = [_mileage_line(request, duty, leg) for duty, leg in _paid_legs(request, roster)]
    return pd.DataFrame(lines, columns=[*KEYS, "minutes", "mileage"]).astype({"minutes": "int64", "mileage": "int64"})


def _paid_legs(request: RotaRequest, roster: Roster) -> Iterator[tuple[Duty, Leg]]:
    journeys = Journeys(request)
    for duty in counted_duties(request, roster):
        worker = request.worker_by_id[duty.worker_id]
        for part in parts_of(request, duty):
            yield from ((duty, leg) for leg in journeys.legs(worker, part) if leg.pence)


def _mileage_line(request: RotaRequest, duty: Duty, leg: Leg) -> dict[str, object]:
    if leg.visit:
        constituency = request.service_user_by_id[leg.visit.service_user_id].constituency
        period = leg.visit.period
    else:
        constituency = request.worker_by_id[duty.worker_id].constituency
        period = Period.NIGHT if is_night_duty(request, duty, night_spans(request)) else Period.DAY
    return {
        "worker_id": duty.worker_id,
        "category": Category.TRAVEL.value,
        "constituency": constituency,
        "period": period.value,
        "minutes": 0,
        "mileage": leg.pence * UNITS_PER_PENNY,
    }
