"""R07 daily rest: enough hours off between one duty and the next, the last duty before the horizon included."""

from collections.abc import Iterator

from models.clock import minutes_between
from models.roster import Violation
from models.rules import RuleCode
from optimiser.checks.phrases import duration, moment_text
from optimiser.checks.roster_index import RosterIndex


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each two duties of a worker, one after the other, with less than the daily rest between them."""
    least = index.request.rules.daily_rest_minutes
    for worker in index.request.workers:
        ended = worker.carried.last_duty_end
        for each in index.duties_by_worker[worker.id]:
            start = each.duty.start
            if ended is not None and minutes_between(ended, start) < least:
                sentence = (
                    f"{worker.id} has {duration(minutes_between(ended, start))} between the duty ending "
                    f"{moment_text(ended)} and the next starting {moment_text(start)}; daily rest is {duration(least)}."
                )
                yield Violation(
                    code=RuleCode.DAILY_REST, sentence=sentence, worker_ids=(worker.id,), date=each.duty.date
                )
            ended = each.duty.end
