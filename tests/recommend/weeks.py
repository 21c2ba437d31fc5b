"""Small published weeks to recommend in, by hand and generated."""

from datetime import timedelta
from typing import Any

from hypothesis import assume

from models.packages import Package, PackageVisit
from models.request import RotaRequest
from models.roster import Duty, Roster
from models.rules import Rules, WeeklyRest
from optimiser.checks import check
from optimiser.recommend.offers import Offer
from optimiser.recommend.packages import with_package
from optimiser.recommend.published import Published
from optimiser.recommend.taken import taken
from tests import builders as make
from tests.improve.plans import incumbent_with_some_shifts

EASY_RULES = Rules(
    weekly_rest=WeeklyRest.NONE,
    daily_rest_minutes=0,
    average_week_minutes=10_080,
    night_average_minutes=10_080,
    most_consecutive_days=500,
    most_split_duties_a_week=7,
    most_weekends_in_a_row=200,
)


def published(request: RotaRequest, *duties: Duty) -> Published:
    """A request and these duties, judged."""
    return Published.of(request, make.roster(*duties))


def package(user_id: str = "U1", earliest: str = "09:00", latest: str = "10:00", **fields: Any) -> Package:
    """Half an hour on Monday between two clock times."""
    visit = {"minutes": 30, "earliest_start": earliest, "latest_start": latest}
    visit |= {name: fields.pop(name) for name in list(fields) if name in PackageVisit.model_fields}
    own = {"id": "New", "service_user_id": user_id, "first_date": make.MONDAY, "visits": (PackageVisit(**visit),)}
    return Package(**{**own, **fields})


def with_offer(week: Published, offered: Package, offer: Offer) -> tuple[RotaRequest, Roster]:
    """The request and roster once an offer is taken."""
    request, _ = with_package(week.request, offered)
    return request, taken(week, request, offer.duties)


def generated_week(request: RotaRequest, seed: int) -> Published:
    """A generated request with easy terms, and some roster that keeps every rule."""
    workers = tuple(
        worker.model_copy(update={"tolerance_under_minutes": 10_080, "tolerance_over_minutes": 10_080})
        for worker in request.workers
    )
    easy = request.changed(rules=EASY_RULES, workers=workers, pins=(), posts=())
    roster = Roster(duties=incumbent_with_some_shifts(easy, seed).plan.duties())
    assume(not check(easy, roster))
    return Published.of(easy, roster)


def moved(duty: Duty, number: int, minutes: int) -> Duty:
    """A duty with one of its visits at another time."""
    visits = list(duty.visits)
    visit = visits[number % len(visits)]
    visits[number % len(visits)] = visit.model_copy(update={"start": visit.start + timedelta(minutes=minutes)})
    return duty.model_copy(update={"visits": tuple(visits)})
