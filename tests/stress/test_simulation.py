"""Simulated weeks, where the answer is known without simulating: nothing strays, or all of it by so much."""

import numpy as np
import pytest

from models.request import RotaRequest
from models.roster import Roster, Span
from models.stress import StressTerms
from models.visits import Gap, Need
from optimiser.stress.simulation import Simulated, simulated
from optimiser.stress.stress import stress
from tests.builders import duty, moment, pattern, request, roster, user, visit, window, worker

STILL = {
    "care_spread_percent": 0,
    "journey_mean_percent": 100,
    "journey_spread_percent": 0,
    "traffic_spread_percent": 0,
    "sick_percent": 0,
    "cancelled_percent": 0,
    "begin_early_minutes": 0,
}
CALM = StressTerms(**STILL)
USERS = (user("U1"), user("U2", place_id="P2"), user("U3", place_id="P3"))


def three_visits() -> RotaRequest:
    """Three half-hours at three places, six minutes from one to the next, on one early."""
    visits = [visit(f"V{n}", f"U{n}", windows=(window("07:30", "11:00"),)) for n in (1, 2, 3)]
    return request(service_users=USERS, visits=tuple(visits))


THREE = roster(duty("W1", visits=(("V1", "08:00"), ("V2", "08:36"), ("V3", "09:30"))))


def late(found: Simulated) -> list[float]:
    """The mean minutes late of each beginning, in the order of time."""
    return [round(float(each.late_minutes.mean()), 2) for each in found.visits]


def weeks_of(own: RotaRequest, plan: Roster, weeks: int = 4, **fields: int) -> Simulated:
    return simulated(own, plan, StressTerms(**{**STILL, **fields}), weeks, 1)


def test_when_nothing_strays_nobody_is_late_and_all_contact_time_is_delivered() -> None:
    result = stress(three_visits(), THREE, CALM, weeks=3)
    assert (result.very_late_pct, result.after_window_pct, result.not_made_pct) == (0, 0, 0)
    assert result.contact_delivered_minutes == result.contact_planned_minutes == 90
    assert result.contact_time_delivered_pct == result.contact_time_planned_pct == 25.0


def test_a_visit_that_runs_over_makes_the_next_late_by_what_its_slack_does_not_hold() -> None:
    # Care takes 45 minutes: V2 is reached at 08:45 + 6, 15 late; V3 at 08:51 + 45 + 6 = 09:42, 12 late.
    assert late(weeks_of(three_visits(), THREE, care_mean_percent=150)) == [0, 15, 12]


def test_longer_journeys_make_visits_late_and_waiting_before_a_visit_takes_that_up() -> None:
    # 6 minutes become 12: V2 begins 6 minutes late; V3 has 18 minutes to spare.
    assert late(weeks_of(three_visits(), THREE, journey_mean_percent=200)) == [0, 6, 0]


def test_a_worker_who_is_early_begins_before_the_time_told_but_not_before_the_window() -> None:
    own = three_visits()
    ends = roster(duty("W1", visits=(("V1", "07:35"), ("V2", "08:30"), ("V3", "09:30"))))
    found = weeks_of(own, ends, care_mean_percent=50, begin_early_minutes=20)
    begun = [step.told for each in found.visits for step in each.steps]
    assert begun[0] - found.visits[0].steps[0].earliest == 5
    assert late(found) == [0, 0, 0]


def test_a_late_worker_keeps_the_other_worker_of_a_visit_waiting() -> None:
    both = visit("V2", "U2", workers_needed=2, windows=(window("08:00", "11:00"),))
    last = visit("V3", "U2", windows=(window("08:00", "12:00"),))
    own = request(workers=(worker(), worker("W2")), service_users=USERS, visits=(visit(), both, last))
    plan = roster(
        duty("W1", visits=(("V1", "08:00"), ("V2", "08:36"))),
        duty("W2", visits=(("V2", "08:36"), ("V3", "09:06"))),
    )
    # V1 takes 60 minutes: W1 is there at 09:06; both make V2 until 10:06, and V3 waits for W2.
    assert late(weeks_of(own, plan, care_mean_percent=200)) == [0, 30, 60]


def test_a_gap_between_two_visits_to_one_person_is_kept_when_the_first_runs_over() -> None:
    later = visit("V2", "U1", windows=(window("08:00", "12:00"),), gaps=(Gap(after_visit_id="V1", least_minutes=120),))
    own = request(visits=(visit(), later))
    plan = roster(duty("W1", visits=(("V1", "08:00"), ("V2", "10:30"))))
    assert late(weeks_of(own, plan, care_mean_percent=150)) == [0, 15]


def test_a_duty_runs_over_by_what_its_last_visit_is_late_and_longer() -> None:
    own = request(visits=(visit(windows=(window("08:00", "12:30"),)),))
    found = weeks_of(own, roster(duty("W1", visits=(("V1", "12:20"),))), care_mean_percent=200)
    assert found.overrun_minutes.tolist() == [[20.0] * 4]


def test_a_break_is_lost_once_it_is_too_late_to_begin() -> None:
    long = pattern("long", "07:00", "14:00", break_minutes=20)
    own = request(
        patterns=(long,),
        workers=(worker(pattern_ids=("long",)),),
        visits=(visit(minutes=120, windows=(window("09:00", "11:00"),)),),
    )
    parts = (Span(start=moment("07:00"), end=moment("14:00")),)
    rest = Span(start=moment("12:00"), end=moment("12:20"))
    one = duty("W1", visits=(("V1", "10:00"),)).model_copy(
        update={"pattern_id": "long", "parts": parts, "rest_break": rest}
    )
    assert not weeks_of(own, roster(one)).break_lost.any()
    assert not weeks_of(own, roster(one), care_mean_percent=130).break_lost.any()  # 12:36, last start 12:40
    assert weeks_of(own, roster(one), care_mean_percent=140).break_lost.all()


def test_visits_of_a_worker_who_is_ill_are_not_made_nor_those_cancelled() -> None:
    ill = stress(three_visits(), THREE, StressTerms(**{**STILL, "sick_percent": 100}), weeks=5)
    assert (ill.not_made_pct, ill.contact_delivered_minutes, ill.very_late_pct) == (100, 0, 0)
    cancelled = stress(three_visits(), THREE, StressTerms(**{**STILL, "cancelled_percent": 100}), weeks=5)
    assert (cancelled.not_made_pct, cancelled.cancelled_pct) == (100, 100)


def test_a_cancelled_visit_gives_its_time_to_what_follows() -> None:
    own = three_visits()
    found = weeks_of(own, THREE, weeks=400, care_mean_percent=150, cancelled_percent=50)
    first, second = found.visits[0], found.visits[1]
    assert set(second.late_minutes[second.made & ~first.made].tolist()) == {0.0}
    assert set(second.late_minutes[second.made & first.made].tolist()) == {15.0}


def test_shares_drawn_are_near_those_asked_for() -> None:
    crew = tuple(worker(f"W{n}") for n in range(40))
    own = request(workers=crew, visits=tuple(visit(f"V{n}") for n in range(40)))
    plan = roster(*(duty(f"W{n}", visits=((f"V{n}", "08:00"),)) for n in range(40)))
    terms = StressTerms(sick_percent=6, sick_days=4, cancelled_percent=3, care_spread_percent=25)
    found = simulated(own, plan, terms, 500, 1)
    assert 1 - found.worked.mean() == pytest.approx(0.06, abs=0.01)
    assert found.cancelled.mean() == pytest.approx(0.03, abs=0.005)
    care = np.concatenate([each.care_minutes[each.made] for each in found.visits])
    assert care.mean() == pytest.approx(30, rel=0.01)
    assert care.std() == pytest.approx(7.5, rel=0.05)


def test_the_same_seed_gives_the_same_weeks_and_another_seed_others() -> None:
    own, plan = three_visits(), THREE
    assert stress(own, plan, weeks=50, seed=3) == stress(own, plan, weeks=50, seed=3)
    assert stress(own, plan, weeks=50, seed=3) != stress(own, plan, weeks=50, seed=4)


def test_a_roster_without_visits_has_nothing_to_be_late() -> None:
    result = stress(request(visits=(visit(need=Need.WAITING_LIST),)), roster(duty("W1")), weeks=2)
    assert (result.visits_planned, result.very_late_pct, result.duties_planned) == (0, 0, 1)
