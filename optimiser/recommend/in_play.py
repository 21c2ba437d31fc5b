"""The duties in which new visits could be made, and the part of the request that a change there can reach."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from models.request import RotaRequest
from models.roster import Duty
from models.visits import Visit
from optimiser.excerpt import excerpt_of
from optimiser.recommend.published import Published
from optimiser.routing.rules import allowed_workers


def _in_play(published: Published, request: RotaRequest, visits: Sequence[Visit]) -> set[int]:
    """Return the duties in which a visit could be made, and all that a change there could reach."""
    if request.prices.most_idle_minute:  # then every duty's idle time bears on the price
        return set(range(len(published.roster.duties)))
    alike = {(visit.service_user_id, visit.skills, visit.minutes, visit.windows): visit for visit in visits}
    different = list(alike.values())
    able, spans = _able(request, different), {visit.id: list(_spans(visit)) for visit in different}
    numbers = {
        number
        for number, duty in enumerate(published.roster.duties)
        if duty.post_id is None
        for visit in different
        if duty.worker_id in able[visit.id]
        and any(duty.start <= latest and duty.end >= least for least, latest in spans[visit.id])
    }
    return published.closed(numbers)


def _able(request: RotaRequest, visits: Sequence[Visit]) -> dict[str, set[str]]:
    """Return by visit who may make it."""
    users = {visit.service_user_id for visit in visits}
    own = tuple(user for user in request.service_users if user.id in users)
    used = {user.place_id for user in own} | {worker.place_id for worker in request.workers}
    places = tuple(place for place in request.places if place.id in used)
    allowed = allowed_workers(request.changed(visits=tuple(visits), service_users=own, places=places))
    return {
        visit.id: {worker.id for worker, may in zip(request.workers, allowed[:, column], strict=True) if may}
        for column, visit in enumerate(visits)
    }


def _spans(visit: Visit) -> Iterator[tuple[datetime, datetime]]:
    """Yield for each window of a visit when it ends at the earliest and starts at the latest: a duty reaches both."""
    for window in visit.windows:
        least = window.earliest_start + timedelta(minutes=visit.minutes - window.early_minutes_allowed)
        yield least, window.latest_start + timedelta(minutes=window.late_minutes_allowed)


def part_in_play(published: Published, request: RotaRequest, visits: Sequence[Visit]) -> tuple[RotaRequest, list[Duty]]:
    """Return the part of a request in which visits could be made, and the published duties there.

    Args:
        published: as it stands.
        request: the published one, with the visits.
        visits: new ones.
    """
    numbers = _in_play(published, request, visits)
    duties = [published.roster.duties[number] for number in sorted(numbers)]
    made = {visit.visit_id for duty in duties for visit in duty.visits} | {visit.id for visit in visits}
    known = {
        user_id: {worker_id for worker_id, number in own if number not in numbers}
        for user_id, own in published.visited_by.items()
    }
    return excerpt_of(request, duties, (visit for visit in request.visits if visit.id in made), known), duties
