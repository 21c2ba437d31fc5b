"""Vehicle routing with time windows: distances cut off, the first customers, and a scorer that misses nothing."""

from pathlib import Path

import pytest

from benchmarks.public.vrptw import VrptwSet, problem_of, read_instance, read_routes, solution_text
from optimiser.routing.problem import FilledRoute, RoutedStop, RoutingPlan
from tests.public_benchmarks.data import folder
from tests.routing.verify import verify

FILE = """TINY

VEHICLE
NUMBER     CAPACITY
  2         10

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME
    0       0          0          0          0        100          0
    1       1          1          6          0         50         10
    2       2          2          4         20         25         10
    3       3          3          5          0         90         10
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    path = tmp_path / "TINY.txt"
    path.write_text(FILE, encoding="utf-8")
    return path


def violations(instance: Path, *routes: str, customers: int = 100) -> str:
    text = "\n".join(f"Route #{number}: {route}" for number, route in enumerate(routes, start=1))
    return " / ".join(VrptwSet(customers).score(instance, text).violations)


def test_distances_are_cut_off_after_one_decimal(tiny: Path) -> None:
    told = read_instance(tiny, 100)
    assert [told.tenths(0, there) for there in range(4)] == [0, 14, 28, 42]


def test_a_plan_costs_the_engine_what_the_scorer_says(tiny: Path) -> None:
    first = FilledRoute(0, (RoutedStop(0, 14), RoutedStop(1, 200)), leaves=0, returns=328)
    plan = RoutingPlan((first, FilledRoute(1, (RoutedStop(2, 42),), leaves=0, returns=184)), (), {})
    terms, broken = verify(problem_of(read_instance(tiny, 100)), plan)
    score = VrptwSet().score(tiny, solution_text(plan))
    assert (broken, score.violations) == ([], ())
    assert score.total == sum(terms.values()) / 10 == (14 + 14 + 28 + 42 + 42) / 10


def test_every_broken_rule_is_said(tiny: Path) -> None:
    assert violations(tiny, "1 2", "3") == ""
    assert "not every customer is visited once" in violations(tiny, "1 2")
    assert "not every customer is visited once" in violations(tiny, "1 2", "3 3")
    assert "3 routes for 2 vehicles" in violations(tiny, "1", "2", "3")
    assert "carries 11 of 10" in violations(tiny, "1 3", "2")
    assert "customer 2 is reached at 25.6, due 25" in violations(tiny, "1 3 2")


def test_a_vehicle_is_back_before_the_depot_closes(tiny: Path) -> None:
    tiny.write_text(FILE.replace("0        100          0", "0         40          0"), encoding="utf-8")
    assert "customer 0 is reached at 45.6, due 40" in violations(tiny, "2 3", "1")


def test_the_first_customers_of_a_file_make_an_instance_of_their_own(tiny: Path) -> None:
    assert violations(tiny, "1 2", customers=2) == ""
    assert len(problem_of(read_instance(tiny, 2)).stops) == 2
    assert [VrptwSet(customers).name for customers in (25, 50, 100)] == ["vrptw-25", "vrptw-50", "vrptw"]


def test_a_file_that_is_no_instance_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir\n12 34\n", encoding="utf-8")
    with pytest.raises(ValueError, match="a fleet and rows"):
        read_instance(path, 100)


def test_solutions_are_read_however_routes_are_numbered() -> None:
    assert read_routes("Route #1: 3 1\nroute 2: 2\nCost 12.5\n") == [[3, 1], [2]]


@pytest.mark.parametrize("customers", [25, 50, 100])
def test_every_instance_is_read_whole_and_has_its_optimum(customers: int) -> None:
    data = folder("vrptw")
    each = VrptwSet(customers)
    published = each.published(data)
    paths = each.instances(data)
    assert paths
    for path in paths:
        assert len(read_instance(path, customers).customers) == customers + 1
        assert published[each.instance_name(path)].keys() == {f"n{customers}"}
