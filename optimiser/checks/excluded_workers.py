"""R20 excluded workers: nobody visits a service user who excluded them."""

from collections.abc import Iterator

from models.roster import Violation
from models.rules import RuleCode
from optimiser.checks.roster_index import RosterIndex


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each visit made by a worker whom its service user excluded."""
    for each, visit, _ in index.visits_made():
        user = index.request.service_user_by_id[visit.service_user_id]
        if each.worker.id in user.excluded_worker_ids:
            yield Violation(
                code=RuleCode.EXCLUDED_WORKERS,
                sentence=f"{each.worker.id} makes visit {visit.id}, but {user.id} has excluded them.",
                worker_ids=(each.worker.id,),
                visit_ids=(visit.id,),
                date=each.duty.date,
            )
