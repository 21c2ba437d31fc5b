"""The duties in which new visits could be made, and the part of the request that a change there can reach."""

from collections.abc import Sequence
from datetime import timedelta

from models.request import RotaRequest
from models.roster import Duty
from models.visits import Visit
from optimiser.recommend.part import part_of
from optimiser.recommend.published import Published
from optimiser.routing.rules import allowed_workers


def _in_play(published: Published, request: RotaRequest, visits: Sequence[Visit]) -> set[int]:
    """Return the duties in which a visit could be made, and all that a change there could reach."""
    if request.prices.most_idle_minute:  # then every duty's idle time bears on the price
        return set(range(len(published.roster.duties)))
    able = _able(request, visits)
    numbers = {
        number
        for number, duty in enumerate(published.roster.duties)
        if duty.post_id is None
        for visit in visits
        if duty.worker_id in able[visit.id] and _meets(duty, visit)
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


def _meets(duty: Duty, visit: Visit) -> bool:
    """Return whether a duty reaches into a visit's windows far enough to hold it."""
    return any(
        duty.start <= window.latest_start + timedelta(minutes=window.late_minutes_allowed)
        and duty.end >= window.earliest_start + timedelta(minutes=visit.minutes - window.early_minutes_allowed)
        for window in visit.windows
    )


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
    return part_of(request, duties, (visit for visit in request.visits if visit.id in made), known), duties
