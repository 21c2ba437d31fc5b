"""Services of any size and how seconds grow with them."""

import math

import pytest

from benchmarks.growth import exponent
from benchmarks.services import copied, service_of
from models.integrity import find_problems
from optimiser.preflight import preflight
from tests.stored import stored


@pytest.mark.parametrize("power", [1.0, 1.3, 2.0])
def test_the_exponent_of_a_power_is_the_power(power: float) -> None:
    rows = [{"visits": visits, "first_checked_seconds": 0.01 * visits**power} for visits in (600, 1_200, 12_000)]
    assert math.isclose(exponent(rows), power)


def test_a_service_has_about_the_visits_asked_for_and_can_be_planned() -> None:
    service = service_of(1_300)
    assert abs(len(service.visits) - 1_300) <= 400
    assert not find_problems(service)
    assert not preflight(service).fatal
    assert {place.id for place in service.places} >= {worker.place_id for worker in service.workers}


def test_a_copy_shares_no_id_and_no_place_with_the_first_but_all_its_terms() -> None:
    team = stored("team")
    copy = copied(team, 1)
    for field in ("workers", "service_users", "visits", "places", "posts", "trainings"):
        assert not {each.id for each in getattr(team, field)} & {each.id for each in getattr(copy, field)}
        assert len(getattr(team, field)) == len(getattr(copy, field))
    assert copy.patterns == team.patterns
    assert not find_problems(copy.changed(as_was=()))
    assert min(place.latitude for place in copy.places) > max(place.latitude for place in team.places)
