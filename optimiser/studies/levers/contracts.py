"""Contracts re-cut to another length."""

from models.base import Employment
from models.request import RotaRequest
from models.studies import RecutContracts
from models.workers import Absence, Worker
from optimiser.studies.problems import refused
from optimiser.studies.workers import known


def sentence(lever: RecutContracts) -> str:
    """Return what is done, in words."""
    who = ", ".join(lever.workers) or "permanent workers"
    having = "" if lever.from_minutes_per_week is None else f" of {lever.from_minutes_per_week / 60:g} h"
    return f"contracts{having} of {who} become {lever.minutes_per_week / 60:g} h a week"


def apply(request: RotaRequest, lever: RecutContracts) -> RotaRequest:
    """Return the request with those contracts; absences are paid in proportion, the balance carried stays.

    Raises:
        InputError: a worker is unknown, or nobody has a contract of the length named.
    """
    named = {worker.id for worker in known(request, lever.workers)}
    cut = {worker.id for worker in request.workers if _is_cut(worker, lever, named)}
    if not cut:
        raise refused("nobody has such a contract", "name another length, or other workers")
    return request.changed(
        workers=tuple(
            worker.model_copy(update={"contract_minutes_per_week": lever.minutes_per_week})
            if worker.id in cut
            else worker
            for worker in request.workers
        ),
        absences=tuple(
            _paid_anew(each, request.worker_by_id[each.worker_id], lever) if each.worker_id in cut else each
            for each in request.absences
        ),
    )


def _paid_anew(absence: Absence, worker: Worker, lever: RecutContracts) -> Absence:
    before = max(1, worker.contract_minutes_per_week)
    return absence.model_copy(update={"paid_minutes": absence.paid_minutes * lever.minutes_per_week // before})


def _is_cut(worker: Worker, lever: RecutContracts, named: set[str]) -> bool:
    is_meant = worker.id in named if named else worker.employment is Employment.PERMANENT
    has_length = lever.from_minutes_per_week in (None, worker.contract_minutes_per_week)
    return is_meant and has_length
