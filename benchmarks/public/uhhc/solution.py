"""A day's solution in the published format: a route a caregiver, its services and lunch with their times."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.public.uhhc.instance import LUNCH, Instance

STARTS = ("start_service_time", "arrival_time", "start_time")
ENDS = ("end_service_time", "departure_time", "end_time")


@dataclass(frozen=True)
class Entry:
    """A service at a patient, or a lunch there; a lunch at a patient nobody visits is had at the base."""

    start: int
    end: int
    patient: str
    service: str

    @property
    def is_lunch(self) -> bool:
        """A lunch, not a service."""
        return self.service == LUNCH


Routes = dict[str, tuple[Entry, ...]]


def read_solution(text: str) -> Routes:
    """Return each caregiver's entries by start, all routes that are in the file; raises ValueError where it cannot."""
    try:
        told = json.loads(text)["routes"]
        named = [(each["caregiver_id"], _entries(each.get("locations") or [])) for each in told]
    except (KeyError, TypeError, StopIteration) as error:
        raise ValueError(f"not a solution: {error!r}") from error
    if len(dict(named)) < len(named):
        raise ValueError("a caregiver has two routes")
    return dict(named)


def _entries(locations: list[dict[str, Any]]) -> tuple[Entry, ...]:
    """Return services and lunches; what names a depot is worked out anew."""
    found = [
        Entry(_first(each, STARTS), _first(each, ENDS), each["patient"], each["service"])
        for each in locations
        if "depot" not in each
    ]
    return tuple(sorted(found, key=lambda entry: (entry.start, entry.end)))


def _first(told: dict[str, Any], names: tuple[str, ...]) -> int:
    found: int = next(told[name] for name in names if name in told)
    return found


def solution_text(instance: Instance, routes: Routes, terms: Mapping[str, float]) -> str:
    """Return the text of a solution.

    Args:
        instance: the day; every caregiver of it gets a route.
        routes: entries by caregiver; those absent have none.
        terms: the weighted components, under their published names.
    """
    content = {
        "cost": {"objective": sum(terms.values()), "violations": 0},
        "cost_components": dict(terms),
        "global_ordering": _by_first_start(routes),
        "routes": [_route(caregiver.id, routes.get(caregiver.id, ())) for caregiver in instance.caregivers],
    }
    return json.dumps(content, indent=2) + "\n"


def _by_first_start(routes: Routes) -> list[str]:
    """Return the patients visited in the order of their first services."""
    services = sorted((each.start, each.patient) for route in routes.values() for each in route if not each.is_lunch)
    return list(dict.fromkeys(patient for _, patient in services))


def _route(caregiver: str, entries: tuple[Entry, ...]) -> dict[str, Any]:
    """Return a route; the published validator takes one without `locations`, but not with none in them."""
    if not entries:
        return {"caregiver_id": caregiver}
    locations = [
        {
            "arrival_time": entry.start,
            "departure_time": entry.end,
            "patient": entry.patient,
            "service": entry.service,
        }
        for entry in entries
    ]
    return {"caregiver_id": caregiver, "locations": locations}
