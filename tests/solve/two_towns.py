"""Two neighbouring constituencies, Yardley and Sheldon, with two workers each, who all may cross the border."""

from typing import Any

from models.request import RotaRequest
from tests.builders import request, user, visit, window, worker

CREW = (
    worker("Y1", reach_constituencies=("*",)),
    worker("Y2", reach_constituencies=("*",)),
    worker("S1", place_id="P4", constituency="Sheldon", reach_constituencies=("*",)),
    worker("S2", place_id="P4", constituency="Sheldon", reach_constituencies=("*",)),
)
USERS = (user("UY"), user("UZ", place_id="P2"), user("US", place_id="P5", constituency="Sheldon"))


def two_towns(**fields: Any) -> RotaRequest:
    """Six visits on two mornings, two of them by two workers, one after a gap; more than one pair makes alone."""
    return request(**{"workers": CREW, "service_users": USERS, "visits": WORK, **fields})


def morning(visit_id: str, user_id: str, day: int = 0, **fields: Any):
    """A half-hour visit on the morning of a day."""
    return visit(visit_id, user_id, **{"windows": (window("08:00", "11:00", day),), **fields})


WORK = (
    morning("V1", "UY"),
    morning("V2", "UZ", workers_needed=2),
    morning("V3", "US"),
    morning("V4", "US", day=1, workers_needed=2),
    morning("V5", "UY", day=1),
    morning("V6", "UZ", day=1),
)
