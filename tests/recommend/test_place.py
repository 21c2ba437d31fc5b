"""A new visit goes where it costs least; every offer keeps every rule and says what the whole roster says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clock import clock_text
from models.packages import Package, PackageVisit, Weekday
from models.problems import InputError
from models.request import RotaRequest
from models.roster import Roster
from models.visits import Need
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.ledger import ledger
from optimiser.recommend.figures import figures_of
from optimiser.recommend.offers import Offer
from optimiser.recommend.place import UNSERVED, place
from optimiser.recommend.published import Published
from optimiser.verdict import verdict
from tests import builders as make
from tests.improve.plans import few, seeds
from tests.recommend.weeks import generated_week, moved, package, published, with_offer
from tests.strategies import requests

TWO = make.request(
    workers=(make.worker("W1"), make.worker("W2")),
    service_users=(
        make.user("U1", place_id="P1", known_worker_ids=("W1", "W2")),
        make.user("U5", place_id="P5", known_worker_ids=("W1", "W2")),
    ),
    visits=(make.visit("V1", "U1"), make.visit("V5", "U5")),
)
NEAR_AND_FAR = (make.duty("W1", visits=(("V1", "08:00"),)), make.duty("W2", visits=(("V5", "08:00"),)))


def makers(offer: Offer) -> list[tuple[str, ...]]:
    return [making.worker_ids for making in offer.makings]


def test_the_worker_who_is_near_is_offered_first_and_who_is_far_next() -> None:
    offers = place(published(TWO, *NEAR_AND_FAR), package("U1")).offers
    assert [makers(offer) for offer in offers] == [[("W1",)], [("W2",)]]
    assert [offer.added_travel_minutes for offer in offers] == [0, 15]  # 5.8 km at 28 km/h and two minutes
    assert offers[0].pence == 0
    assert offers[1].terms == {"mileage": offers[1].pence}


def test_contact_time_rises_by_the_visit_over_the_same_paid_time() -> None:
    offer = place(published(TWO, *NEAR_AND_FAR), package("U1")).offers[0]
    assert (offer.before.contact_minutes, offer.after.contact_minutes) == (60, 90)
    assert offer.before.rostered_paid_minutes == offer.after.rostered_paid_minutes == 720
    assert offer.after.contact_time_pct == 12.5


def test_somebody_known_comes_before_somebody_new() -> None:
    users = (make.user("U1", known_worker_ids=("W2",)),)
    week = published(TWO.changed(service_users=users, visits=()), make.duty("W1"), make.duty("W2"))
    known, new = place(week, package("U1")).offers
    assert (makers(known), makers(new)) == ([("W2",)], [("W1",)])
    assert (known.makings[0].new_worker_ids, new.makings[0].new_worker_ids) == ((), ("W1",))
    assert new.terms == {"unfamiliar_workers": TWO.prices.unfamiliar_worker}


def test_nothing_starts_sooner_than_told_and_what_starts_later_is_named() -> None:
    week = published(TWO, make.duty("W1", visits=(("V1", "08:30"),)))
    (offer,) = place(week, package("U1", "08:10", "08:10")).offers
    assert [(each.visit_id, clock_text(each.told), clock_text(each.start)) for each in offer.moved] == [
        ("V1", "08:30", "08:40")
    ]
    (before,) = place(week, package("U1", "07:30", "07:30")).offers
    assert before.moved == ()


def full_morning(need: Need, **fields: object) -> Published:
    """One worker, with somebody from 07:10 until 13:00."""
    visits = [make.visit("V0", minutes=320, windows=(make.window("07:10", "07:10"),))]
    visits.append(make.visit("V1", windows=(make.window("12:30", "12:30"),), need=need, **fields))
    week = make.request(visits=tuple(visits))
    return published(week, make.duty("W1", visits=(("V0", "07:10"), ("V1", "12:30"))))


def test_an_optional_visit_makes_room_at_its_price() -> None:
    offer = place(full_morning(Need.WAITING_LIST), package("U1", "12:00", "12:30")).offers[0]
    assert offer.dropped == ("V1",)
    assert offer.dropped_pence == offer.pence == 1_200
    assert offer.after == offer.before


def test_a_promised_visit_never_makes_room() -> None:
    found = place(full_morning(Need.REQUIRED), package("U1", "12:00", "12:30"))
    assert found.offers == ()
    assert "30 minutes short" in found.reason


def test_an_optional_visit_worth_more_than_the_new_one_never_makes_room() -> None:
    dear = full_morning(Need.WAITING_LIST, unserved_price_pence=40_000)
    assert place(dear, package("U1", "12:00", "12:30")).offers == ()


def test_a_visit_that_nobody_may_make_is_told_so() -> None:
    found = place(published(TWO, *NEAR_AND_FAR), package("U1", skills=("hoist",)))
    assert found.offers == ()
    assert found.reason == "Nobody may make it: R18 skills refuses 2 workers."


def test_two_workers_start_at_one_time() -> None:
    (offer, *_) = place(published(TWO, *NEAR_AND_FAR), package("U1", workers_needed=2)).offers
    assert set(offer.makings[0].worker_ids) == {"W1", "W2"}
    assert offer.after.contact_minutes - offer.before.contact_minutes == 60


def test_two_workers_meet_in_a_later_gap_where_the_first_suits_one_of_them_alone() -> None:
    busy = make.visit("V5", "U5", minutes=220, windows=(make.window("07:10", "07:10"),))  # W2 until 10:50
    halfway = make.visit("V1", "U1", minutes=60, windows=(make.window("09:45", "09:45"),))  # W1 until 10:45
    duties = make.duty("W1", visits=(("V1", "09:45"),)), make.duty("W2", visits=(("V5", "07:10"),))
    week = published(TWO.changed(visits=(halfway, busy)), *duties)
    (making,) = place(week, package("U1", "08:00", "12:00", workers_needed=2)).offers[0].makings
    assert (set(making.worker_ids), clock_text(making.start)) == ({"W1", "W2"}, "11:05")


def test_a_package_is_made_by_one_worker_where_that_costs_least() -> None:
    duties = [make.duty(name, day=day) for name in ("W1", "W2") for day in range(4)]
    week = published(TWO.changed(visits=(), service_users=(make.user("U1"),)), *duties)
    found = place(week, package("U1", weeks=2, weekdays=(Weekday.MONDAY, Weekday.WEDNESDAY)))
    assert (found.asked, found.beyond) == (2, 2)
    assert sorted(offer.worker_ids for offer in found.offers) == [("W1",), ("W2",)]
    assert all(offer.pence == TWO.prices.unfamiliar_worker for offer in found.offers)


def test_others_come_in_for_what_the_leader_cannot_make() -> None:
    week = published(TWO.changed(visits=()), make.duty("W1"), make.duty("W2", day=1))
    offer = place(week, package("U1", last_date=make.MONDAY.replace(day=13))).offers[0]
    assert makers(offer) == [("W1",), ("W2",)]


def test_what_no_duty_has_room_for_is_named() -> None:
    week = published(TWO.changed(visits=()), make.duty("W1"))
    offer = place(week, package("U1", last_date=make.MONDAY.replace(day=13))).offers[0]
    assert offer.not_made == ("New-13Jan-visit",)


def test_somebody_new_comes_with_their_place() -> None:
    user = make.user("U9", place_id="P9")
    spot = make.PLACES[1].model_copy(update={"id": "P9"})
    offers = place(published(TWO, *NEAR_AND_FAR), package("U9", service_user=user, place=spot)).offers
    assert makers(offers[0]) == [("W1",)]


@pytest.mark.parametrize(
    ("offered", "code"),
    [
        (package("U7"), "E7103"),
        (package("U1", service_user=make.user("U1")), "E7104"),
        (package("U1", weeks=1, last_date=make.MONDAY), "E7105"),
        (package("U1", first_date=make.MONDAY.replace(day=5)), "E7106"),
        (package("U1", skills=("hoist",), id="V1 again", place=make.PLACES[0]), "E7104"),
    ],
)
def test_a_package_that_does_not_belong_is_refused_with_its_cause(offered: Package, code: str) -> None:
    with pytest.raises(InputError) as refusal:
        place(published(TWO, *NEAR_AND_FAR), offered)
    assert [problem.code for problem in refusal.value.problems] == [code]


def test_a_package_that_is_there_already_is_not_placed_twice() -> None:
    week = published(TWO, *NEAR_AND_FAR)
    request, roster = with_offer(week, package("U1"), place(week, package("U1")).offers[0])
    with pytest.raises(InputError, match="E7107"):
        place(Published.of(request, roster), package("U1"))


def test_a_roster_that_breaks_a_rule_is_refused() -> None:
    with pytest.raises(InputError, match="E7101 the roster breaks R17"):
        published(TWO, make.duty("W1", visits=(("V1", "12:00"),)))


new_visits = st.builds(
    PackageVisit,
    minutes=st.sampled_from([15, 45]),
    earliest_start=st.sampled_from(["00:00", "07:30", "16:00"]),
    latest_start=st.sampled_from(["12:00", "19:00", "23:45"]),
    workers_needed=st.sampled_from([1, 1, 2]),
    late_minutes_allowed=st.sampled_from([0, 30]),
).filter(lambda visit: visit.earliest_start < visit.latest_start)


@few
@given(requests(), seeds, new_visits, st.integers(1, 3))
def test_every_offer_keeps_every_rule_and_says_what_the_whole_roster_says(
    request_: RotaRequest, seed: int, visit: PackageVisit, days: int
) -> None:
    week = generated_week(request_, seed)
    first = request_.horizon.start
    last = first.fromordinal(first.toordinal() + days)
    for user in request_.service_users:
        offered = package(user.id, first_date=first, last_date=last, visits=(visit,))
        for offer in place(week, offered, most=2).offers:
            agrees(week, *with_offer(week, offered, offer), offer)


def agrees(week: Published, request: RotaRequest, roster: Roster, offer: Offer) -> None:
    """Hold an offer against the whole roster that has taken it."""
    assert check(request, roster) == []
    assert figures_of(request, roster) == offer.after
    assert travel_of(request, roster) - travel_of(week.request, week.roster) == offer.added_travel_minutes
    was, now = recompute(week.request, week.roster), recompute(request, roster)
    changed = {name: now[name] - was[name] for name in now if now[name] != was[name] and name not in UNSERVED}
    assert changed == dict(offer.terms)
    assert all(each.start > each.told for each in offer.moved)


def travel_of(request: RotaRequest, roster: Roster) -> int:
    table = ledger(request, roster)
    return int(table.loc[table["category"] == "travel", "minutes"].sum())


@few
@given(requests(), seeds)
def test_what_the_referee_says_of_a_part_it_says_of_the_whole(request_: RotaRequest, seed: int) -> None:
    week = generated_week(request_, seed)
    for number, duty in enumerate(week.roster.duties):
        for minutes in (-7, 0, 5, 40):
            if duty.visits:
                changed = moved(duty, number, minutes)
                duties = [changed if each is duty else each for each in week.roster.duties]
                whole = check(week.request, make.roster(*duties))
                assert bool(verdict(week, week.request, [changed])) == bool(whole)
