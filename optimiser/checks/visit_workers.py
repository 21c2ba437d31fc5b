"""R16 visit workers: a visit has the workers it needs, starting as it asks; a training is its own worker's."""

from collections import defaultdict
from collections.abc import Iterator

from models.clock import minutes_between
from models.roster import Violation
from models.rules import RuleCode
from models.visits import Visit
from optimiser.checks.phrases import count, duration, listed, moment_text
from optimiser.checks.roster_index import Making, RosterIndex
from optimiser.checks.rostered_duty import RosteredDuty


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each visit made by too few or too many, or not together, and each training held wrongly."""
    for visit_id, makings in index.makings.items():
        for sentence in _visit_faults(index.request.visit_by_id[visit_id], makings):
            yield Violation(
                code=RuleCode.VISIT_WORKERS,
                sentence=sentence,
                worker_ids=tuple(sorted({each.worker_id for each in makings})),
                visit_ids=(visit_id,),
                date=min(each.date for each in makings),
            )
    yield from _trainings(index)


def _visit_faults(visit: Visit, makings: list[Making]) -> Iterator[str]:
    workers = sorted({each.worker_id for each in makings})
    if len(workers) != visit.workers_needed or len(makings) > len(workers):
        again = f", in {len(makings)} duties" if len(makings) > len(workers) else ""
        yield (
            f"visit {visit.id} is made by {count(len(workers), 'worker', 'workers')}, {listed(workers)}{again}; "
            f"it needs {visit.workers_needed}."
        )
    starts = [each.start for each in makings]
    apart = minutes_between(min(starts), max(starts))
    if len(makings) > 1 and not visit.may_lie_apart(apart):
        own = listed(f"{each.worker_id} at {moment_text(each.start)}" for each in makings)
        yield f"visit {visit.id} is started by {own}; {_asked(visit)}."


def _asked(visit: Visit) -> str:
    if visit.starts_together:
        return "it has one start"
    least, most = duration(visit.second_least_minutes), visit.second_most_minutes
    upper = "" if most is None else f" and at most {duration(most)}"
    return f"the second follows the first by at least {least}{upper}"


def _trainings(index: RosterIndex) -> Iterator[Violation]:
    held: dict[str, list[RosteredDuty]] = defaultdict(list)
    for each in index.duties:
        for planned in each.duty.trainings:
            if training := index.request.training_by_id.get(planned.training_id):
                held[training.id].append(each)
                if training.worker_id != each.worker.id:
                    own = f"{each.worker.id} attends training {training.id} on {moment_text(planned.start)}"
                    yield _training_violation([each], f"{own}, which is {training.worker_id}'s.")
    for training_id, duties in held.items():
        if len(duties) > 1:
            yield _training_violation(duties, f"training {training_id} is held {len(duties)} times; once is due.")


def _training_violation(duties: list[RosteredDuty], sentence: str) -> Violation:
    return Violation(
        code=RuleCode.VISIT_WORKERS,
        sentence=sentence,
        worker_ids=tuple(sorted({each.worker.id for each in duties})),
        date=min(each.duty.date for each in duties),
    )
