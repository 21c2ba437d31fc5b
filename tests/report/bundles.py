"""A result made by hand: two workers, a two-worker visit, a refused wish, visits nobody makes, a roster of today."""

from dataclasses import replace
from typing import Any

from models.roster import Roster, Span, Unserved
from models.service_users import FundingShare
from models.visits import Need
from models.wishes import Preference, PreferenceKind
from service.bundle import Bundle, make_bundle
from tests.builders import MONDAY, duty, moment, request, roster, user, visit, window, worker

REQUEST = request(
    workers=(worker("W1"), worker("O'Hara & W2", place_id="P3", constituency="Selly Oak")),
    service_users=(
        user("U1", funding=(FundingShare(funder="council", percent=60), FundingShare(funder="NHS", percent=40))),
        user("U2", place_id="P2", programme="hospital wrap-around"),
        user("U3", place_id="P4", constituency="Selly Oak"),
    ),
    visits=(
        visit("V1"),
        visit("V2", "U2", workers_needed=2, windows=(window("09:30", "12:00"),)),
        visit("V3", "U3", windows=(window("16:00", "18:00"),), time_critical=True),
        visit("V4", "U3", need=Need.WAITING_LIST, windows=(window("07:30", "12:00", day=1),)),
    ),
    preferences=(
        Preference(id="A", worker_id="W1", kind=PreferenceKind.WANT, date=MONDAY),
        Preference(id="B", worker_id="O'Hara & W2", kind=PreferenceKind.RATHER_NOT, date=MONDAY, strength=2),
    ),
    as_was=(duty("W1", visits=(("V1", "08:00"),)), duty("W1", day=1)),
)
PLANNED = Roster(
    duties=(
        duty("W1", visits=(("V1", "08:00"), ("V2", "09:30"))),
        duty("O'Hara & W2", visits=(("V2", "09:30"),), rest_break=Span(start=moment("10:30"), end=moment("11:00"))),
    ),
    unserved=(
        Unserved(visit_id="V3", reason_code="late", reason="nobody's <late> shift & skills fit"),
        Unserved(visit_id="V4", reason_code="full", reason="no duty on Tuesday"),
    ),
    seed=7,
)


def bundle(**fields: Any) -> Bundle:
    """The result of the request above, as the service makes it."""
    return replace(make_bundle(REQUEST, PLANNED), **fields)


def large_bundle() -> Bundle:
    """The same with a dozen workers more, nobody rostered among them: tables long enough to filter."""
    idle = tuple(worker(f"W{number}") for number in range(3, 15))
    return make_bundle(REQUEST.changed(workers=REQUEST.workers + idle), PLANNED)


def empty_bundle() -> Bundle:
    """A result in which nobody works, nobody is visited and nothing was worked before."""
    return make_bundle(request(visits=(), service_users=()), roster())
