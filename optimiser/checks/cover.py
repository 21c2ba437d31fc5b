"""R25 cover: as many duties as a cover must have begin on its date, whatever is priced beyond that."""

from collections.abc import Iterator

from models.cover import Cover
from models.roster import Violation
from models.rules import RuleCode
from optimiser.checks.phrases import count, day_text
from optimiser.checks.roster_index import RosterIndex


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each cover with fewer duties than the least it must have."""
    for cover in index.request.covers:
        duties = index.covering.duties_for(cover)
        if duties < cover.least:
            yield Violation(code=RuleCode.COVER, sentence=_sentence(cover, duties), date=cover.date)


def _sentence(cover: Cover, duties: int) -> str:
    role = f" counted for {cover.skill}" if cover.skill else ""
    there = f"{count(duties, 'duty', 'duties')} of {cover.pattern_id}{role} on {day_text(cover.date)}"
    return f"cover {cover.id} has {there}; {cover.least} is the least."
