"""R09 average week: at most 48 hours a week over 17 weeks, history included, unless the worker opted out."""

from collections.abc import Iterator

from models.roster import Violation
from models.rules import RuleCode
from optimiser.checks.phrases import count, day_text, duration
from optimiser.checks.roster_index import RosterIndex


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each week at whose end a worker who has not opted out averages more than the limit."""
    limit = index.request.rules.average_week_minutes
    for worker in index.request.workers:
        if worker.opted_out_of_48_hours:
            continue
        for week, weeks, average in index.weeks_averaging_above(worker, limit):
            sentence = (
                f"{worker.id} averages {duration(average)} a week over {count(weeks, 'week', 'weeks')} to "
                f"{day_text(week[-1])}; the limit is {duration(limit)}."
            )
            yield Violation(code=RuleCode.AVERAGE_WEEK, sentence=sentence, worker_ids=(worker.id,), date=week[0])
