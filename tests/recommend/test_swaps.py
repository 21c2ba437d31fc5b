"""Who may take a duty, and what a swap does: under all rules, by price, with the rule named where one is broken."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.problems import InputError
from models.request import RotaRequest
from models.roster import Roster
from models.workers import Training
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.recommend.figures import figures_of
from optimiser.recommend.hands import Move
from optimiser.recommend.published import Published
from optimiser.recommend.swaps import Exchange, answers, duty_of, swap
from tests import builders as make
from tests.improve.plans import few, seeds
from tests.recommend.weeks import generated_week, published
from tests.strategies import requests

THREE = make.request(
    workers=(make.worker("W1"), make.worker("W2"), make.worker("W3", gender="male")),
    service_users=(make.user("U1", gender_asked="female"),),
)
MONDAY_MORNING = make.duty("W1", visits=(("V1", "08:00"),))


def takers(week: Published) -> list[str]:
    found = answers(week, duty_of(week, "W1", make.MONDAY))
    return [exchange.moves[0].worker_id for exchange in found.takers]


def makers(exchange: Exchange) -> dict[str, str]:
    return {visit.visit_id: duty.worker_id for duty in exchange.duties for visit in duty.visits}


def test_the_duty_goes_with_its_visits_at_the_times_told() -> None:
    found = answers(published(THREE, MONDAY_MORNING), MONDAY_MORNING)
    best = found.takers[0]
    assert [duty.worker_id for duty in best.duties] == ["W2"]
    assert best.duties[0].visits == MONDAY_MORNING.visits
    assert best.pence == 0


def test_whoever_may_not_make_the_visit_comes_last_and_says_what_is_lost() -> None:
    found = answers(published(THREE, MONDAY_MORNING), MONDAY_MORNING)
    assert [exchange.moves[0].worker_id for exchange in found.takers] == ["W2", "W3"]
    assert found.takers[1].lost == ("V1",)
    assert found.takers[1].terms == {"required_unserved": 31_620, "unfamiliar_workers": -150}


def test_visits_that_the_taker_may_not_make_go_to_colleagues_on_duty() -> None:
    week = published(THREE, MONDAY_MORNING, make.duty("W2"))
    (taken,) = answers(week, MONDAY_MORNING).takers
    assert (taken.moves[0].worker_id, makers(taken)) == ("W3", {"V1": "W2"})
    assert taken.others == (("W2", make.MONDAY),)


def test_who_works_that_day_may_not_take_another_duty() -> None:
    week = published(THREE, MONDAY_MORNING, make.duty("W2", pattern_id="late"))
    refused = {each.worker_id: each.rule for each in answers(week, MONDAY_MORNING).refused}
    assert refused == {"W2": "R01 one duty a day, without overlap"}


def test_who_owes_the_hours_may_not_give_the_duty_away() -> None:
    owing = make.worker("W1", contract_minutes_per_week=360, tolerance_under_minutes=0)
    week = published(THREE.changed(workers=(owing, *THREE.workers[1:])), MONDAY_MORNING)
    assert takers(week) == []
    assert {each.rule for each in answers(week, MONDAY_MORNING).refused} == {"R06 contract hours within tolerance"}


def test_two_duties_of_one_day_change_hands_with_their_visits() -> None:
    later = make.visit("V2", windows=(make.window("16:00", "17:00"),))
    late = make.duty("W2", pattern_id="late", visits=(("V2", "16:00"),))
    week = published(THREE.changed(visits=(make.visit(), later)), MONDAY_MORNING, late)
    done = swap(week, (Move(MONDAY_MORNING, "W2"), Move(late, "W1")))
    assert makers(done) == {"V1": "W2", "V2": "W1"}
    assert done.after == done.before
    assert answers(week, MONDAY_MORNING).swaps[0].duties == done.duties


def test_a_swap_that_breaks_rest_names_the_rule_and_leaves_the_roster_as_it_was() -> None:
    late = make.duty("W2", day=0, pattern_id="late")
    tuesday = make.duty("W1", day=1)
    week = published(THREE.changed(visits=()), late, tuesday)
    before = week.roster.model_dump_json()
    with pytest.raises(InputError) as refusal:
        swap(week, (Move(tuesday, "W2"),))
    assert [problem.code for problem in refusal.value.problems] == ["E7112"]
    assert "R07 daily rest: W2 has 10 h between the duty ending Mon 12 Jan 21:00" in refusal.value.problems[0].cause
    assert week.roster.model_dump_json() == before


def test_a_session_stays_with_its_worker_in_the_duty_they_take() -> None:
    training = Training(id="T1", worker_id="W1", minutes=60, first_date=make.MONDAY, last_date=make.MONDAY)
    held = {"trainings": ({"training_id": "T1", "start": make.moment("10:00")},)}
    early, late = make.duty("W1", **held), make.duty("W2", pattern_id="late")
    week = published(THREE.changed(visits=(), trainings=(training,)), early, late)
    done = swap(week, (Move(early, "W2"), Move(late, "W1")))
    assert {each.training_id: duty.worker_id for duty in done.duties for each in duty.trainings} == {"T1": "W1"}
    assert done.pence == 0


def test_a_worker_or_duty_that_is_not_there_is_told() -> None:
    week = published(THREE, MONDAY_MORNING)
    with pytest.raises(InputError, match="E7110 worker W9 is not in the request"):
        duty_of(week, "W9", make.MONDAY)
    with pytest.raises(InputError, match="E7111 worker W2 has no duty on 2026-01-12; name one of their duties: no"):
        duty_of(week, "W2", make.MONDAY)


@few
@given(requests(), seeds, st.integers(0, 20))
def test_every_answer_keeps_every_rule_and_says_what_the_whole_roster_says(
    request_: RotaRequest, seed: int, number: int
) -> None:
    week = generated_week(request_, seed)
    assume(week.roster.duties)
    duties = week.roster.duties
    found = answers(week, duties[number % len(duties)], most=3)
    was = sum(recompute(week.request, week.roster).values())
    for exchange in found.takers + found.swaps:
        roster = Roster(duties=exchange.duties)
        assert check(week.request, roster) == []
        assert sum(recompute(week.request, roster).values()) - was == exchange.pence
        assert figures_of(week.request, roster) == exchange.after
    assert [each.pence for each in found.takers] == sorted(each.pence for each in found.takers)
