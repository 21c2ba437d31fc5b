"""More sickness: workers ill for the whole horizon."""

import random

from models.request import RotaRequest
from models.studies import MoreSickness
from models.workers import Absence, AbsenceKind, Worker


def sentence(lever: MoreSickness) -> str:
    """Return what is done, in words."""
    return f"{lever.percent}% of workers ill"


def apply(request: RotaRequest, lever: MoreSickness) -> RotaRequest:
    """Return the request with so many percent of its workers ill, at least one, drawn from a seed.

    A worker with an absence, a pin or a training is passed over, so that these stay as they are.
    """
    busy = {each.worker_id for each in request.absences} | {each.worker_id for each in request.pins}
    busy |= {each.worker_id for each in request.trainings}
    free = [worker for worker in request.workers if worker.id not in busy]
    count = min(len(free), max(1, round(len(request.workers) * lever.percent / 100)))
    ill = random.Random(lever.seed).sample(free, count)
    return request.changed(absences=(*request.absences, *(_absence(request, worker) for worker in ill)))


def _absence(request: RotaRequest, worker: Worker) -> Absence:
    dates = request.horizon.dates
    return Absence(
        id=f"study-sickness-{worker.id}"[:64],
        worker_id=worker.id,
        kind=AbsenceKind.SICKNESS,
        first_date=dates[0],
        last_date=dates[-1],
        paid_minutes=worker.contract_minutes_per_week * len(dates) // 7,
    )
