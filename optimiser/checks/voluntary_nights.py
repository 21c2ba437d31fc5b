"""R04 voluntary nights: a night duty only for a worker who volunteered for nights."""

from collections.abc import Iterator

from models.roster import Violation
from models.rules import RuleCode
from optimiser.checks.phrases import moment_text
from optimiser.checks.roster_index import RosterIndex


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each night duty of a worker who is no night volunteer."""
    for each in index.duties:
        if each.is_night and not each.worker.night_volunteer:
            sentence = (
                f"{each.worker.id} has a night duty, {moment_text(each.duty.start)} to {moment_text(each.duty.end)}, "
                "but has not volunteered for nights."
            )
            yield Violation(
                code=RuleCode.VOLUNTARY_NIGHTS,
                sentence=sentence,
                worker_ids=(each.worker.id,),
                date=each.duty.date,
            )
