"""R14 weekends: no more weekends in a row than agreed, those carried in included."""

import datetime
from collections.abc import Iterator

from models.roster import Violation
from models.rules import RuleCode
from models.workers import Worker
from optimiser.checks.phrases import count, day_text
from optimiser.checks.roster_index import RosterIndex

SATURDAY, SUNDAY = 5, 6


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each weekend a worker works beyond the number agreed, dated on its first day in the horizon."""
    limit = index.request.rules.most_weekends_in_a_row
    for worker in index.request.workers:
        for length, date in _worked_runs(index, worker):
            if length > limit:
                weekends = count(length, "weekend", "weekends")
                sentence = f"{worker.id} works {weekends} in a row to that of {day_text(date)}; {limit} is the most."
                yield Violation(code=RuleCode.WEEKENDS, sentence=sentence, worker_ids=(worker.id,), date=date)


def weekends_of(dates: list[datetime.date]) -> list[list[datetime.date]]:
    """Return the Saturdays and Sundays of the horizon, each Sunday with its Saturday where that is in it."""
    weekends: list[list[datetime.date]] = []
    for date in dates:
        if date.weekday() == SATURDAY or (date.weekday() == SUNDAY and date == dates[0]):
            weekends.append([date])
        elif date.weekday() == SUNDAY:
            weekends[-1].append(date)
    return weekends


def _worked_runs(index: RosterIndex, worker: Worker) -> Iterator[tuple[int, datetime.date]]:
    """Yield each worked weekend's first date with the number of weekends worked in a row up to it."""
    worked = {each.duty.date for each in index.duties_by_worker[worker.id]}
    run = worker.carried.weekends_worked_in_a_row
    for weekend in weekends_of(index.request.horizon.dates):
        run = run + 1 if worked.intersection(weekend) else 0
        if run:
            yield run, weekend[0]
