"""What a roster is asked to keep before the ceiling speaks of it: promised visits made, trainings held."""

from dataclasses import dataclass
from typing import Self

from models.request import RotaRequest
from models.roster import Roster
from models.visits import Need


@dataclass(frozen=True)
class Promise:
    """The ceiling bounds the rosters that make all of these visits and hold all of these trainings."""

    visits: frozenset[str] = frozenset()
    trainings: frozenset[str] = frozenset()

    @classmethod
    def whole(cls, request: RotaRequest) -> Self:
        """Return the promise of every required visit and every training of a request."""
        required = (visit.id for visit in request.visits if visit.need is Need.REQUIRED)
        return cls(frozenset(required), frozenset(training.id for training in request.trainings))

    def kept_by(self, roster: Roster) -> Self:
        """Return the part of the promise that a roster keeps."""
        made = {planned.visit_id for duty in roster.duties for planned in duty.visits}
        held = {planned.training_id for duty in roster.duties for planned in duty.trainings}
        return type(self)(self.visits & made, self.trainings & held)


NOTHING_PROMISED = Promise()
