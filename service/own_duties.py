"""A duty as its worker reads it: when, what, where by place id, without anybody else's; kept when it is published."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from models.base import Id, Minutes, Record
from models.clock import Day, LondonTime
from models.request import RotaRequest
from models.roster import Duty, Span
from models.visits import Together


class OwnStop(Record):
    """One thing to do in a duty: a visit, a training session, a break or a post."""

    kind: Literal["visit", "training", "break", "post"]
    start: LondonTime
    id: Id | None = Field(default=None, description="of the visit, session or post; a break has none")
    place_id: Id | None = None
    minutes: Minutes | None = Field(default=None, description="None for a post, which lasts as long as its part")
    together: Together | None = Field(default=None, description="how two workers make the visit; None = one does")


class OwnDuty(Record):
    """One date's duty of one worker, its stops in order of time."""

    date: Day
    pattern_id: Id
    role: Id | None = None
    parts: tuple[Span, ...]
    stops: tuple[OwnStop, ...] = ()


def own_duty(request: RotaRequest, duty: Duty) -> OwnDuty:
    """Return a duty as its worker reads it.

    Args:
        request: what the duty's roster answers.
        duty: with visits and a post of the request; a session that it does not have is shown without its length.
    """
    stops = sorted(_stops(request, duty), key=lambda stop: (stop.start, stop.kind, stop.id or ""))
    return OwnDuty(date=duty.date, pattern_id=duty.pattern_id, role=duty.role, parts=duty.parts, stops=tuple(stops))


def _stops(request: RotaRequest, duty: Duty) -> Iterator[OwnStop]:
    for planned in duty.visits:
        visit = request.visit_by_id[planned.visit_id]
        yield OwnStop(
            kind="visit",
            start=planned.start,
            id=visit.id,
            place_id=request.service_user_by_id[visit.service_user_id].place_id,
            minutes=visit.minutes,
            together=visit.together if visit.workers_needed > 1 else None,
        )
    for session in duty.trainings:
        training = request.training_by_id.get(session.training_id)
        minutes = training.minutes if training else None
        yield OwnStop(kind="training", start=session.start, id=session.training_id, minutes=minutes)
    if duty.rest_break:
        yield OwnStop(kind="break", start=duty.rest_break.start, minutes=duty.rest_break.minutes)
    if duty.post_id:
        place_id = request.post_by_id[duty.post_id].place_id
        yield from (OwnStop(kind="post", start=part.start, id=duty.post_id, place_id=place_id) for part in duty.parts)
