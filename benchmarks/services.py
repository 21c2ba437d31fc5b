"""Services of any size: constituencies of the stored city, or the city with copies of itself beside it."""

from itertools import count
from typing import Any

import fixtures
from models.request import RotaRequest
from optimiser.parts import constituencies, part_of

DEGREES_NORTH = 0.3  # the city is 0.22 degrees tall, so a copy lies beside it
NAMED = {
    "id",
    "place_id",
    "constituency",
    "worker_id",
    "service_user_id",
    "visit_id",
    "after_visit_id",
    "post_id",
    "known_worker_ids",
    "preferred_worker_ids",
    "excluded_worker_ids",
    "reach_constituencies",
}
SHARED = ("patterns", "rules", "prices", "pay", "travel", "horizon", "name", "as_was")
ANYWHERE = "*"


def service_of(visits: int) -> RotaRequest:
    """Return a service with about this many visits: whole constituencies, the smallest first, never fewer than one."""
    city = fixtures.load("city")
    parts = [part_of(city, frozenset({name}), ())[0] for name in constituencies(city)]
    parts.sort(key=lambda part: len(part.visits))
    chosen: list[RotaRequest] = []
    for number in count():
        part = copied(parts[number % len(parts)], number // len(parts))
        before = sum(len(each.visits) for each in chosen)
        if chosen and abs(before - visits) <= abs(before + len(part.visits) - visits):
            break
        chosen.append(part)
    return joined(f"service of {visits}", chosen)


def copied(request: RotaRequest, number: int) -> RotaRequest:
    """Return the number-th copy of a request, with ids of its own, so far to the north; the 0-th is the request."""
    if number == 0:
        return request
    content = request.model_dump(mode="json")
    own = {field: _renamed(rows, f"{number}-") for field, rows in content.items() if field not in SHARED}
    for place in own["places"]:
        place["latitude"] += DEGREES_NORTH * number
        place["postcode"] = ""
    return RotaRequest.model_validate(content | own)


def _renamed(value: Any, prefix: str, key: str = "") -> Any:
    """Return a value of a request with this before every name that only one copy is to have."""
    if isinstance(value, dict):
        return {name: _renamed(each, prefix, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each, prefix, key) for each in value]
    return prefix + value if key in NAMED and isinstance(value, str) and value != ANYWHERE else value


def joined(name: str, parts: list[RotaRequest]) -> RotaRequest:
    """Return the parts as one request, with the places that somebody lives, works or waits at."""
    lists = ("workers", "service_users", "visits", "posts", "absences", "trainings", "preferences", "pins")
    rows = {each: tuple(record for part in parts for record in getattr(part, each)) for each in lists}
    used = {each.place_id for field in ("workers", "service_users", "posts") for each in rows[field]}
    places = {place.id: place for part in parts for place in part.places if place.id in used}
    return parts[0].changed(name=name, places=tuple(places.values()), as_was=(), **rows)
