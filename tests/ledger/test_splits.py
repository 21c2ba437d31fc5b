"""Whose money it is: every split is exact to the penny, and time not with people follows the contact."""

from fractions import Fraction

import pytest

from models.base import Employment
from models.money import PayTerms
from models.service_users import FundingShare
from optimiser.costs.apportion import round_half_up, whole_parts
from tests.builders import duty, request, roster, user, visit, worker
from tests.ledger.helpers import costs_of, pence, post, span

PLAIN = PayTerms(enhancements=(), split_duty_pence_per_hour=0, on_cost_percent=0, overhead_pence_per_paid_hour=0)
BANK = worker(contract_minutes_per_week=0, employment=Employment.BANK)


def _shares(**percents):
    return tuple(FundingShare(funder=funder, percent=percent) for funder, percent in percents.items())


def test_time_not_with_people_is_shared_among_programmes_in_proportion_to_contact_minutes():
    users = (user("U1"), user("U2", programme="wrap-around"))
    visits = (visit("V1", "U1", minutes=30), visit("V2", "U2", minutes=60))
    case = request(workers=(BANK,), service_users=users, visits=visits, pay=PLAIN)
    costs = costs_of(case, roster(duty(visits=(("V1", "08:00"), ("V2", "09:00")))))
    assert pence(costs.by_programme) == {"enablement": 2_400, "wrap-around": 4_800}
    assert costs.by_programme["contact_minutes"].tolist() == [30, 60]
    assert costs.by_programme["paid_minutes"].tolist() == [120, 240]


def test_funders_pay_their_shares_of_a_visit_and_the_odd_penny_is_paid_once():
    case = request(
        workers=(BANK.model_copy(update={"pay_pence_per_hour": 1_265}),),
        service_users=(user(funding=_shares(council=50, nhs=50)),),
        pay=PLAIN,
    )
    morning = duty(visits=(("V1", "08:00"),))
    assert pence(costs_of(case, roster(morning)).by_funder) == {"council": 3_795, "nhs": 3_795}
    five_hours = morning.model_copy(update={"parts": (span("07:00", "12:00"),)})
    assert pence(costs_of(case, roster(five_hours)).by_funder) == {"council": 3_163, "nhs": 3_162}


def test_a_posts_time_is_its_own_programmes_and_funders_and_takes_no_share_of_the_rest():
    desk = post(funding=_shares(nhs=100))
    case = request(workers=(BANK, BANK.model_copy(update={"id": "W2"})), posts=(desk,), pay=PLAIN)
    at_the_desk = duty("W2", pattern_id="late", post_id="desk")
    costs = costs_of(case, roster(duty(visits=(("V1", "08:00"),)), at_the_desk))
    assert pence(costs.by_programme) == {"enablement": 7_200, "out of hours": 7_200}
    assert pence(costs.by_funder) == {"council": 7_200, "nhs": 7_200}
    assert pence(costs.by_constituency) == {"Ladywood": 7_200, "Yardley": 7_200}


def test_without_contact_the_rest_is_shared_by_posts_and_without_posts_it_is_unallocated():
    case = request(workers=(BANK, BANK.model_copy(update={"id": "W2"})), posts=(post(),), pay=PLAIN)
    at_the_desk = duty("W2", pattern_id="late", post_id="desk")
    assert pence(costs_of(case, roster(duty(), at_the_desk)).by_programme) == {"out of hours": 14_400}
    assert pence(costs_of(case, roster(duty())).by_programme) == {"unallocated": 7_200}


def test_mileage_belongs_to_the_constituency_travelled_to():
    users = (user("U1", place_id="P1"), user("U2", place_id="P2", constituency="Ladywood"))
    case = request(workers=(BANK,), service_users=users, visits=(visit("V1", "U1"), visit("V2", "U2")), pay=PLAIN)
    costs = costs_of(case, roster(duty(visits=(("V1", "08:00"), ("V2", "08:36")))))
    assert pence(costs.by_constituency) == {"Ladywood": 36 * 20 + 40, "Yardley": (360 - 36) * 20}
    by_category = {"contact": 60 * 20, "travel": 6 * 20 + 40, "handover": 10 * 20, "wait": (360 - 76) * 20}
    assert list(pence(costs.by_category).items()) == list(by_category.items())


def test_whole_parts_go_to_the_largest_remainders_and_then_to_the_first_named():
    thirds = {"a": Fraction(10, 3), "b": Fraction(10, 3), "c": Fraction(10, 3)}
    assert whole_parts(thirds, 10) == {"a": 4, "b": 3, "c": 3}
    assert whole_parts({"a": Fraction(1, 4), "b": Fraction(3, 4)}, 1) == {"a": 0, "b": 1}
    assert whole_parts({"a": Fraction(5), "b": Fraction(1, 2)}, 6) == {"a": 5, "b": 1}


def test_parts_that_cannot_make_the_whole_are_refused():
    with pytest.raises(ValueError, match="cannot be made to sum to 7"):
        whole_parts({"a": Fraction(1), "b": Fraction(3)}, 7)


def test_half_a_penny_rounds_up():
    assert [round_half_up(Fraction(n, 2)) for n in (1, 3, 4)] == [1, 2, 2]
