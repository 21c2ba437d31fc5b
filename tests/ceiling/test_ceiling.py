"""No roster passes the ceiling: not the best one of any tiny request, nor what a solve finds in larger ones."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.base import StartsFrom, TravelMode
from models.clock import Horizon
from models.patterns import PatternKind
from models.problems import InputError
from models.request import RotaRequest
from models.visits import Need
from models.workers import Training, Worker
from optimiser.ceiling.ceiling import ceiling
from optimiser.ceiling.contact import ROUGH, TO_THE_MINUTE
from optimiser.ceiling.promise import NOTHING_PROMISED, Promise
from optimiser.metrics import score
from optimiser.solve import SolveOptions, solve
from tests.builders import MONDAY, PLACES, pattern, request, user, visit, window, worker
from tests.ceiling.by_enumeration import most_contact
from tests.strategies import requests, some

generated = settings(max_examples=25)

PATTERNS = (
    pattern("morning", "07:00", "09:30"),
    pattern("day", "08:00", "15:00", break_minutes=20),
    pattern("evening", "16:00", "20:00", kind=PatternKind.LATE),
)


def six_hours_owed(worker_id: str = "W1", **fields: Any) -> Worker:
    """A worker who is owed exactly six paid hours in the week: one early."""
    return worker(
        worker_id,
        **{
            "contract_minutes_per_week": 360,
            "tolerance_under_minutes": 0,
            "tolerance_over_minutes": 0,
            "pattern_ids": ("early",),
            **fields,
        },
    )


def test_an_hour_of_visits_in_six_paid_hours_has_that_ceiling() -> None:
    two = (visit("V1"), visit("V2"))
    found = ceiling(request(workers=(six_hours_owed(),), visits=two))
    assert found.contact_time_pct == 16.67  # 60 of 360 minutes


def test_a_service_nobody_visits_has_nothing_to_reach() -> None:
    found = ceiling(request(visits=(), service_users=()))
    assert (found.contact_time_pct, found.cost_per_contact_hour_pence) == (0.0, None)


def test_journeys_between_visits_lower_the_ceiling() -> None:
    apart = [user(f"U{number}", place_id=f"P{number % 6}") for number in range(12)]
    visits = [visit(f"V{number}", f"U{number}", windows=(window("07:00", "12:30"),)) for number in range(12)]
    own = request(workers=(six_hours_owed(),), service_users=apart, visits=visits)
    together = own.changed(service_users=[each.model_copy(update={"place_id": "P1"}) for each in apart])
    assert ceiling(own).contact_time_pct + 5 < ceiling(together).contact_time_pct
    assert ceiling(together).contact_time_pct == pytest.approx(
        100 * 11 * 30 / 360, abs=3
    )  # 11 visits after the handover


def test_hours_owed_where_nobody_asks_for_anything_lower_the_ceiling() -> None:
    one = request(workers=(six_hours_owed(),))
    more = request(workers=(six_hours_owed(), six_hours_owed("W2")))
    assert ceiling(one).contact_time_pct == pytest.approx(2 * ceiling(more).contact_time_pct, abs=0.02)


def test_an_hour_of_contact_costs_at_least_the_pay_owed() -> None:
    own = request(workers=(six_hours_owed(),), visits=(visit("V1"), visit("V2")))
    paid = 6 * (1_200 * 1.3 + 300)  # pay with on-costs, and overhead; nothing on top at this time of day
    assert ceiling(own).cost_per_contact_hour_pence == pytest.approx(paid, abs=2)


def test_what_holds_the_ceiling_down_is_named_with_what_it_costs() -> None:
    own = request(workers=(six_hours_owed(), six_hours_owed("W2")), visits=(visit("V1", minutes=90),))
    rises = {each.name: each.rise_points for each in ceiling(own, explained=True).binding}
    assert rises.keys() == {"demand", "peaks", "travel", "contracts", "skills"}
    assert rises["demand"] == pytest.approx(12.5, abs=3)  # 90 of 360 minutes for each worker, not for one of them
    assert (rises["peaks"], rises["travel"], rises["skills"]) == (0, 0, 0)


def test_a_skill_that_only_one_of_two_workers_has_holds_the_ceiling_down() -> None:
    visits = [visit(f"V{number}", skills=("hoist",), windows=(window("07:00", "12:30"),)) for number in range(20)]
    own = request(workers=(six_hours_owed(), six_hours_owed("W2", skills=("hoist",))), visits=visits)
    rises = {each.name: each.rise_points for each in ceiling(own, explained=True).binding}
    assert rises["skills"] > 20


def test_a_request_too_large_to_search_is_still_bounded_by_what_is_asked_for() -> None:
    own = request(workers=(six_hours_owed(),), visits=(visit("V1"), visit("V2")))
    assert ceiling(own, 0).contact_time_pct == ceiling(own).contact_time_pct == 16.67
    assert (ceiling(own, 0).step_minutes, ceiling(own).step_minutes) == (0, 1)


def test_a_shift_that_may_begin_any_day_of_the_week_is_bounded_by_what_is_asked_for() -> None:
    roaming = pattern("early", "07:00", "13:00", start_earlier_minutes=8_000)
    own = request(patterns=(roaming,), workers=(six_hours_owed(),), visits=(visit("V1"), visit("V2")))
    assert ceiling(own).contact_time_pct == 16.67


def test_the_same_request_has_the_same_ceiling_on_one_thread_or_two() -> None:
    own = request(visits=[visit(f"V{number}", windows=(window("07:00", "12:30"),)) for number in range(6)])
    assert ceiling(own, threads=1) == ceiling(own, threads=2)


@st.composite
def tiny_requests(draw: Any) -> RotaRequest:
    """One or two workers, up to five visits, two or three dates: small enough to try every roster."""
    crew = [
        worker(
            f"W{number}",
            place_id=draw(st.sampled_from(["P0", "P3"])),
            starts_from=draw(st.sampled_from(StartsFrom)),
            travel_mode=draw(st.sampled_from(TravelMode)),
            skills=draw(some(("medication",))),
            pattern_ids=draw(st.sampled_from([("morning", "evening"), ("day",), ("day", "evening")])),
        )
        for number in range(draw(st.integers(1, 2)))
    ]
    people = [user(f"U{number}", place_id=PLACES[draw(st.integers(0, 5))].id) for number in range(3)]
    visits = []
    for number in range(draw(st.integers(1, 5))):
        opens = draw(st.sampled_from(["07:00", "08:15", "09:00", "12:00", "16:30"]))
        day, together = draw(st.integers(0, 1)), draw(st.sampled_from([1, 1, 1, 2]))
        wide = draw(st.sampled_from([0, 30, 120])) if together == 1 else 0
        closes = f"{int(opens[:2]) + (int(opens[3:]) + wide) // 60:02}:{(int(opens[3:]) + wide) % 60:02}"
        visits.append(
            visit(
                f"V{number}",
                f"U{draw(st.integers(0, 2))}",
                minutes=draw(st.sampled_from([15, 30, 60])),
                windows=(window(opens, closes, day=day, late=draw(st.sampled_from([0, 20]))),),
                workers_needed=together,
                skills=draw(st.sampled_from([(), (), ("medication",)])),
            )
        )
    trainings = [
        Training(id=f"T{number}", worker_id=each.id, minutes=30, first_date=MONDAY, last_date=MONDAY)
        for number, each in enumerate(crew)
        if draw(st.booleans())
    ]
    return request(
        horizon=Horizon(start=MONDAY, days=2),
        patterns=PATTERNS,
        workers=crew,
        service_users=people,
        visits=visits,
        trainings=trainings,
    )


def test_the_ceiling_is_never_below_the_best_roster_there_is() -> None:
    gaps: list[float] = []

    @generated
    @given(tiny_requests(), st.sampled_from([1, 4, 8]))
    def every_request(own: RotaRequest, passes: int | None) -> None:
        for promise in (NOTHING_PROMISED, Promise.whole(own)):
            best = most_contact(own, promise)
            if best is None:
                continue
            contact, paid, roster = best
            for kept in {promise, Promise.whole(own).kept_by(roster)}:
                for detail, count in ((TO_THE_MINUTE, passes), (ROUGH, 1)):
                    found = ceiling(own, count, promise=kept, detail=detail)
                    gaps.append(found.contact_time_pct - 100 * contact / paid)
                    assert gaps[-1] >= 0

    every_request()
    assert len(gaps) > 25


def test_visits_that_must_be_made_lower_the_ceiling_where_they_are_out_of_the_way() -> None:
    near = [visit(f"V{number}", windows=(window("07:00", "12:30"),), need=Need.WAITING_LIST) for number in range(11)]
    far = user("U9", place_id="P5")
    visits = [*near, visit("V11", "U9", minutes=15, windows=(window("10:00", "10:00"),))]
    own = request(workers=(six_hours_owed(),), service_users=(user("U1"), far), visits=visits)
    any_roster = ceiling(own, promise=NOTHING_PROMISED)
    assert ceiling(own).contact_time_pct + 3 < any_roster.contact_time_pct
    assert (ceiling(own).promised_visits, any_roster.promised_visits) == (1, 0)


def test_a_training_to_be_held_lowers_the_ceiling() -> None:
    visits = [visit(f"V{number}", windows=(window("07:00", "12:30"),)) for number in range(12)]
    meeting = Training(id="T1", worker_id="W1", minutes=120, first_date=MONDAY, last_date=MONDAY)
    own = request(workers=(six_hours_owed(),), visits=visits, trainings=(meeting,))
    held, any_roster = Promise(trainings=frozenset({"T1"})), ceiling(own, promise=NOTHING_PROMISED)
    assert ceiling(own, promise=held).contact_time_pct == pytest.approx(100 * 7 * 30 / 360, abs=3)
    assert any_roster.contact_time_pct == pytest.approx(100 * 11 * 30 / 360, abs=3)


def test_no_solve_passes_the_ceiling_or_costs_less_than_the_least() -> None:
    outcomes: Counter[str] = Counter()

    @settings(generated, max_examples=12)
    @given(requests())
    def every_request(own: RotaRequest) -> None:
        try:
            roster = solve(own, SolveOptions(work_limit=3, workers=1)).roster
        except InputError:
            return
        kept = Promise.whole(own).kept_by(roster)
        reached, found = score(own, roster), ceiling(own, 3, promise=kept)
        if reached["contact_time_pct"] is not None:
            outcomes["worked"] += 1
            assert reached["contact_time_pct"] <= found.contact_time_pct
        if reached["cost_per_contact_hour_pence"] is not None:
            outcomes["costed"] += 1
            assert found.cost_per_contact_hour_pence is not None
            assert reached["cost_per_contact_hour_pence"] >= found.cost_per_contact_hour_pence

    every_request()
    assert outcomes["costed"] > 3


def test_a_shift_that_may_end_any_minute_is_under_the_ceiling_at_its_shortest() -> None:
    movable = pattern("early", "07:00", "13:00", end_earlier_minutes=240)
    own = request(
        patterns=(movable,),
        workers=(worker(pattern_ids=("early",), tolerance_under_minutes=1_260),),
        visits=[visit(f"V{number}", windows=(window("07:10", "09:00"),)) for number in range(4)],
    )
    # From 07:00 to 09:10: handover, then four visits to one person.
    assert ceiling(own).contact_time_pct >= 100 * 120 / 130
