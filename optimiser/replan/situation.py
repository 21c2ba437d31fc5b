"""What the changes leave of a published roster: duties that stand, those hit, and the visits that lack a worker."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from models.changes import Changes
from models.request import RotaRequest
from models.roster import Duty, PlannedVisit, Roster
from models.rules import RuleCode
from models.visits import Gap, Need, Post, Visit
from optimiser.checks import check
from optimiser.explain.refusals import refusals
from optimiser.replan.changed_request import Changed, Slot
from optimiser.replan.roads import late_journeys
from optimiser.replan.settled import Clock, Settled, settled
from optimiser.routing.tasks import unserved_price
from optimiser.shifts import Shift, shift_of

UNSOUND_TOGETHER = frozenset({RuleCode.VISIT_WORKERS, RuleCode.POSTS, RuleCode.COVER, RuleCode.PINS})
"""Rules that a visit, post or cover breaks for want of somebody, so that no duty there is is at fault."""


@dataclass(frozen=True)
class Freed:
    """A duty that may be written anew: the shift it is to have, and the published duty if there is one."""

    shift: Shift
    duty: Duty | None

    @property
    def slot(self) -> Slot:
        """Whose and when."""
        return self.shift.worker_id, self.shift.date


@dataclass(frozen=True)
class Situation:
    """What there is to re-plan.

    Attributes:
        changed: the request with the changes, and what they say of duties.
        published: the roster as it was published.
        duties: what stands of it at first, by worker and date: without duties gone and visits cancelled.
        least_notice: minutes within which nothing changes for duties not hit.
        visit_moved_pence: what it costs that another worker makes a visit.
        placed: duties that take posts over; they are further ones, though they differ already.
    """

    changed: Changed
    published: Roster
    duties: dict[Slot, Duty]
    least_notice: int
    visit_moved_pence: int
    placed: frozenset[Slot] = frozenset()

    @classmethod
    def of(cls, changed: Changed, published: Roster, changes: Changes) -> "Situation":
        """Return what changes leave of a roster."""
        duties = {
            (duty.worker_id, duty.date): _standing(changed, duty)
            for duty in published.duties
            if (duty.worker_id, duty.date) not in changed.gone
        }
        return cls(changed, published, duties, changes.least_notice_hours * 60, changes.prices.visit_moved)

    @property
    def request(self) -> RotaRequest:
        """The changed request."""
        return self.changed.request

    @cached_property
    def now(self) -> int:
        """The moment of the changes, in minutes from the horizon's midnight."""
        return self.request.horizon.minute(self.changed.now)

    @cached_property
    def by_slot(self) -> dict[Slot, Duty]:
        """The published duties by worker and date."""
        return {(duty.worker_id, duty.date): duty for duty in self.published.duties}

    @cached_property
    def hit(self) -> frozenset[Slot]:
        """Duties that the changes themselves change or make unsound."""
        altered = {slot for slot, duty in self.duties.items() if duty != self.by_slot.get(slot)}
        roster = Roster(duties=tuple(self.duties.values()))
        unsound = set()
        for violation in check(self.request, roster):
            if violation.code not in UNSOUND_TOGETHER:
                unsound |= self._slots_of(violation.worker_ids, violation.visit_ids, violation.date)
        return frozenset(self.changed.named | altered | unsound | self._on_slower_roads) - self.placed

    @cached_property
    def _on_slower_roads(self) -> set[Slot]:
        """Duties with a journey for which there is too little time now."""
        return {
            slot
            for slot, duty in self.duties.items()
            if duty.end > self.changed.now and late_journeys(self.request, duty, self.changed.roads, self.changed.now)
        }

    def _slots_of(self, worker_ids: tuple[str, ...], visit_ids: tuple[str, ...], date: object) -> set[Slot]:
        """Return the duties that a violation is about."""
        own = {slot for slot in self.duties if slot[0] in worker_ids and slot[1] == date}
        making = {slot for slot, duty in self.duties.items() if any(each.visit_id in visit_ids for each in duty.visits)}
        return own or making

    @cached_property
    def loose(self) -> frozenset[str]:
        """Promised visits that lack a worker now: they were made, or are new."""
        return frozenset(
            visit.id
            for visit in self.request.visits
            if visit.id in self.changed.new_visits or (visit.need is Need.REQUIRED and self._is_lost(visit))
        )

    @cached_property
    def dropped(self) -> frozenset[str]:
        """Waiting-list visits that were made and lack a worker now."""
        lost = (visit for visit in self.request.visits if visit.need is not Need.REQUIRED and self._is_lost(visit))
        return frozenset(visit.id for visit in lost) - self.loose

    def _is_lost(self, visit: Visit) -> bool:
        """Return whether a visit was made and lacks a worker now."""
        return visit.id in self.published_makers and len(self.makers.get(visit.id, ())) < visit.workers_needed

    @cached_property
    def empty_posts(self) -> list[Post]:
        """Posts that nobody covers now."""
        covered = {duty.post_id for duty in self.duties.values()}
        return [post for post in self.request.posts if post.id not in covered]

    @cached_property
    def makers(self) -> dict[str, list[tuple[Slot, datetime]]]:
        """By visit, the duties that make it and when, of those that stand."""
        found: dict[str, list[tuple[Slot, datetime]]] = defaultdict(list)
        for slot, duty in self.duties.items():
            for each in duty.visits:
                found[each.visit_id].append((slot, each.start))
        return found

    @cached_property
    def published_makers(self) -> dict[str, frozenset[str]]:
        """By visit, the workers who were to make it."""
        found: dict[str, set[str]] = defaultdict(set)
        for duty in self.published.duties:
            for each in duty.visits:
                found[each.visit_id].add(duty.worker_id)
        return {visit_id: frozenset(workers) for visit_id, workers in found.items()}

    @cached_property
    def followers(self) -> dict[str, list[tuple[str, Gap]]]:
        """By visit, the later visits that keep a gap to it."""
        found: dict[str, list[tuple[str, Gap]]] = defaultdict(list)
        for visit in self.request.visits:
            for gap in visit.gaps:
                found[gap.after_visit_id].append((visit.id, gap))
        return found

    @cached_property
    def visits_of(self) -> dict[str, list[Visit]]:
        """By service user, their visits."""
        found: dict[str, list[Visit]] = defaultdict(list)
        for visit in self.request.visits:
            found[visit.service_user_id].append(visit)
        return found

    @cached_property
    def _able(self) -> dict[str, frozenset[str]]:
        """By visit asked about before, who may make it."""
        return {}

    def able(self, visit_id: str) -> frozenset[str]:
        """Return the workers who may make a visit, whenever they work."""
        if visit_id not in self._able:
            visit = self.request.visit_by_id[visit_id]
            able = (worker.id for worker in self.request.workers if not refusals(self.request, worker, visit))
            self._able[visit_id] = frozenset(able)
        return self._able[visit_id]

    def is_promised(self, visit_id: str) -> bool:
        """Return whether a visit is promised, by the request or by a change."""
        visit = self.request.visit_by_id.get(visit_id)
        return visit is not None and (visit.need is Need.REQUIRED or visit_id in self.changed.new_visits)

    def price(self, visit_id: str) -> int:
        """Return the pence that a visit nobody makes costs."""
        return unserved_price(self.request, self.request.visit_by_id[visit_id])

    def settled(self, duty: Duty) -> Settled:
        """Return what of a standing duty may not change any more."""
        slot, lacking = (duty.worker_id, duty.date), self.loose | self.dropped
        if slot in self.hit:
            delay = self.changed.delays.get(slot, 0)
            return settled(self.request, duty, Clock(self.now, delay, not delay, self.now, lacking))
        until = self.now + self.least_notice
        return settled(self.request, duty, Clock(until, now=self.now, open_visits=lacking))

    def with_cover(self, duty: Duty, gone: frozenset[Slot]) -> "Situation":
        """Return the situation when a worker takes a post over and some of their standing duties go for it."""
        slot = (duty.worker_id, duty.date)
        standing = {own: each for own, each in self.duties.items() if own not in gone}
        return replace(self, duties={**standing, slot: duty}, placed=self.placed | {slot})

    def open_visits(self, duty: Duty) -> list[PlannedVisit]:
        """Return the visits of a standing duty that may change."""
        fixed = set(self.settled(duty).visits)
        return [each for each in duty.visits if each not in fixed]

    def as_it_is(self, slot: Slot) -> Freed:
        """Return a standing duty freed with the shift it has."""
        return Freed(shift_of(self.request, self.duties[slot]), self.duties[slot])


def _standing(changed: Changed, duty: Duty) -> Duty:
    """Return what the changes leave of one duty that does not go."""
    slot = (duty.worker_id, duty.date)
    duty = changed.moved.get(slot, duty)
    visits = tuple(each for each in duty.visits if each.visit_id in changed.request.visit_by_id)
    if slot in changed.cut:
        visits = tuple(each for each in visits if each.start <= changed.now)
        trainings = tuple(each for each in duty.trainings if each.start <= changed.now)
        return duty.model_copy(update={"visits": visits, "trainings": trainings})
    return duty if len(visits) == len(duty.visits) else duty.model_copy(update={"visits": visits})
