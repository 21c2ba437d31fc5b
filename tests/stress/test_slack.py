"""The price of lateness passed on: how much slack is planned, and that it is planned."""

from statistics import NormalDist

import numpy as np
import pytest

from models.clock import minutes_between
from models.money import Prices
from models.request import RotaRequest
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.routing.routing import Routing
from optimiser.routing.slack import delay, slack_minutes
from optimiser.solve import SolveOptions, solve
from optimiser.standing import standing
from tests.builders import request, user, visit, window

ONE_STEP = SolveOptions(time_limit_seconds=None, work_limit=1, workers=1)


def two_visits(**prices: int) -> RotaRequest:
    wide = (window("07:30", "12:00"),)
    return request(
        service_users=(user("U1"), user("U2", place_id="P2")),
        visits=(visit(windows=wide), visit("V2", "U2", windows=wide)),
        prices=Prices(**prices),
    )


def slack(own: RotaRequest) -> int:
    """The slack planned after the visit at the second place on the way to the third, by car."""
    routing = Routing.of(own, with_slack=False)
    return int(slack_minutes(own, routing.tasks, routing.problem.journey)[0, 1, 2])


def test_without_a_price_above_that_of_a_minute_of_care_no_slack_is_planned() -> None:
    assert slack(two_visits()) == slack(two_visits(lateness_risk_minute=40)) == 0


def test_the_slack_planned_costs_least_of_all_slack() -> None:
    care, lateness = 40, 200
    mean, spread = (float(each) for each in delay(np.array(30.0), np.array(6.0)))
    minutes = np.arange(0, 31)

    def pence(held: int) -> float:
        drawn = np.array([NormalDist(mean, spread).inv_cdf(q) for q in (np.arange(2_000) + 0.5) / 2_000])
        return care * held + lateness * float(np.maximum(0, drawn - held).mean())

    best = min(minutes.tolist(), key=pence)
    assert slack(two_visits(lateness_risk_minute=lateness)) == pytest.approx(best, abs=1)
    assert best > 3


def test_a_roster_planned_at_a_price_leaves_slack_and_is_priced_alike_by_the_referee() -> None:
    own = two_visits(lateness_risk_minute=200, waiting_minute=2, most_idle_minute=1)
    solution = solve(own, ONE_STEP)
    assert check(own, solution.roster) == []
    assert solution.objective_terms == recompute(own, solution.roster)
    first, second = solution.roster.duties[0].visits
    assert minutes_between(first.start, second.start) >= 30 + 6 + slack(own)


def test_a_standing_roster_is_taken_up_whatever_slack_its_prices_ask_for() -> None:
    planned = solve(two_visits(), ONE_STEP).roster
    asked = two_visits(lateness_risk_minute=2_000)
    assert len(standing(asked, planned).plan.duties()) == len(planned.duties)


def test_a_price_of_nothing_leaves_a_request_and_its_hash_as_they_were() -> None:
    assert "lateness_risk_minute" not in two_visits().canonical_json()
    assert "lateness_risk_minute" in two_visits(lateness_risk_minute=1).canonical_json()
