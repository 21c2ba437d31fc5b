"""`python -m benchmarks.recommend_times team|city [ROSTER]` times places, room and swaps in a published demo roster.

The roster is read from a file or, where none is named, planned first. Each question is asked in a process that has the
roster loaded, as a service has; loading is timed beside it. The first question loads what is compiled and is left out.
"""

import statistics
import time
from collections.abc import Callable
from functools import partial
from itertools import product
from typing import Any

from benchmarks.published import measure_published
from models.packages import Package, PackageVisit
from models.request import RotaRequest
from models.roster import Roster
from optimiser.recommend.capacity import capacity
from optimiser.recommend.place import place
from optimiser.recommend.published import Published
from optimiser.recommend.swaps import answers

TIMES = {"morning": ("07:30", "09:00"), "lunch": ("11:30", "13:00"), "tea": ("16:00", "18:00")}
ROUNDS = {
    "morning": ("07:00", "09:00"),
    "lunch": ("11:30", "13:30"),
    "tea": ("16:00", "18:00"),
    "bed": ("19:30", "21:00"),
}
WEEKS = 6
USERS_APART = 37  # from one person asked for to the next, so that places differ


def visit_packages(request: RotaRequest) -> list[Package]:
    """Return a half-hour visit for each date and time of day, to people all over the request."""
    asked = product(request.horizon.dates, TIMES.items())
    users = request.service_users
    return [
        _package(users[number * USERS_APART % len(users)].id, date, {name: times})
        for number, (date, (name, times)) in enumerate(asked)
    ]


def _package(user_id: str, date: Any, times: dict[str, tuple[str, str]], weeks: int | None = None) -> Package:
    visits = tuple(
        PackageVisit.model_validate({"name": name, "minutes": 30, "earliest_start": first, "latest_start": last})
        for name, (first, last) in times.items()
    )
    return Package(id="New", service_user_id=user_id, first_date=date, weeks=weeks, visits=visits)


def timed(question: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that a question takes, and its answer."""
    began = time.perf_counter()
    answer = question()
    return time.perf_counter() - began, answer


def measured(request: RotaRequest, roster: Roster) -> dict[str, Any]:
    """Return the seconds of every question, and how many visits found a place."""
    loading, published = timed(lambda: Published.of(request, roster))
    packages = visit_packages(request)
    place(published, packages[0])
    visits = [timed(partial(place, published, each)) for each in packages]
    seconds = [spent for spent, _ in visits]
    rounds = _package(request.service_users[0].id, request.horizon.start, ROUNDS, WEEKS)
    package, offers = timed(lambda: place(published, rounds))
    duty = next(duty for duty in roster.duties if duty.visits)
    swaps, found = timed(lambda: answers(published, duty))
    constituency = request.service_users[0].constituency
    return {
        "loading_seconds": round(loading, 2),
        "visits_asked": len(visits),
        "visits_with_a_place": sum(bool(answer.offers) for _, answer in visits),
        "place_median_seconds": round(statistics.median(seconds), 2),
        "place_worst_seconds": round(max(seconds), 2),
        "package_visits": offers.asked,
        "package_offers": len(offers.offers),
        "package_seconds": round(package, 2),
        "swap_answers": len(found.takers) + len(found.swaps),
        "swap_seconds": round(swaps, 2),
        "capacity_of_one_constituency_seconds": round(timed(lambda: capacity(published, [constituency]))[0], 2),
    }


if __name__ == "__main__":
    measure_published("recommend_times", __doc__, lambda _, request, roster: measured(request, roster))
