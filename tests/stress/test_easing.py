"""The price of a very late visit: waiting-list visits make room where others would be late, at their price."""

import pytest

from models.clock import plus
from models.money import Prices
from models.request import RotaRequest
from models.roster import PlannedVisit, Roster
from models.stress import StressTerms
from models.visits import Need
from models.wishes import Pin, PinKind
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.routing.routing import Routing
from optimiser.solve import SolveOptions, solve
from optimiser.stress.easing import LEFT_OUT, anneal_rounds, eased
from optimiser.stress.rounds import RosterRounds
from optimiser.stress.stress import stress
from tests.builders import duty, moment, request, roster, user, visit, window, worker

COUNT = 11
WAITING = "V5"
WIDE = (window("07:00", "13:00"),)


def chain(very_late: int, **fields: object) -> RotaRequest:
    """Eleven half-hours at one place, one after the other; the fifth is from the waiting list."""
    visits = tuple(
        visit(f"V{n}", windows=WIDE, need=Need.WAITING_LIST if f"V{n}" == WAITING else Need.REQUIRED)
        for n in range(1, COUNT + 1)
    )
    return request(service_users=(user(),), visits=visits, prices=Prices(very_late_visit=very_late, **fields))


def back_to_back(*worker_ids: str) -> Roster:
    """Return a roster in which the first of the workers makes everything."""
    visits = tuple(
        PlannedVisit(visit_id=f"V{n}", start=plus(moment("07:10"), 30 * (n - 1))) for n in range(1, COUNT + 1)
    )
    first, *others = worker_ids or ("W1",)
    return roster(duty(first).model_copy(update={"visits": visits}), *(duty(each) for each in others))


def eased_well(own: RotaRequest, plan: Roster) -> Roster:
    found = eased(own, plan)
    assert check(own, found) == []
    made = {each.visit_id for one in found.duties for each in one.visits}
    assert {each.visit_id for each in found.unserved} == {each.id for each in own.visits} - made
    return found


def left_out(own: RotaRequest) -> dict[str, str]:
    return {each.visit_id: each.reason_code for each in eased_well(own, back_to_back()).unserved}


def test_a_waiting_list_visit_is_left_out_where_the_slack_is_worth_more_than_it_is() -> None:
    assert left_out(chain(20_000)) == {WAITING: LEFT_OUT}


def test_it_stays_where_it_is_worth_more_than_the_visits_it_makes_late() -> None:
    assert left_out(chain(20_000, waiting_list_visit_unserved=50_000)) == {}


def test_a_required_visit_is_never_left_out_nor_one_that_is_pinned() -> None:
    promised = chain(1_000_000)
    promised = promised.changed(
        visits=tuple(each.model_copy(update={"need": Need.REQUIRED}) for each in promised.visits)
    )
    assert left_out(promised) == {}
    pin = Pin(id="kept", kind=PinKind.VISIT, worker_id="W1", visit_id=WAITING)
    assert left_out(chain(1_000_000).changed(pins=(pin,))) == {}


def test_fewer_visits_are_very_late_without_it() -> None:
    own = chain(20_000)
    before, after = stress(own, back_to_back(), weeks=500), stress(own, eased(own, back_to_back()), weeks=500)
    assert before.very_late_pct > 0.5
    assert after.very_late_pct < 0.5 * before.very_late_pct


def test_a_colleague_with_time_takes_over_part_of_a_long_run_and_nothing_is_left_out() -> None:
    own = chain(20_000).changed(workers=(worker(), worker("W2")))
    plan = back_to_back("W1", "W2")
    found = eased_well(own, plan)
    assert not found.unserved
    assert sorted(len(each.visits) for each in found.duties) != [0, COUNT]
    assert stress(own, found, weeks=500).very_late_pct < 0.2 * stress(own, plan, weeks=500).very_late_pct


def test_a_colleague_who_is_new_to_the_person_does_not_where_that_costs_more_than_lateness() -> None:
    own = chain(500, unfamiliar_worker=5_000).changed(
        workers=(worker(), worker("W2")), service_users=(user(known_worker_ids=("W1",)),)
    )
    found = eased_well(own, back_to_back("W1", "W2"))
    assert [len(each.visits) for each in found.duties] == [COUNT, 0]


def test_a_colleague_who_may_not_make_them_takes_over_nothing() -> None:
    own = chain(20_000, waiting_list_visit_unserved=50_000)
    own = own.changed(workers=(worker(), worker("W2")), service_users=(user(excluded_worker_ids=("W2",)),))
    found = eased_well(own, back_to_back("W1", "W2"))
    assert [len(each.visits) for each in found.duties] == [COUNT, 0]


def test_a_roster_that_nobody_is_late_in_stays_as_it_is() -> None:
    for own, plan in ((request(visits=()), roster()), (chain(20_000).changed(visits=()), roster(duty("W1")))):
        assert eased(own, plan) == plan


def test_visits_of_two_workers_keep_their_workers() -> None:
    own = chain(20_000).changed(workers=(worker(), worker("W2"), worker("W3")))
    double = own.visits[5].model_copy(update={"workers_needed": 2})
    own = own.changed(visits=tuple(double if each.id == double.id else each for each in own.visits))
    first, second = back_to_back("W1", "W2").duties
    pair = tuple(each for each in first.visits if each.visit_id == double.id)
    found = eased_well(own, roster(first, second.model_copy(update={"visits": pair}), duty("W3")))
    makers = {one.worker_id for one in found.duties for each in one.visits if each.visit_id == double.id}
    assert makers == {"W1", "W2"}
    assert max(len(one.visits) for one in found.duties) < COUNT


@pytest.mark.parametrize("pence", [100, 2_000, 20_000])
def test_what_easing_thinks_it_pays_is_what_the_referee_says_the_roster_costs(pence: int) -> None:
    own = chain(pence).changed(
        workers=(worker(), worker("W2")),
        service_users=(user(), user("U2", place_id="P2", known_worker_ids=("W2",))),
    )
    own = own.changed(
        visits=tuple(
            each.model_copy(update={"service_user_id": "U2" if number % 3 == 0 else "U1", "minutes": 20})
            for number, each in enumerate(own.visits)
        )
    )
    plan = roster(
        duty("W1", visits=tuple((f"V{n}", f"{7 + n // 2:02}:{30 * (n % 2) + 5:02}") for n in range(1, 10))),
        duty("W2", visits=(("V10", "08:00"), ("V11", "09:00"))),
    )
    rounds = RosterRounds(own, plan, StressTerms(), Routing.of(own))
    late_before, rise = rounds.very_late_visits(), anneal_rounds(rounds)
    found = plan.model_copy(update={"duties": rounds.duties(plan.duties)})
    assert check(own, found) == check(own, plan) == []
    paid = sum(recompute(own, found).values()) - sum(recompute(own, plan).values())
    assert rise < 0
    assert rise == pytest.approx(paid + pence * (rounds.very_late_visits() - late_before), abs=0.01)


def test_a_solve_at_that_price_gives_a_roster_that_the_referee_accepts_and_prices_alike() -> None:
    own = chain(20_000)
    solution = solve(own, SolveOptions(time_limit_seconds=None, work_limit=1, workers=1))
    assert check(own, solution.roster) == []
    assert solution.objective_terms == recompute(own, solution.roster)


@pytest.mark.parametrize("pence", [0, 1])
def test_a_price_of_nothing_leaves_a_request_and_its_hash_as_they_were(pence: int) -> None:
    assert ("very_late_visit" in chain(pence).canonical_json()) == bool(pence)
