"""A pool of bank workers for the whole service: homes, skills and shifts as those of the workers there are."""

from statistics import median_low

from models.base import Employment
from models.request import RotaRequest
from models.studies import BankPool
from models.workers import ANY_CONSTITUENCY, CarriedIn, Worker


def sentence(lever: BankPool) -> str:
    """Return what is done, in words."""
    return f"a bank pool of {lever.workers}"


def apply(request: RotaRequest, lever: BankPool) -> RotaRequest:
    """Return the request with a pool, each a likeness of one of the workers there are, evenly through their list."""
    pay = lever.pay_pence_per_hour or median_low(worker.pay_pence_per_hour for worker in request.workers)
    crew = request.workers
    models = [crew[number * len(crew) // lever.workers] for number in range(lever.workers)]
    taken = {worker.id for worker in crew}
    pool = [_like(model, _free_id(taken, number), lever, pay) for number, model in enumerate(models, start=1)]
    return request.changed(workers=(*crew, *pool))


def _free_id(taken: set[str], number: int) -> str:
    name = f"pool-{number}"
    while name in taken:
        name += "+"
    return name


def _like(model: Worker, worker_id: str, lever: BankPool, pay: int) -> Worker:
    return model.model_copy(
        update={
            "id": worker_id,
            "employment": Employment.BANK,
            "pay_pence_per_hour": pay,
            "contract_minutes_per_week": 0,
            "tolerance_under_minutes": 0,
            "tolerance_over_minutes": lever.most_minutes_a_week,
            "reach_constituencies": (ANY_CONSTITUENCY,),
            "reach_minutes": None,
            "line_terms_id": None,
            "carried": CarriedIn(),
        }
    )
