"""Natural parts of a large request: constituencies planned apart, then in pairs, so that work crosses the borders.

A part is a rota request of its own. It holds the workers of its constituencies, the visits they make now, and the
visits of its constituencies that nobody makes. What ties two parts together is held still while they are planned apart:
a two-worker visit made by a worker of each keeps its two workers and, unless these start independently, its starts; and
a visit with a gap to one made in another part, or made partly there at a time of its own, keeps its start or starts.
What cannot be planned apart waits until its parts are planned together: a visit that nobody makes and that has such a
gap, or that is pinned to workers of several.
"""

from collections.abc import Iterable, Sequence, Set
from datetime import datetime
from itertools import combinations

from models.request import RotaRequest
from models.roster import Duty
from models.service_users import ServiceUser
from models.visits import Together, Visit, Window
from models.wishes import Pin, PinKind
from models.workers import ANY_CONSTITUENCY

Makers = dict[str, dict[str, Duty]]

ONE_SHARE = {
    "workers_needed": 1,
    "together": Together.SIMULTANEOUS,
    "second_least_minutes": 0,
    "second_most_minutes": None,
}
LARGEST_WHOLE = 60  # workers; a larger request with several constituencies is planned in parts


def constituencies(request: RotaRequest) -> list[str]:
    """Return the constituencies that have workers, in order."""
    return sorted({worker.constituency for worker in request.workers})


def is_large(request: RotaRequest) -> bool:
    """Return whether a request is planned in parts; covers are shared by all constituencies, so never one with them."""
    return len(request.workers) > LARGEST_WHOLE and len(constituencies(request)) > 1 and not request.covers


def pairings(request: RotaRequest, rounds: int) -> list[list[frozenset[str]]]:
    """Return for each round a partition of the constituencies: each alone first, then in pairs, nearest first.

    No pair comes twice while there are others.
    """
    names = constituencies(request)
    partitions = [[frozenset({name}) for name in names]]
    distance = _distances(request, names)
    used: set[frozenset[str]] = set()
    while len(partitions) < rounds:
        pairs = sorted(map(frozenset, combinations(names, 2)), key=lambda pair: (pair in used, distance[pair]))
        partition: list[frozenset[str]] = []
        for pair in pairs:
            if not any(pair & taken for taken in partition):
                partition.append(pair)
        used.update(partition)
        alone = set(names).difference(*partition)
        partitions.append(partition + [frozenset({name}) for name in sorted(alone)])
    return partitions


def _distances(request: RotaRequest, names: Sequence[str]) -> dict[frozenset[str], float]:
    """Return how far apart the middles of the constituencies' workers are, in degrees squared: only for ranking."""
    middles = {}
    for name in names:
        places = [request.place_by_id[worker.place_id] for worker in request.workers if worker.constituency == name]
        middles[name] = (
            sum(place.latitude for place in places) / len(places),
            sum(place.longitude for place in places) / len(places),
        )
    return {
        frozenset({one, other}): sum((a - b) ** 2 for a, b in zip(middles[one], middles[other], strict=True))
        for one, other in combinations(names, 2)
    }


def part_of(
    request: RotaRequest, names: frozenset[str], duties: Sequence[Duty]
) -> tuple[RotaRequest, tuple[Duty, ...]]:
    """Return the part of these constituencies as a request, and its duties as they stand.

    Args:
        request: the whole.
        names: the part's constituencies.
        duties: of the whole as it stands; none before the first round.
    """
    workers = {worker.id for worker in request.workers if worker.constituency in names}
    own = tuple(duty for duty in duties if duty.worker_id in workers)
    makers = _makers(duties)
    homes = _homes(request)
    visits = _visits_of(request, {name for name, home in homes.items() if home in names}, workers, makers)
    pins = [
        pin for pin in request.pins if pin.worker_id in workers and (pin.visit_id is None or pin.visit_id in visits)
    ]
    held, held_pins = _held_still(visits, _crossing(request, visits.keys(), makers, workers), makers, workers)
    covered = {duty.post_id for duty in duties if duty.post_id}
    posts = {duty.post_id for duty in own} | {
        post.id for post in request.posts if post.id not in covered and homes[post.constituency] in names
    }
    users = {visit.service_user_id for visit in held}
    rows = {
        "workers": tuple(worker for worker in request.workers if worker.id in workers),
        "service_users": tuple(_among(workers, user) for user in request.service_users if user.id in users),
        "visits": tuple(held),
        "posts": tuple(post for post in request.posts if post.id in posts),
        "absences": tuple(absence for absence in request.absences if absence.worker_id in workers),
        "trainings": tuple(training for training in request.trainings if training.worker_id in workers),
        "preferences": tuple(wish for wish in request.preferences if wish.worker_id in workers),
        "pins": tuple([*pins, *held_pins]),
        "as_was": (),
    }
    return request.changed(**rows), own


def _makers(duties: Iterable[Duty]) -> Makers:
    """Return by visit the duties it is made in, by worker."""
    makers: Makers = {}
    for duty in duties:
        for visit in duty.visits:
            makers.setdefault(visit.visit_id, {})[duty.worker_id] = duty
    return makers


def _homes(request: RotaRequest) -> dict[str, str]:
    """Return by constituency the one it is planned with: without workers, that of most workers who may work there."""
    names = constituencies(request)
    places = {user.constituency for user in request.service_users} | {post.constituency for post in request.posts}
    homes = {name: name for name in names}
    for place in places.difference(names):
        reach = {place, ANY_CONSTITUENCY}
        coming = [worker.constituency for worker in request.workers if reach.intersection(worker.reach_constituencies)]
        homes[place] = max(names, key=coming.count)
    return homes


def _visits_of(request: RotaRequest, names: set[str], workers: set[str], makers: Makers) -> dict[str, Visit]:
    """Return a part's visits: made by its workers; or made by nobody, of its constituencies, and not to wait."""
    pinned: dict[str, set[str]] = {}
    for pin in request.pins:
        if pin.visit_id is not None:
            pinned.setdefault(pin.visit_id, set()).add(pin.worker_id)
    within = set()
    for visit in request.visits:
        if visit.id in makers:
            belongs = bool(workers & makers[visit.id].keys())
        elif visit.id in pinned:
            belongs = pinned[visit.id] <= workers
        else:
            belongs = request.service_user_by_id[visit.service_user_id].constituency in names
        if belongs:
            within.add(visit.id)
    tied = {one for gap in _crossing(request, within, makers, workers) for one in gap}
    waiting = tied - makers.keys()
    return {visit.id: visit for visit in request.visits if visit.id in within - waiting}


def _among(workers: set[str], user: ServiceUser) -> ServiceUser:
    """Return a service user whose lists of workers leave out those of other parts: only those here can be preferred."""
    fields = ("known_worker_ids", "preferred_worker_ids", "excluded_worker_ids")
    return user.model_copy(
        update={name: tuple(each for each in getattr(user, name) if each in workers) for name in fields}
    )


def _crossing(request: RotaRequest, visits: Set[str], makers: Makers, workers: set[str]) -> set[tuple[str, str]]:
    """Return the gaps, as (later visit, earlier visit), that a part with these visits cannot see to alone.

    One of the two lies outside, or is made partly outside at a time of its own.
    """
    apart = {
        visit.id
        for visit in request.visits
        if visit.id not in visits or (not visit.starts_together and _is_shared(visit, makers, workers))
    }
    gaps = {(visit.id, gap.after_visit_id) for visit in request.visits for gap in visit.gaps}
    return {gap for gap in gaps if not apart.isdisjoint(gap) and not visits.isdisjoint(gap)}


def _is_shared(visit: Visit, makers: Makers, workers: set[str]) -> bool:
    """Return whether a worker of the part makes a visit with one of another part."""
    return 0 < len(workers & makers.get(visit.id, {}).keys()) < visit.workers_needed


def _held_still(
    visits: dict[str, Visit], crossing: set[tuple[str, str]], makers: Makers, workers: set[str]
) -> tuple[list[Visit], list[Pin]]:
    """Return the part's visits with those that reach into other parts held still, and the pins that hold them."""
    tied = {one for gap in crossing for one in gap}
    held: list[Visit] = []
    pins: list[tuple[str, str, datetime | None]] = []
    for visit in visits.values():
        starts = {name: _start(duty, visit.id) for name, duty in makers.get(visit.id, {}).items() if name in workers}
        shared = _is_shared(visit, makers, workers)
        update: dict[str, object] = {
            "gaps": tuple(gap for gap in visit.gaps if (visit.id, gap.after_visit_id) not in crossing)
        }
        if starts and (visit.id in tied or (shared and visit.together is not Together.INDEPENDENT)):
            own = sorted(set(starts.values()))
            update["windows"] = tuple(Window(earliest_start=start, latest_start=start) for start in own)
            pins += [(visit.id, name, start) for name, start in sorted(starts.items()) if len(own) > 1]
        if shared:
            update |= ONE_SHARE
            pins += [(visit.id, name, None) for name in starts]
        held.append(visit.model_copy(update=update))
    return held, [_pin(number, *pin) for number, pin in enumerate(pins)]


def _pin(number: int, visit_id: str, worker_id: str, start: datetime | None) -> Pin:
    return Pin(id=f"held {number}", kind=PinKind.VISIT, worker_id=worker_id, visit_id=visit_id, start=start)


def _start(duty: Duty, visit_id: str) -> datetime:
    return next(visit.start for visit in duty.visits if visit.visit_id == visit_id)
