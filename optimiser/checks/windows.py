"""R17 windows: each visit starts in one of its windows, each training on its dates between its clock times."""

import datetime
from collections.abc import Iterator

from models.roster import Duty, Violation
from models.rules import RuleCode
from models.visits import Visit, Window
from models.workers import Training
from optimiser.checks.phrases import day_text, listed, moment_text
from optimiser.checks.roster_index import RosterIndex


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each visit and each training that starts when it may not."""
    for each, visit, start in index.visits_made():
        if not visit.admits(start):
            sentence = (
                f"{each.worker.id} starts visit {visit.id} on {moment_text(start)}; it may start {_windows(visit)}."
            )
            yield _violation(each.duty, sentence, visit_ids=(visit.id,))
    for each in index.duties:
        for planned in each.duty.trainings:
            training = index.request.training_by_id.get(planned.training_id)
            if training is not None and not _admits(training, planned.start):
                yield _violation(each.duty, _training_sentence(training, planned.start, each.worker.id))


def _windows(visit: Visit) -> str:
    return listed(map(_window, visit.windows))


def _window(window: Window) -> str:
    early, late = window.early_minutes_allowed, window.late_minutes_allowed
    allowed = ([f"{early} min early"] if early else []) + ([f"{late} min late"] if late else [])
    more = f" or up to {listed(allowed)}" if allowed else ""
    return f"{moment_text(window.earliest_start)} to {window.latest_start:%H:%M}{more}"


def _admits(training: Training, start: datetime.datetime) -> bool:
    is_on_its_dates = training.first_date <= start.date() <= training.last_date
    return is_on_its_dates and training.earliest_start <= start.time() <= training.latest_start


def _training_sentence(training: Training, start: datetime.datetime, worker_id: str) -> str:
    return (
        f"{worker_id} starts training {training.id} on {moment_text(start)}; it may start on "
        f"{day_text(training.first_date)} to {day_text(training.last_date)} between "
        f"{training.earliest_start:%H:%M} and {training.latest_start:%H:%M}."
    )


def _violation(duty: Duty, sentence: str, visit_ids: tuple[str, ...] = ()) -> Violation:
    return Violation(
        code=RuleCode.WINDOWS,
        sentence=sentence,
        worker_ids=(duty.worker_id,),
        visit_ids=visit_ids,
        date=duty.date,
    )
