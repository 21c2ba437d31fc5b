"""Times told with slack: later where that fits, with every rule kept and nothing else changed."""

import pytest

from models.request import RotaRequest
from models.roster import Roster
from models.visits import Gap, Together
from models.wishes import Pin, PinKind
from optimiser.checks import check
from optimiser.stress.stress import stress
from optimiser.stress.telling import told_with_slack
from tests.builders import duty, moment, request, roster, user, visit, window, worker

USERS = (user("U1"), user("U2", place_id="P2"))
TIGHT = roster(duty("W1", visits=(("V1", "08:00"), ("V2", "08:36"))))


def two_visits(**second: object) -> RotaRequest:
    return request(
        service_users=USERS, visits=(visit(), visit("V2", "U2", **{"windows": (window("08:00", "10:00"),), **second}))
    )


def told(own: RotaRequest, plan: Roster) -> list[str]:
    found = told_with_slack(own, plan)
    assert check(own, found) == []
    return [f"{each.start:%H:%M}" for one in found.duties for each in one.visits]


def test_a_visit_straight_after_another_is_told_later_by_one_spread_of_the_delay() -> None:
    # 30 minutes of care spread 7.5, 6 of journey 2.3: together 7.8, so 8 minutes.
    assert told(two_visits(), TIGHT) == ["08:00", "08:44"]


def test_nobody_is_told_a_time_after_their_window() -> None:
    assert told(two_visits(windows=(window("08:00", "08:40"),)), TIGHT) == ["08:00", "08:40"]


def test_nobody_is_told_a_time_that_makes_the_duty_end_late() -> None:
    plan = roster(duty("W1", visits=(("V1", "11:50"), ("V2", "12:27"))))
    wide = (window("08:00", "13:00"),)
    own = request(service_users=USERS, visits=(visit(windows=wide), visit("V2", "U2", windows=wide)))
    assert told(own, plan) == ["11:50", "12:30"]


def test_what_follows_at_a_gap_holds_the_visit_before_it() -> None:
    last = visit("V3", "U2", windows=(window("09:16", "09:16"),), gaps=(Gap(after_visit_id="V2", least_minutes=8),))
    own = two_visits().changed(visits=(*two_visits().visits, last))
    plan = roster(duty("W1", visits=(("V1", "08:00"), ("V2", "08:36"), ("V3", "09:16"))))
    assert told(own, plan) == ["08:00", "08:38", "09:16"]


@pytest.mark.parametrize("held", ["pinned", "most"])
def test_a_pinned_start_and_a_gap_that_has_a_most_keep_their_times(held: str) -> None:
    own = two_visits(gaps=(Gap(after_visit_id="V1", most_minutes=20),) if held == "most" else ())
    if held == "pinned":
        pin = Pin(id="held", kind=PinKind.VISIT, worker_id="W1", visit_id="V2", start=moment("08:36"))
        own = own.changed(pins=(pin,))
    assert told(own, TIGHT) == ["08:00", "08:36"]


def test_two_workers_who_start_together_are_told_one_time_and_two_who_start_apart_keep_theirs() -> None:
    plan = roster(duty("W1", visits=(("V1", "08:00"), ("V2", "08:36"))), duty("W2", visits=(("V2", "08:36"),)))
    crew = (worker(), worker("W2"))
    assert told(two_visits(workers_needed=2).changed(workers=crew), plan) == ["08:00", "08:44", "08:44"]
    apart = two_visits(workers_needed=2, together=Together.INDEPENDENT).changed(workers=crew)
    assert told(apart, plan) == ["08:00", "08:36", "08:36"]


def test_slack_before_visits_makes_fewer_of_them_late() -> None:
    own = two_visits()
    before, after = (stress(own, plan, weeks=2_000) for plan in (TIGHT, told_with_slack(own, TIGHT)))
    late_before, late_after = (result.visits[0].mean_late_minutes for result in (before, after))
    assert late_after < 0.5 * late_before
