"""R12 consecutive days: no run of dates with duties is too long, the run carried in included."""

import datetime
from collections.abc import Iterator

from models.roster import Violation
from models.rules import RuleCode
from models.workers import Worker
from optimiser.checks.phrases import day_text
from optimiser.checks.roster_index import RosterIndex


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each run of worked dates longer than the limit, dated on its last day."""
    limit = index.request.rules.most_consecutive_days
    for worker in index.request.workers:
        for length, last in _runs(index, worker):
            if length > limit:
                sentence = f"{worker.id} works {length} days in a row to {day_text(last)}; {limit} is the most."
                yield Violation(code=RuleCode.CONSECUTIVE_DAYS, sentence=sentence, worker_ids=(worker.id,), date=last)


def _runs(index: RosterIndex, worker: Worker) -> Iterator[tuple[int, datetime.date]]:
    """Yield the length and last date of each run that has a date in the horizon."""
    worked = {each.duty.date for each in index.duties_by_worker[worker.id]}
    run = worker.carried.consecutive_days_worked
    for date in index.request.horizon.dates:
        run = run + 1 if date in worked else 0
        if run and date + datetime.timedelta(days=1) not in worked:
            yield run, date
