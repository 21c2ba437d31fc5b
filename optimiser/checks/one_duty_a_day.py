"""R01 one duty a day: at most one duty a worker and date, and none that overlaps another."""

from collections import Counter
from collections.abc import Iterator

from models.roster import Violation
from models.rules import RuleCode
from optimiser.checks.phrases import day_text, moment_text
from optimiser.checks.roster_index import RosterIndex
from optimiser.checks.rostered_duty import RosteredDuty


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each date with more than one duty of a worker, and each two duties of theirs that overlap."""
    for worker_id, duties in index.duties_by_worker.items():
        for date, number in Counter(each.duty.date for each in duties).items():
            if number > 1:
                sentence = f"{worker_id} has {number} duties on {day_text(date)}; one a day is the most."
                yield Violation(code=RuleCode.ONE_DUTY_A_DAY, sentence=sentence, worker_ids=(worker_id,), date=date)
        yield from _overlaps(worker_id, duties)


def _overlaps(worker_id: str, duties: list[RosteredDuty]) -> Iterator[Violation]:
    latest: RosteredDuty | None = None
    for current in duties:
        if latest is not None and current.duty.start < latest.duty.end:
            sentence = (
                f"{worker_id}'s duty starting {moment_text(current.duty.start)} overlaps their duty ending "
                f"{moment_text(latest.duty.end)}."
            )
            yield Violation(
                code=RuleCode.ONE_DUTY_A_DAY, sentence=sentence, worker_ids=(worker_id,), date=current.duty.date
            )
        if latest is None or current.duty.end > latest.duty.end:
            latest = current
