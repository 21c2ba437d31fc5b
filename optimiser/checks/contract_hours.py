"""R06 contract hours: each week's paid time lies within the tolerance of the worker's contract."""

from collections.abc import Iterator

from models.roster import Violation
from models.rules import RuleCode
from optimiser.checks.phrases import day_text, duration
from optimiser.checks.roster_index import RosterIndex


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each worker's week above its tolerance or, where the week is a full one, below it."""
    for worker in index.request.workers:
        for week in index.weeks:
            paid, contract = index.paid_week(worker, week), index.contract_of(worker, week)
            most = contract + worker.tolerance_over_minutes
            least = max(0, contract - worker.tolerance_under_minutes) if len(week) == 7 else 0
            if not least <= paid <= most:
                limit = f"at most {duration(most)}" if paid > most else f"at least {duration(least)}"
                sentence = (
                    f"{worker.id} has {duration(paid)} paid in the week from {day_text(week[0])}; "
                    f"their contract of {duration(contract)} allows {limit}."
                )
                yield Violation(code=RuleCode.CONTRACT_HOURS, sentence=sentence, worker_ids=(worker.id,), date=week[0])
