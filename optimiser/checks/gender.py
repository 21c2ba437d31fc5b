"""R19 gender: each worker at a visit is of the gender the service user asked for."""

from collections.abc import Iterator

from models.roster import Violation
from models.rules import RuleCode
from optimiser.checks.roster_index import RosterIndex


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each worker at a visit who is not of the gender asked for, or whose gender is not given."""
    for each, visit, _ in index.visits_made():
        user = index.request.service_user_by_id[visit.service_user_id]
        if user.gender_asked is not None and each.worker.gender is not user.gender_asked:
            given = f"is {each.worker.gender.value}" if each.worker.gender else "has no gender given"
            sentence = (
                f"{each.worker.id}, who {given}, makes visit {visit.id}; {user.id} asked for a "
                f"{user.gender_asked.value} worker."
            )
            yield Violation(
                code=RuleCode.GENDER,
                sentence=sentence,
                worker_ids=(each.worker.id,),
                visit_ids=(visit.id,),
                date=each.duty.date,
            )
