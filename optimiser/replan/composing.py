"""From an attempt to a whole roster: duties that stand, byte for byte as published, and those written anew."""

from dataclasses import dataclass
from functools import cached_property

from models.roster import Duty, Roster
from optimiser.checks.objective import recompute
from optimiser.replan.attempt import Attempt
from optimiser.replan.change_cost import change_pence
from optimiser.replan.difference import DutyChange, difference
from optimiser.replan.journeys import can_be_driven
from optimiser.replan.situation import Situation
from optimiser.replan.weighing import Weighing


@dataclass(frozen=True)
class Composed:
    """A roster made from an attempt, and what it comes to."""

    situation: Situation
    weighing: Weighing
    attempt: Attempt
    duties: tuple[Duty, ...]

    @cached_property
    def roster(self) -> Roster:
        """The duties as a roster; unserved visits and versions are added when it is told."""
        return Roster(duties=self.duties)

    @cached_property
    def changes(self) -> list[DutyChange]:
        """The duties that differ from the published roster."""
        return difference(self.situation.published, self.roster)

    @cached_property
    def further(self) -> list[DutyChange]:
        """Those of them that no change is about."""
        return [each for each in self.changes if each.slot not in self.situation.hit]

    @cached_property
    def change_terms(self) -> dict[str, int]:
        """What changing costs, term by term."""
        return change_pence(self.changes, self.weighing.prices, self.situation.changed.now, self.situation.hit)

    @cached_property
    def objective_terms(self) -> dict[str, int]:
        """The objective of the changed request, term by term."""
        return recompute(self.situation.request, self.roster)

    @cached_property
    def rank(self) -> tuple[int, int, int]:
        """What is minimised, in order: promised visits unserved, further duties that differ, pence as weighed."""
        return self.attempt.unserved_pence, len(self.further), self.weighing.pence(self.duties, self.changes)

    @property
    def whole_rank(self) -> tuple[int, int, int]:
        """The same with everybody's pence, to compare rosters that were weighed over different workers."""
        pence = sum(self.objective_terms.values()) + sum(self.change_terms.values())
        return self.attempt.unserved_pence, len(self.further), pence


def composed(situation: Situation, attempt: Attempt, weighing: Weighing) -> Composed:
    """Put the duties of an attempt in the place of those that were freed; new duties without any work are left out."""
    duties = dict(situation.duties)
    for freed, duty in zip(attempt.freed, attempt.duties, strict=True):
        if freed.duty is None and not (duty.visits or duty.trainings or duty.post_id):
            continue
        duties[freed.slot] = _with_published_break(situation, duty, situation.by_slot.get(freed.slot))
    ordered = tuple(duties[slot] for slot in sorted(duties, key=lambda slot: (slot[1], slot[0])))
    return Composed(situation, weighing, attempt, ordered)


def _with_published_break(situation: Situation, duty: Duty, published: Duty | None) -> Duty:
    """Return a duty with its break where it was published, if its times are the same and its stops leave room."""
    if published is None or duty.parts != published.parts or duty.rest_break == published.rest_break:
        return duty
    kept = duty.model_copy(update={"rest_break": published.rest_break})
    return kept if can_be_driven(situation.request, kept) else duty
