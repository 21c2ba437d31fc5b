"""How two rosters differ: duty by duty, what each worker does otherwise, and with how much notice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from models.clock import minutes_between
from models.request import RotaRequest
from models.roster import Duty, PlannedVisit, Roster

Slot = tuple[str, date]


@dataclass(frozen=True)
class DutyChange:
    """One duty that differs; None before = added, None after = taken away."""

    worker_id: str
    date: date
    before: Duty | None
    after: Duty | None

    @property
    def slot(self) -> Slot:
        """Whose and when."""
        return self.worker_id, self.date

    @property
    def first_instant(self) -> datetime:
        """The first instant at which the two differ."""
        return min(_facts(self.before) ^ _facts(self.after))[0]

    @property
    def added_minutes(self) -> int:
        """Minutes by which the duty is longer."""
        before = self.before.working_minutes if self.before else 0
        return (self.after.working_minutes if self.after else 0) - before

    def shares(self) -> tuple[list[PlannedVisit], list[PlannedVisit]]:
        """Return the visits given away or moved, and those taken up or moved."""
        before = set(self.before.visits) if self.before else set()
        after = set(self.after.visits) if self.after else set()
        return _in_order(before - after), _in_order(after - before)


def difference(before: Roster, after: Roster) -> list[DutyChange]:
    """Return every duty that is not the same in two rosters, by date and worker."""
    old = {(duty.worker_id, duty.date): duty for duty in before.duties}
    new = {(duty.worker_id, duty.date): duty for duty in after.duties}
    slots = sorted(old.keys() | new.keys(), key=lambda slot: (slot[1], slot[0]))
    pairs = ((slot, old.get(slot), new.get(slot)) for slot in slots)
    return [DutyChange(*slot, was, now) for slot, was, now in pairs if was is not now and was != now]


def _facts(duty: Duty | None) -> set[tuple[datetime, str, str]]:
    """Return the instants that make a duty what it is."""
    if duty is None:
        return set()
    facts = {(part.start, "start", f"{duty.pattern_id} {duty.post_id} {duty.role}") for part in duty.parts}
    facts |= {(part.end, "end", "") for part in duty.parts}
    facts |= {(each.start, "visit", each.visit_id) for each in duty.visits}
    facts |= {(each.start, "training", each.training_id) for each in duty.trainings}
    return facts | ({(duty.rest_break.start, "break", "")} if duty.rest_break else set())


def _in_order(visits: Iterable[PlannedVisit]) -> list[PlannedVisit]:
    return sorted(visits, key=lambda each: (each.start, each.visit_id))


def sentences(request: RotaRequest, change: DutyChange, makers: dict[str, set[str]]) -> Iterator[str]:
    """Yield what is otherwise for a worker on a date, a sentence each.

    Args:
        request: that either roster answers.
        change: the duty.
        makers: by visit, who makes it afterwards.
    """
    yield from _shift_sentences(change)
    given, taken = change.shares()
    moved = {each.visit_id: each.start for each in given}
    for each in taken:
        old = moved.pop(each.visit_id, None)
        if old is None:
            yield f"takes on visit {each.visit_id} at {each.start:%H:%M}"
        else:
            later = minutes_between(old, each.start)
            by = f"{abs(later)} minutes {'later' if later > 0 else 'earlier'}"
            yield f"makes visit {each.visit_id} at {each.start:%H:%M} instead of {old:%H:%M}, {by}"
    for visit_id, start in moved.items():
        yield f"no longer makes visit {visit_id} at {start:%H:%M}{_whither(visit_id, makers, request)}"
    yield from _other_sentences(change)


def _whither(visit_id: str, makers: dict[str, set[str]], request: RotaRequest) -> str:
    if visit_id not in request.visit_by_id:
        return ": it is cancelled"
    others = sorted(makers.get(visit_id, ()))
    return f": {' and '.join(others)} {'makes' if len(others) == 1 else 'make'} it" if others else ": nobody makes it"


def _shift_sentences(change: DutyChange) -> Iterator[str]:
    before, after = change.before, change.after
    if after is None and before is not None:
        yield f"has no duty any more (it was {_span(before)}{_at_post(before)})"
    elif before is None and after is not None:
        yield f"has a new duty, {_span(after)}, {after.pattern_id}{_at_post(after)}"
    elif before is not None and after is not None and (before.parts, before.post_id) != (after.parts, after.post_id):
        yield f"works {_span(after)}{_at_post(after)} instead of {_span(before)}{_at_post(before)}"


def _other_sentences(change: DutyChange) -> Iterator[str]:
    if change.before is None or change.after is None:
        return
    old, new = change.before.rest_break, change.after.rest_break
    if old != new and old is not None and new is not None:
        yield f"has the break at {new.start:%H:%M} instead of {old.start:%H:%M}"
    starts = {each.training_id: each.start for each in change.before.trainings}
    for training_id in sorted(starts.keys() - {each.training_id for each in change.after.trainings}):
        yield f"does not attend {training_id} in this duty"
    for each in change.after.trainings:
        if starts.get(each.training_id) != each.start:
            yield f"attends {each.training_id} at {each.start:%H:%M}"


def _span(duty: Duty) -> str:
    return " and ".join(f"{part.start:%H:%M} to {part.end:%H:%M}" for part in duty.parts)


def _at_post(duty: Duty) -> str:
    return f" at post {duty.post_id}" if duty.post_id else ""
