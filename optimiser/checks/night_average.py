"""R10 night average: a night worker averages at most 8 hours a working day, six working days a week."""

from collections.abc import Iterator

from models.roster import Violation
from models.rules import RuleCode
from optimiser.checks.phrases import count, day_text, duration
from optimiser.checks.roster_index import RosterIndex

WORKING_DAYS_A_WEEK = 6


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each week at whose end a worker with a night duty in the horizon averages more than the limit."""
    limit = WORKING_DAYS_A_WEEK * index.request.rules.night_average_minutes
    for worker in index.request.workers:
        if not any(each.is_night for each in index.duties_by_worker[worker.id]):
            continue
        for week, weeks, average in index.weeks_averaging_above(worker, limit):
            sentence = (
                f"{worker.id} works nights and averages {duration(average)} a week over "
                f"{count(weeks, 'week', 'weeks')} to {day_text(week[-1])}; the limit for night workers is "
                f"{duration(limit)}."
            )
            yield Violation(code=RuleCode.NIGHT_AVERAGE, sentence=sentence, worker_ids=(worker.id,), date=week[0])
