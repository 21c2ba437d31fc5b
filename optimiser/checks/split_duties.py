"""R13 split duties: at most so many split duties a worker and week."""

from collections.abc import Iterator

from models.roster import Violation
from models.rules import RuleCode
from optimiser.checks.phrases import day_text
from optimiser.checks.roster_index import RosterIndex


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each worker's week with more split duties than agreed."""
    limit = index.request.rules.most_split_duties_a_week
    for worker in index.request.workers:
        for week in index.weeks:
            number = sum(each.is_split for each in index.duties_in(worker, week))
            if number > limit:
                sentence = (
                    f"{worker.id} has {number} split duties in the week from {day_text(week[0])}; {limit} is the most."
                )
                yield Violation(code=RuleCode.SPLIT_DUTIES, sentence=sentence, worker_ids=(worker.id,), date=week[0])
