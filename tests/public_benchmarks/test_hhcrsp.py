"""Home health care routing and scheduling as the engine sees it costs what the given scorer says."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.public.hhcrsp import UNIT, HhcrspSet, problem_of, solution_text
from optimiser.routing.problem import FOREVER, FilledRoute, RoutedStop, RoutingPlan
from tests.public_benchmarks.data import folder
from tests.routing.verify import verify

PATIENTS = [
    {"id": "p", "time_window": [10.0, 20.0], "required_caregivers": [{"service": "wash", "duration": 5.0}]},
    {
        "id": "q",
        "time_window": [10.0, 15.0],
        "required_caregivers": [{"service": "wash"}, {"service": "dress", "duration": 7.0}],
        "synchronization": {"type": "sequential", "distance": [2.0, 4.0]},
    },
    {
        "id": "r",
        "time_window": [10.0, 15.0],
        "required_caregivers": [{"service": "wash"}, {"service": "dress"}],
        "synchronization": {"type": "simultaneous"},
    },
]
DAY: dict[str, Any] = {
    "patients": PATIENTS[:2],
    "services": [{"id": "wash", "default_duration": 6.0}, {"id": "dress", "default_duration": 6.0}],
    "caregivers": [{"id": "anna", "abilities": ["wash"]}, {"id": "ben", "abilities": ["dress"]}],
    "distances": [[0.0, 3.125, 4.5], [3.125, 0.0, 2.25], [4.5, 2.25, 0.0]],
}
MADE = RoutingPlan(
    (
        FilledRoute(0, (RoutedStop(0, 10_000), RoutedStop(1, 17_250)), leaves=6875, returns=27_750),
        FilledRoute(1, (RoutedStop(2, 19_500),), leaves=15_000, returns=31_000),
    ),
    (),
    {},
)


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    path = tmp_path / "mankowska_2_1.json"
    path.write_text(json.dumps(DAY), encoding="utf-8")
    return path


def test_a_plan_costs_the_engine_three_times_what_the_given_scorer_says_in_thousandths(instance: Path) -> None:
    folder("hhcrsp")
    problem, named = problem_of(DAY)
    terms, violations = verify(problem, MADE)
    score = HhcrspSet().score(instance, solution_text(DAY, named, problem, MADE))
    assert (violations, score.violations) == ([], ())
    assert score.terms == {"travel": 18.875, "lateness": 6.75, "greatest_lateness": 4.5}
    assert sum(terms.values()) / UNIT == pytest.approx(18.875 + 6.75 + 4.5)
    assert score.total == pytest.approx(sum(terms.values()) / UNIT / 3)


def test_a_visit_left_out_is_a_violation(instance: Path) -> None:
    folder("hhcrsp")
    problem, named = problem_of(DAY)
    half = RoutingPlan(MADE.routes[:1], (2,), {})
    assert HhcrspSet().score(instance, solution_text(DAY, named, problem, half)).violations


def test_two_services_of_a_patient_are_linked_by_their_starts() -> None:
    distances = [[0.0] * 4 for _ in range(4)]
    problem, _ = problem_of(DAY | {"patients": PATIENTS, "distances": distances})
    assert [(link.first, link.second, link.least, link.most) for link in problem.links] == [
        (1, 2, 2000, 4000),
        (3, 4, 0, 0),
    ]
    assert [stop.minutes for stop in problem.stops] == [5000, 6000, 7000, 6000, 6000]
    assert [stop.routes.tolist() for stop in problem.stops] == [[0], [0], [1], [0], [1]]


def test_nobody_starts_early_and_no_day_ends() -> None:
    problem, _ = problem_of(DAY)
    window = problem.stops[0].windows[0]
    assert (window.earliest, window.on_time, window.latest) == (10_000, 20_000, FOREVER)
    assert {route.latest_end for route in problem.routes} == {FOREVER}


def test_larger_days_are_given_longer(instance: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    large.write_text(json.dumps(DAY | {"patients": [PATIENTS[0]] * 101}), encoding="utf-8")
    assert [HhcrspSet().published_seconds(path, {}) for path in (instance, large)] == [120, 300]
    assert [path.name for path in HhcrspSet().instances(tmp_path)] == [instance.name, large.name]


def test_every_instance_has_its_published_figures() -> None:
    data = folder("hhcrsp")
    published = HhcrspSet().published(data)
    names = [HhcrspSet().instance_name(path) for path in HhcrspSet().instances(data)]
    assert names
    assert all({"best_known", "brkga_mean_of_15"} <= published[name].keys() for name in names)
