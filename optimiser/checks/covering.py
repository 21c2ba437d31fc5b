"""Which duties each cover counts, and which skills a duty may be counted for."""

import datetime
from collections import Counter, defaultdict
from functools import cached_property

from models.cover import Cover
from models.request import RotaRequest
from optimiser.checks.rostered_duty import RosteredDuty

Slot = tuple[datetime.date, str]


class Covering:
    """The covers of a request beside the duties of a roster: those of posts are elsewhere and count for none."""

    def __init__(self, request: RotaRequest, duties: list[RosteredDuty]) -> None:
        self._request = request
        own = [each.duty for each in duties if each.duty.post_id is None]
        self._of_pattern = Counter((duty.date, duty.pattern_id) for duty in own)
        self._of_role = Counter((duty.date, duty.pattern_id, duty.role) for duty in own)

    @cached_property
    def _asked(self) -> dict[Slot, set[str]]:
        """The skills that covers name, by date and pattern."""
        asked: dict[Slot, set[str]] = defaultdict(set)
        for cover in self._request.covers:
            if cover.skill is not None:
                asked[cover.date, cover.pattern_id].add(cover.skill)
        return asked

    def duties_for(self, cover: Cover) -> int:
        """Return how many duties count for a cover."""
        if cover.skill is None:
            return self._of_pattern[cover.date, cover.pattern_id]
        return self._of_role[cover.date, cover.pattern_id, cover.skill]

    def roles_of(self, rostered: RosteredDuty) -> list[str]:
        """Return the skills a duty may be counted for: the worker's own that covers of its date and pattern name."""
        duty = rostered.duty
        if duty.post_id is not None:
            return []
        return sorted(self._asked.get((duty.date, duty.pattern_id), set()).intersection(rostered.worker.skills))
