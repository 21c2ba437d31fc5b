"""The referee's verdict on what a change can reach is that on the whole roster: shifts moved, added and at posts."""

from collections.abc import Iterator
from datetime import timedelta

from hypothesis import given

from models.cover import Cover
from models.request import RotaRequest
from models.roster import Duty, Span
from models.visits import Post
from models.wishes import Pin, PinKind
from optimiser.checks import check
from optimiser.ties import Ties
from optimiser.verdict import verdict
from tests import builders as make
from tests.improve.plans import few, seeds
from tests.recommend.weeks import generated_week
from tests.strategies import requests


def agrees(week: Ties, *changed: Duty) -> bool:
    """Whether part and whole are judged alike."""
    new = {(duty.worker_id, duty.date): duty for duty in changed}
    after = {(duty.worker_id, duty.date): duty for duty in week.roster.duties} | new
    whole = check(week.request, make.roster(*after.values()))
    return bool(verdict(week, week.request, changed)) == bool(whole)


def other_shifts(request: RotaRequest, duties: tuple[Duty, ...]) -> Iterator[Duty]:
    """Every duty an hour longer and shorter, and an empty duty on each worker's first free date."""
    for duty in duties:
        for minutes in (-60, 60):
            last = duty.parts[-1].model_copy(update={"end": duty.end + timedelta(minutes=minutes)})
            yield duty.model_copy(update={"parts": (*duty.parts[:-1], last)})
    for worker in request.workers:
        taken = {duty.date for duty in duties if duty.worker_id == worker.id}
        free = next((date for date in request.horizon.dates if date not in taken), None)
        if free is not None and worker.pattern_ids:
            yield make.duty(worker.id, (free - make.MONDAY).days, "early")


@few
@given(requests(), seeds)
def test_a_shift_that_changes_is_judged_with_all_that_it_can_break(request_: RotaRequest, seed: int) -> None:
    week = generated_week(request_, seed)
    for changed in other_shifts(week.request, week.roster.duties):
        assert agrees(week, changed)


def test_a_post_given_up_or_covered_twice_is_seen() -> None:
    post = Post(id="desk", place_id="P1", constituency="Yardley", start=make.moment("07:00"), end=make.moment("13:00"))
    covering, free = make.duty("W1", post_id="desk"), make.duty("W2")
    week = Ties(
        make.request(workers=(make.worker(), make.worker("W2")), posts=(post,), visits=()),
        make.roster(covering, free),
    )
    assert verdict(week, week.request, []) == []
    for changed in (make.duty("W1"), make.duty("W2", post_id="desk")):
        assert [each.code for each in verdict(week, week.request, [changed])] == ["R15"]
    assert verdict(week, week.request, [make.duty("W1"), make.duty("W2", post_id="desk")]) == []


def test_a_pinned_visit_that_is_dropped_is_seen() -> None:
    pin = Pin(id="kept", kind=PinKind.VISIT, worker_id="W1", visit_id="V1")
    week = Ties(make.request(pins=(pin,)), make.roster(make.duty("W1", visits=(("V1", "08:00"),))))
    assert verdict(week, week.request, []) == []
    assert [each.code for each in verdict(week, week.request, [make.duty("W1")])] == ["R05"]


def test_where_cover_counts_a_longer_or_missing_shift_is_judged_with_everybodys() -> None:
    cover = Cover(id="C1", date=make.MONDAY, pattern_id="early", least=2, wanted=2, under_pence=0)
    week = Ties(
        make.request(workers=(make.worker(), make.worker("W2")), covers=(cover,), visits=()),
        make.roster(make.duty("W1"), make.duty("W2")),
    )
    assert verdict(week, week.request, [make.duty("W1")]) == []
    assert "R25" in {each.code for each in verdict(week, week.request, [make.duty("W1", pattern_id="late")])}


def test_a_colleagues_break_beside_a_visit_made_with_somebody_outside_refuses_nothing() -> None:
    """W1 and W2 share a visit; on Tuesday W2 makes another with W3, and a break is right before it."""
    users = (make.user("U1"), make.user("U2", place_id="P3"), make.user("U3", place_id="P5"))
    tuesday = {"windows": (make.window("07:00", "13:00", day=1),), "minutes": 10}
    visits = (
        make.visit("shared", workers_needed=2),
        make.visit("first", **tuesday),
        make.visit("outside", "U2", workers_needed=2, **tuesday),
        make.visit("last", "U3", **tuesday),
    )
    rested = make.pattern("rested", "07:00", "13:00", break_minutes=20)
    request = make.request(
        workers=(
            make.worker(),
            make.worker("W2", travel_mode="bus", pattern_ids=("early", "rested")),
            make.worker("W3", place_id="P3"),
        ),
        patterns=(*make.PATTERNS, rested),
        service_users=users,
        visits=visits,
    )
    beside = (("first", "07:50"), ("outside", "08:50"), ("last", "09:20"))  # 31 min by bus from first to last
    rest = Span(start=make.moment("08:30", 1), end=make.moment("08:50", 1))
    week = Ties(
        request,
        make.roster(
            make.duty("W1", visits=(("shared", "09:00"),)),
            make.duty("W2", visits=(("shared", "09:00"),)),
            make.duty("W2", 1, visits=beside, rest_break=rest).model_copy(update={"pattern_id": "rested"}),
            make.duty("W3", 1, visits=(("outside", "08:50"),)),
        ),
    )
    assert check(request, week.roster) == []
    assert verdict(week, request, [make.duty("W1", visits=(("shared", "09:00"),))]) == []
