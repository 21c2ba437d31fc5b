"""A roster: who works when, who visits whom, and the visits nobody makes with the reason for each."""

import datetime as calendar

from pydantic import Field

from models.base import Id, Record
from models.clock import Day, LondonTime, minutes_between


class Span(Record):
    """A stretch of time between two instants."""

    start: LondonTime
    end: LondonTime

    @property
    def minutes(self) -> int:
        """Elapsed minutes."""
        return minutes_between(self.start, self.end)

    def overlaps(self, other: "Span") -> bool:
        """Return whether the two stretches share any time."""
        return self.start < other.end and other.start < self.end


class PlannedVisit(Record):
    """A visit in a duty, and when it starts."""

    visit_id: Id
    start: LondonTime


class PlannedTraining(Record):
    """A training or supervision session in a duty, and when it starts."""

    training_id: Id
    start: LondonTime


class Duty(Record):
    """One worker, one date, one shift: its parts, its break, and either one post or its visits in order of time."""

    worker_id: Id
    date: Day
    pattern_id: Id
    parts: tuple[Span, ...] = Field(min_length=1)
    rest_break: Span | None = None
    post_id: Id | None = None
    role: Id | None = Field(default=None, description="the skill this duty is counted for by covers that name one")
    visits: tuple[PlannedVisit, ...] = ()
    trainings: tuple[PlannedTraining, ...] = ()

    @property
    def start(self) -> LondonTime:
        """When the duty begins."""
        return self.parts[0].start

    @property
    def end(self) -> LondonTime:
        """When the duty ends."""
        return self.parts[-1].end

    @property
    def working_minutes(self) -> int:
        """Minutes inside the parts, breaks included; the time between the parts of a split is the worker's own."""
        return sum(part.minutes for part in self.parts)


class Unserved(Record):
    """A visit nobody makes, and why in a sentence."""

    visit_id: Id
    reason_code: str
    reason: str


class Roster(Record):
    """The plan for one rota request; ordered by date and worker, so that equal rosters are equal bytes."""

    request_sha256: str = ""
    seed: int = 0
    versions: dict[str, str] = Field(default_factory=dict)
    duties: tuple[Duty, ...] = ()
    unserved: tuple[Unserved, ...] = ()


class Violation(Record):
    """One rule broken, in a sentence, with whom and what it concerns."""

    code: str
    sentence: str
    worker_ids: tuple[Id, ...] = ()
    visit_ids: tuple[Id, ...] = ()
    date: calendar.date | None = None
