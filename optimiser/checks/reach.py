"""R24 reach: nobody is sent to a constituency, or on a journey from their place, beyond what they agreed."""

from collections.abc import Iterator

from models.places import Place
from models.roster import Violation
from models.rules import RuleCode
from models.workers import ANY_CONSTITUENCY, Worker
from optimiser.checks.phrases import duration
from optimiser.checks.roster_index import RosterIndex
from optimiser.checks.rostered_duty import RosteredDuty


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each worker at a visit or a post outside their constituencies or further than they travel."""
    request = index.request
    for each, visit, _ in index.visits_made():
        user = request.service_user_by_id[visit.service_user_id]
        for fault in _faults(index, each.worker, user.constituency, request.place_by_id[user.place_id]):
            yield _violation(each, f"{each.worker.id} makes visit {visit.id} {fault}.", (visit.id,))
    for each in index.duties:
        if post := request.post_by_id.get(each.duty.post_id or ""):
            for fault in _faults(index, each.worker, post.constituency, request.place_by_id[post.place_id]):
                yield _violation(each, f"{each.worker.id} covers post {post.id} {fault}.")


def _faults(index: RosterIndex, worker: Worker, constituency: str, place: Place) -> Iterator[str]:
    reached = (worker.constituency, *worker.reach_constituencies)
    if constituency not in reached and ANY_CONSTITUENCY not in reached:
        yield f"in {constituency}, which is not among the constituencies they work in"
    if worker.reach_minutes is not None:
        origin = index.request.place_by_id[worker.place_id]
        journey = index.journeys.minutes(origin, place, worker.travel_mode)
        if journey > worker.reach_minutes:
            limit = duration(worker.reach_minutes)
            yield f"{duration(journey)} from their place {worker.place_id}; they go no further than {limit}"


def _violation(rostered: RosteredDuty, sentence: str, visit_ids: tuple[str, ...] = ()) -> Violation:
    return Violation(
        code=RuleCode.REACH,
        sentence=sentence,
        worker_ids=(rostered.worker.id,),
        visit_ids=visit_ids,
        date=rostered.duty.date,
    )
