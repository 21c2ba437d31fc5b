"""R00 known ids: the roster names only what the request holds, and nothing twice in one duty."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from models.request import RotaRequest
from models.roster import Duty, Violation
from models.rules import RuleCode
from optimiser.checks.phrases import day_text
from optimiser.checks.roster_index import RosterIndex


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield every unknown id, every date outside the horizon and everything named twice in a duty."""
    for duty in index.roster.duties:
        for sentence in (*_duty_faults(index.request, duty), *_training_faults(index.request, duty)):
            yield _violation(duty, sentence)
        for visit_id, sentence in _visit_faults(index.request, duty):
            yield _violation(duty, sentence, (visit_id,))
    for unserved in index.roster.unserved:
        if unserved.visit_id not in index.request.visit_by_id:
            sentence = f"the list of unserved visits names {unserved.visit_id}, which is not in the request."
            yield Violation(code=RuleCode.KNOWN_IDS, sentence=sentence, visit_ids=(unserved.visit_id,))


def _violation(duty: Duty, fault: str, visit_ids: tuple[str, ...] = ()) -> Violation:
    return Violation(
        code=RuleCode.KNOWN_IDS,
        sentence=f"{duty.worker_id}'s duty on {day_text(duty.date)} {fault}.",
        worker_ids=(duty.worker_id,),
        visit_ids=visit_ids,
        date=duty.date,
    )


def _duty_faults(request: RotaRequest, duty: Duty) -> Iterator[str]:
    first, last = request.horizon.start, request.horizon.start + timedelta(days=request.horizon.days - 1)
    if duty.worker_id not in request.worker_by_id:
        yield f"is for worker {duty.worker_id}, who is not in the request"
    if not first <= duty.date <= last:
        yield f"is outside the horizon, {day_text(first)} to {day_text(last)}"
    if duty.pattern_id not in request.pattern_by_id:
        yield f"is of pattern {duty.pattern_id}, which is not in the request"
    if duty.post_id is not None and duty.post_id not in request.post_by_id:
        yield f"covers post {duty.post_id}, which is not in the request"


def _visit_faults(request: RotaRequest, duty: Duty) -> Iterator[tuple[str, str]]:
    for visit_id, times in Counter(planned.visit_id for planned in duty.visits).items():
        if visit_id not in request.visit_by_id:
            yield visit_id, f"has visit {visit_id}, which is not in the request"
        if times > 1:
            yield visit_id, f"names visit {visit_id} {times} times"


def _training_faults(request: RotaRequest, duty: Duty) -> Iterator[str]:
    for training_id, times in Counter(held.training_id for held in duty.trainings).items():
        if training_id not in request.training_by_id:
            yield f"has training {training_id}, which is not in the request"
        if times > 1:
            yield f"names training {training_id} {times} times"
