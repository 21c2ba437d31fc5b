"""The price of a very late visit: waiting-list visits make room where others would be late, at their price."""

import pytest

from models.clock import plus
from models.money import Prices
from models.request import RotaRequest
from models.roster import PlannedVisit, Roster
from models.visits import Need
from models.wishes import Pin, PinKind
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.solve import SolveOptions, solve
from optimiser.stress.easing import eased
from optimiser.stress.stress import stress
from tests.builders import duty, moment, request, roster, user, visit, window

COUNT = 11
WAITING = "V5"


def chain(very_late: int, **fields: object) -> RotaRequest:
    """Eleven half-hours at one place, one after the other; the fifth is from the waiting list."""
    wide = (window("07:00", "13:00"),)
    visits = tuple(
        visit(f"V{n}", windows=wide, need=Need.WAITING_LIST if f"V{n}" == WAITING else Need.REQUIRED)
        for n in range(1, COUNT + 1)
    )
    return request(service_users=(user(),), visits=visits, prices=Prices(very_late_visit=very_late, **fields))


def back_to_back() -> Roster:
    visits = tuple(
        PlannedVisit(visit_id=f"V{n}", start=plus(moment("07:10"), 30 * (n - 1))) for n in range(1, COUNT + 1)
    )
    return roster(duty("W1").model_copy(update={"visits": visits}))


def left_out(own: RotaRequest) -> set[str]:
    found = eased(own, back_to_back())
    assert check(own, found) == []
    made = {each.visit_id for one in found.duties for each in one.visits}
    assert {each.visit_id for each in found.unserved} == {each.id for each in own.visits} - made
    return {each.visit_id for each in found.unserved}


def test_a_waiting_list_visit_is_left_out_where_the_slack_is_worth_more_than_it_is() -> None:
    assert left_out(chain(20_000)) == {WAITING}


def test_it_stays_where_it_is_worth_more_than_the_visits_it_makes_late() -> None:
    assert left_out(chain(20_000, waiting_list_visit_unserved=50_000)) == set()


def test_a_required_visit_is_never_left_out_nor_one_that_is_pinned() -> None:
    promised = chain(1_000_000)
    promised = promised.changed(
        visits=tuple(each.model_copy(update={"need": Need.REQUIRED}) for each in promised.visits)
    )
    assert left_out(promised) == set()
    pin = Pin(id="kept", kind=PinKind.VISIT, worker_id="W1", visit_id=WAITING)
    assert left_out(chain(1_000_000).changed(pins=(pin,))) == set()


def test_fewer_visits_are_very_late_without_it() -> None:
    own = chain(20_000)
    before, after = stress(own, back_to_back(), weeks=500), stress(own, eased(own, back_to_back()), weeks=500)
    assert before.very_late_pct > 0.5
    assert after.very_late_pct < 0.5 * before.very_late_pct


def test_a_solve_at_that_price_gives_a_roster_that_the_referee_accepts_and_prices_alike() -> None:
    own = chain(20_000)
    solution = solve(own, SolveOptions(time_limit_seconds=None, work_limit=1, workers=1))
    assert check(own, solution.roster) == []
    assert solution.objective_terms == recompute(own, solution.roster)


@pytest.mark.parametrize("pence", [0, 1])
def test_a_price_of_nothing_leaves_a_request_and_its_hash_as_they_were(pence: int) -> None:
    assert ("very_late_visit" in chain(pence).canonical_json()) == bool(pence)
