"""R21 travel: stops do not overlap, and there is time for the journey between them and to and from a base."""

from collections.abc import Iterator

from models.roster import Violation
from models.rules import RuleCode
from optimiser.checks.phrases import duration
from optimiser.checks.roster_index import RosterIndex
from optimiser.checks.rostered_duty import Leg, RosteredDuty, Stop


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each two stops of a duty that overlap, and each journey with too little time for it."""
    for each in index.duties:
        yield from _overlaps(each)
        for leg in each.legs():
            needed = index.journeys.minutes(leg.origin_place, leg.destination_place, each.worker.travel_mode)
            if 0 <= leg.room_minutes < needed:
                yield _too_short(each, leg, needed)


def _overlaps(rostered: RosteredDuty) -> Iterator[Violation]:
    latest: Stop | None = None
    for stop in rostered.stops:
        if latest is not None and stop.start < latest.end:
            yield _violation(rostered, latest, stop, f"{rostered.worker.id}'s {latest} overlaps {stop}.")
        if latest is None or stop.end > latest.end:
            latest = stop


def _too_short(rostered: RosteredDuty, leg: Leg, needed: int) -> Violation:
    sentence = (
        f"{rostered.worker.id} has {duration(leg.room_minutes)} to travel from {leg.origin} to {leg.destination}; "
        f"the journey takes {duration(needed)}."
    )
    return _violation(rostered, leg.origin, leg.destination, sentence)


def _violation(rostered: RosteredDuty, first: Stop, second: Stop, sentence: str) -> Violation:
    return Violation(
        code=RuleCode.TRAVEL,
        sentence=sentence,
        worker_ids=(rostered.worker.id,),
        visit_ids=first.visit_ids + second.visit_ids,
        date=rostered.duty.date,
    )
