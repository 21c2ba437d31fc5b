"""By which rules a worker may not make a visit, whenever they work."""

from models.request import RotaRequest
from models.rules import RuleCode
from models.visits import Visit
from models.workers import Worker
from optimiser.rostering.unary.reach import reaches

WHO_RULES = (RuleCode.SKILLS, RuleCode.GENDER, RuleCode.EXCLUDED_WORKERS, RuleCode.REACH)


def refusals(request: RotaRequest, worker: Worker, visit: Visit) -> tuple[str, ...]:
    """Return the codes of the rules by which the worker may not make the visit, in order."""
    user = request.service_user_by_id[visit.service_user_id]
    broken = (
        not set(visit.skills) <= set(worker.skills),
        user.gender_asked is not None and worker.gender is not user.gender_asked,
        worker.id in user.excluded_worker_ids,
        not reaches(request, worker, user.place_id, user.constituency),
    )
    return tuple(rule.value for rule, is_broken in zip(WHO_RULES, broken, strict=True) if is_broken)
