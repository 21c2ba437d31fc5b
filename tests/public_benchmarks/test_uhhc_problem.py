"""A day of Unified Home Healthcare as the engine sees it costs what the scorer says, there and back."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.public.uhhc.instance import LUNCH, Instance, read_instance
from benchmarks.public.uhhc.problem import REQUIRED, Day, day_of, routes_of
from benchmarks.public.uhhc.scorer import score_solution, weighted
from benchmarks.public.uhhc.solution import Routes, read_solution, solution_text
from benchmarks.public.uhhc.walk import walked
from optimiser.routing.problem import FOREVER, FilledRoute, RoutedStop, RoutingPlan
from tests.public_benchmarks.data import folder
from tests.public_benchmarks.homecare import WEIGHTS, caregiver, day, patient, solution
from tests.routing.verify import verify

ENGINE_NAMES = {
    "travel_time": "leg",
    "total_tardiness": "late_minute",
    "highest_tardiness": "greatest_late",
    "total_waiting_time": "waiting_minute",
    "total_extra_time": "late_finish_minute",
    "max_idle_time": "idle_minute",
    "preferences": "stop",
    "unscheduled": "price",
    "missed_lunch_break": "break_missed",
}
PATIENTS = (
    patient("p", 1, ("wash", 10), ("dress", 10), synchronization={"type": "independent"}, optional=True),
    patient("q", 2, ("dress", 15), time_windows=[{"start": 20, "end": 30}, {"start": 60, "end": 62}]),
)


def plan_of(day: Day, routes: Routes) -> RoutingPlan:
    """The plan that a solution's routes are."""
    stop_rows = {(patient.id, service): row for row, (patient, service) in enumerate(day.named)}
    filled = []
    for row, who in enumerate(day.instance.caregivers):
        entries = routes.get(who.id, ())
        stops = tuple(RoutedStop(stop_rows[e.patient, e.service], e.start) for e in entries if not e.is_lunch)
        lunches = [(number, entry.start) for number, entry in enumerate(entries) if entry.is_lunch]
        after, begin = lunches[0] if lunches else (None, None)
        walk = walked(day.instance, who, entries)
        if stops:
            filled.append(FilledRoute(row, stops, walk.leaves, walk.back, begin, after))
    made = {stop.stop for each in filled for stop in each.stops}
    left_out = tuple(row for row in stop_rows.values() if row not in made)
    return RoutingPlan(tuple(filled), left_out, {})


def engine_terms(day: Day, plan: RoutingPlan) -> dict[str, int]:
    terms, violations = verify(day.problem, plan)
    assert violations == []
    return terms


@pytest.mark.parametrize("kind", ["cp-sat", "simulated-annealing"])
def test_published_solutions_cost_the_engine_what_was_published_and_come_back_the_same(kind: str) -> None:
    data = folder("uhhc")
    for path in sorted((data / "solutions" / kind).glob("*.json")):
        name = "i-" + path.name.split("i-")[1][:3]
        instance = read_instance(data / "instances" / f"{name}.json")
        text = path.read_text(encoding="utf-8")
        told, routes = day_of(instance), read_solution(text)
        plan = plan_of(told, routes)
        terms = engine_terms(told, plan)
        score = score_solution(instance, text)
        assert {published: terms[ours] for published, ours in ENGINE_NAMES.items()} == score.terms
        again = routes_of(told, plan)
        assert score_solution(instance, solution_text(instance, again, weighted(instance, again))) == score


def home_and_back(instance: Instance, text: str) -> Routes:
    """What a solution is after it has been a plan; the engine is never cheaper than the scorer."""
    told = day_of(instance)
    plan = plan_of(told, read_solution(text))
    routes = routes_of(told, plan)
    score = score_solution(instance, solution_text(instance, routes, weighted(instance, routes)))
    assert score.violations == ()
    assert score.total <= sum(engine_terms(told, plan).values())
    return routes


def lunch_of(routes: Routes, name: str) -> tuple[str, int]:
    return next((entry.patient, entry.start) for entry in routes[name] if entry.service == LUNCH)


def test_lunch_is_had_at_the_stop_after_the_journey_or_before_it(tmp_path: Path) -> None:
    instance = day(tmp_path, *PATIENTS)
    visits = [("q", "dress", 25, 40)]
    assert lunch_of(home_and_back(instance, solution(anna=[*visits, ("q", "lunch_break", 40, 50)])), "anna") == (
        "q",
        40,
    )
    early = [("p", "wash", 20, 30), ("p", "lunch_break", 40, 50), ("q", "dress", 70, 85)]
    late = [("p", "wash", 20, 30), ("q", "lunch_break", 50, 60), ("q", "dress", 70, 85)]
    dressed = [("p", "dress", 20, 30)]
    assert lunch_of(home_and_back(instance, solution(anna=early, ben=dressed)), "anna") == ("p", 40)
    assert lunch_of(home_and_back(instance, solution(anna=late, ben=dressed)), "anna") == ("q", 50)


def test_who_has_no_visits_has_lunch_at_the_base_and_is_idle_that_much_less(tmp_path: Path) -> None:
    instance = day(tmp_path, *PATIENTS)
    routes = home_and_back(instance, solution(anna=[("q", "dress", 60, 75)]))
    assert [(entry.start, entry.end) for entry in routes["ben"]] == [(40, 50)]
    assert weighted(instance, routes)["max_idle_time"] == 13 * 90


def test_a_window_admits_starts_until_the_next_opens_and_the_last_for_ever(tmp_path: Path) -> None:
    for met, on_time in (("at_service_start", [30, 62]), ("at_service_end", [15, 47])):
        stop = day_of(day(tmp_path, *PATIENTS, met=met)).problem.stops[2]
        assert [window.on_time for window in stop.windows] == on_time
        assert [(window.earliest, window.latest) for window in stop.windows] == [(20, 59), (60, FOREVER)]


def test_an_optional_patients_price_is_shared_and_a_required_one_costs_more_than_any_total(tmp_path: Path) -> None:
    prices = [stop.price for stop in day_of(day(tmp_path, *PATIENTS)).problem.stops]
    assert prices == [10, 9, REQUIRED]


def test_only_who_is_able_and_compatible_may_make_a_stop_and_dislikes_are_priced(tmp_path: Path) -> None:
    wishes: dict[str, Any] = {"preferred_caregivers": ["ben"], "incompatible_caregivers": ["carla"]}
    staff = (caregiver("anna", "dress"), caregiver("ben", "dress"), caregiver("carla", "dress"), caregiver("dan"))
    stop = day_of(day(tmp_path, patient("p", 1, ("dress", 10), **wishes), caregivers=staff)).problem.stops[0]
    assert stop.routes.tolist() == [0, 1]
    assert stop.route_pence is not None
    assert stop.route_pence.tolist() == [17, 0]


def test_what_is_hard_leaves_no_choice(tmp_path: Path) -> None:
    hard = dict.fromkeys(WEIGHTS, "HARD")
    p = patient("p", 1, ("wash", 10), preferred_caregivers=["ben"], optional=True)
    problem = day_of(day(tmp_path, p, weights=hard)).problem
    assert problem.stops[0].routes.tolist() == []
    assert problem.stops[0].price == problem.routes[0].break_missed == REQUIRED
    assert problem.stops[0].windows[0].latest == 20
    assert problem.routes[0].latest_end == 100


def test_fractions_of_weights_are_whole_pence(tmp_path: Path) -> None:
    problem = day_of(day(tmp_path, *PATIENTS, weights=WEIGHTS | {"travel_time": 0.5})).problem
    assert problem.leg_pence[0, 0, 1] == 5 * 10
    assert problem.prices.late_minute == 3 * 10


def test_sequences_and_simultaneous_starts_are_links_and_independent_services_are_apart_only(tmp_path: Path) -> None:
    kinds = (
        {"type": "simultaneous"},
        {"type": "sequential", "distance": {"min": 10, "max": 15}},
        {"type": "independent"},
    )
    patients = [
        patient(name, 1, ("wash", 10), ("dress", 10), synchronization=kind)
        for name, kind in zip("pqr", kinds, strict=True)
    ]
    links = day_of(day(tmp_path, *patients)).problem.links
    assert [(link.first, link.second, link.least, link.most) for link in links] == [
        (0, 1, 0, 0),
        (2, 3, 10, 15),
        (4, 5, -FOREVER, FOREVER),
    ]
    assert all(link.apart and link.both_or_neither for link in links)
