"""The part of a request that some duties and visits concern, as a request of its own."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from models.request import RotaRequest
from models.roster import Duty
from models.service_users import ServiceUser
from models.visits import Visit
from models.wishes import Pin

WORKERS_NAMED = ("known_worker_ids", "preferred_worker_ids", "excluded_worker_ids")


def excerpt_of(
    request: RotaRequest,
    duties: Sequence[Duty],
    visits: Iterable[Visit],
    also_known: Mapping[str, Collection[str]] | None = None,
    worker_ids: Collection[str] = (),
) -> RotaRequest:
    """Return the request of these duties' workers, posts and trainings, and of these visits.

    Covers say which roles duties may have and ask for none of them, for they count everybody's; gaps to visits that are
    left out are left out too.

    Args:
        request: the whole.
        duties: some of a roster.
        visits: those that the duties hold, and others to be placed.
        also_known: by service user, workers who count as known to them for what they do outside the part.
        worker_ids: workers who belong to it although they have none of the duties.
    """
    kept = tuple(visits)
    names, ids = {*worker_ids, *(duty.worker_id for duty in duties)}, {visit.id for visit in kept}
    posts = {duty.post_id for duty in duties}
    held = {training.training_id for duty in duties for training in duty.trainings}
    users = {visit.service_user_id for visit in kept}
    workers = tuple(worker for worker in request.workers if worker.id in names)
    rows = {
        "workers": workers,
        "service_users": tuple(
            _among(names, request.service_user_by_id[user_id], (also_known or {}).get(user_id, ()))
            for user_id in sorted(users)
        ),
        "visits": tuple(_without_gaps_out(visit, ids) for visit in kept),
        "posts": tuple(post for post in request.posts if post.id in posts),
        "covers": tuple(cover.model_copy(update={"least": 0}) for cover in request.covers),
        "trainings": tuple(training for training in request.trainings if training.id in held),
        "pins": tuple(pin for pin in request.pins if _is_within(pin, names, ids)),
        "as_was": (),
    }
    for name in ("absences", "preferences"):
        rows[name] = tuple(each for each in getattr(request, name) if each.worker_id in names)
    whole = request.changed(**rows)
    used = _places(whole)
    return whole.changed(places=tuple(place for place in request.places if place.id in used))


def _among(names: set[str], user: ServiceUser, also_known: Collection[str]) -> ServiceUser:
    """Return a service user whose lists name only workers of the part, with more who are known to them."""
    own = {field: tuple(each for each in getattr(user, field) if each in names) for field in WORKERS_NAMED}
    more = sorted(names.intersection(also_known).difference(own["known_worker_ids"]))
    return user.model_copy(update={**own, "known_worker_ids": (*own["known_worker_ids"], *more)})


def _without_gaps_out(visit: Visit, ids: set[str]) -> Visit:
    inner = tuple(gap for gap in visit.gaps if gap.after_visit_id in ids)
    return visit if len(inner) == len(visit.gaps) else visit.model_copy(update={"gaps": inner})


def _is_within(pin: Pin, names: set[str], ids: set[str]) -> bool:
    return pin.worker_id in names and (pin.visit_id is None or pin.visit_id in ids)


def _places(request: RotaRequest) -> set[str]:
    """Return the places that anybody or anything in a request is at."""
    places = {worker.place_id for worker in request.workers}
    places |= {worker.end_place_id for worker in request.workers if worker.end_place_id}
    places |= {user.place_id for user in request.service_users}
    return places | {post.place_id for post in request.posts}
