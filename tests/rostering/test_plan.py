"""Planning shifts: a case solved by hand, re-planning a few, fixing, hints, and the same plan twice."""

import subprocess
import sys

import pytest

from models.base import Employment
from models.money import Prices
from models.request import RotaRequest
from models.wishes import Pin, PinKind, Preference, PreferenceKind
from optimiser.rostering.demand import DemandItem
from optimiser.rostering.limits import Limits
from optimiser.rostering.plan import PlanStatus, ShiftPlan, plan_shifts
from optimiser.shifts import Shift, candidate_shifts
from tests.builders import pattern, request, worker
from tests.rostering.shifts_by_hand import as_roster, day, price_pence, shift

WORK = Limits(work=2)
BANK = {"employment": Employment.BANK, "contract_minutes_per_week": 0, "pay_pence_per_hour": 1_200}


def care(number: int, earliest: int, latest: int, minutes: int, price: int, *workers: str) -> DemandItem:
    """Care on the number-th date, its window in minutes of that day."""
    start = number * 1_440
    return DemandItem(minutes, ((start + earliest, start + latest),), price, frozenset(workers))


def planned(own: RotaRequest, demand: list[DemandItem], **fields: object) -> ShiftPlan:
    return plan_shifts(own, candidate_shifts(own), demand, limits=WORK, **fields)


def test_the_case_of_model_md_costs_what_it_costs_by_hand() -> None:
    own = request(workers=(worker(**BANK),), prices=Prices(balance_hour=0))
    morning, evening = care(0, 480, 600, 60, 9_000, "W1"), care(0, 960, 1_080, 60, 7_100, "W1")
    plan = planned(own, [morning, evening])
    assert plan.status is PlanStatus.OPTIMAL
    assert plan.shifts == (shift(own, 0, "early"),)
    assert plan.objective_pence == pytest.approx(7_200 + 7_100)
    assert plan.bound_pence == pytest.approx(7_200 + 7_100)


def test_care_worth_less_than_its_pay_is_left() -> None:
    own = request(workers=(worker(**BANK),), prices=Prices(balance_hour=0))
    plan = planned(own, [care(0, 480, 600, 60, 7_100, "W1")])
    assert plan.shifts == () and plan.objective_pence == pytest.approx(7_100)


def test_no_more_is_served_than_the_shift_has_minutes_after_handover() -> None:
    own = request()
    items = [care(0, 420, 750, 30, 3_000, "W1") for _ in range(20)]
    served = (360 - 10) / 30
    assert price_pence(own, "unserved_demand", [shift(own, 0)], items) == pytest.approx((20 - served) * 3_000)


def test_care_only_one_worker_may_do_is_not_served_by_another() -> None:
    own = request(workers=(worker("W1"), worker("W2")))
    item = care(0, 480, 600, 60, 9_000, "W2")
    assert price_pence(own, "unserved_demand", [shift(own, 0)], [item]) == pytest.approx(9_000)
    assert price_pence(own, "unserved_demand", [shift(own, 0, worker_id="W2")], [item]) == pytest.approx(0)


def test_a_break_takes_its_minutes_from_the_care_a_shift_can_give() -> None:
    own = request(patterns=(pattern("early", "07:00", "14:00", break_minutes=60),))
    items = [care(0, 0, 1_400, 10, 100, "W1") for _ in range(50)]
    assert price_pence(own, "unserved_demand", [shift(own, 0)], items) == pytest.approx((500 - 350) * 10)


def test_a_post_gives_no_care() -> None:
    own = request()
    on_post = shift(own, 0, post_id="desk")
    assert price_pence(own, "unserved_demand", [on_post], [care(0, 480, 600, 60, 9_000, "W1")]) == pytest.approx(9_000)


def crew(count: int) -> RotaRequest:
    """So many workers of whom each owes 18 hours, with wishes and pins."""
    terms = {"contract_minutes_per_week": 1_080, "tolerance_over_minutes": 360, "tolerance_under_minutes": 360}
    wishes = tuple(
        Preference(id=f"P{number}", worker_id=f"W{number}", kind=PreferenceKind.RATHER_NOT, date=day(number % 7))
        for number in range(count)
    )
    pins = (Pin(id="pin", kind=PinKind.DUTY, worker_id="W0", date=day(2), pattern_id="late"),)
    return request(workers=tuple(worker(f"W{n}", **terms) for n in range(count)), preferences=wishes, pins=pins)


def busy(count: int) -> list[DemandItem]:
    workers = [f"W{number}" for number in range(count)]
    items = [care(n % 7, 480 + 30 * (n % 4), 600, 40, 4_000 + n, *workers[n % 3 :]) for n in range(80)]
    return items + [care(n % 7, 960, 1_140, 40, 3_000 + n, *workers) for n in range(60)]


def test_many_workers_are_planned_under_every_rule_and_better_than_any_plan() -> None:
    own, items = crew(9), busy(9)
    some, good = (plan_shifts(own, candidate_shifts(own), items, limits=Limits(work=work)) for work in (0.001, 0.4))
    assert good.status is PlanStatus.FEASIBLE
    assert any(each.worker_id == "W0" and each.date == day(2) and each.pattern_id == "late" for each in good.shifts)
    lost = [price_pence(own, "unserved_demand", plan.shifts, items) for plan in (some, good)]
    assert lost[1] < lost[0]


def test_who_is_not_free_keeps_every_shift() -> None:
    own, items = crew(9), busy(9)
    before = plan_shifts(own, candidate_shifts(own), items, limits=Limits(work=0.2))
    kept = [each for each in before.shifts if each.worker_id not in ("W1", "W2")]
    after = planned(own, items, free={"W1", "W2"}, fixed=kept, hints=before.shifts)
    assert after.status in (PlanStatus.OPTIMAL, PlanStatus.FEASIBLE)
    assert [each for each in after.shifts if each.worker_id not in ("W1", "W2")] == kept


def test_a_fixed_shift_of_a_free_worker_is_worked_and_an_impossible_one_leaves_no_plan() -> None:
    own = crew(2)
    must = shift(own, 1, "early", worker_id="W1")
    assert must in planned(own, [], fixed=[must]).shifts
    never = Shift("W1", day(1), "early", ((420, 999),))
    assert planned(own, [], fixed=[never]).status is PlanStatus.INFEASIBLE


def test_rules_that_clash_leave_no_plan() -> None:
    pins = tuple(Pin(id=f"D{n}", kind=PinKind.DUTY, worker_id="W0", date=day(n)) for n in range(7))
    own = RotaRequest(**{**dict(crew(9)), "pins": pins})
    plan = plan_shifts(own, candidate_shifts(own), [], limits=WORK)
    assert plan.status is PlanStatus.INFEASIBLE and plan.shifts == ()


SCRIPT = """
from tests.rostering.test_plan import busy, crew, plan_shifts, candidate_shifts, Limits
print(plan_shifts(crew(7), candidate_shifts(crew(7)), busy(7), limits=Limits(work=0.1), seed=7).shifts)
"""


def test_the_same_work_and_seed_give_the_same_shifts_in_another_process() -> None:
    texts = [subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, check=True).stdout for _ in range(2)]
    assert texts[0] == texts[1] and b"Shift(" in texts[0]


def test_a_plan_as_a_roster_names_each_shift_once() -> None:
    own = crew(3)
    plan = planned(own, [])
    assert len(as_roster(own, plan.shifts).duties) == len({(each.worker_id, each.date) for each in plan.shifts})
