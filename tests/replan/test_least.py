"""As few duties change as can: against enumeration of every set, sharing out and order."""

import random

import pytest

from models.changes import Sickness
from models.request import RotaRequest
from models.roster import PlannedVisit, Roster
from optimiser.checks import check
from tests.builders import MONDAY, duty, moment, request, worker
from tests.replan.by_enumeration import Enumeration
from tests.replan.scenes import USERS, half_hour, made, replanned, scene

SICK = Sickness(worker_id="W1", first_date=MONDAY)


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def drawn(seed: int) -> tuple[RotaRequest, Roster]:
    """Four workers with two or three visits each, an hour apart, and windows of up to an hour and a half around."""
    rng = random.Random(seed)
    visits, duties = [], []
    for number in range(1, 5):
        planned, start = [], 430 + rng.randrange(40)
        for each in range(rng.choice((2, 3)) if number == 1 else rng.choice((1, 2))):
            minutes = rng.choice((30, 45, 60))
            if start + minutes > 780:
                break
            early, late = max(430, start - rng.choice((0, 20, 60))), start + rng.choice((0, 15, 30))
            name, place = f"V{number}{each}", rng.randrange(1, 6)
            visits.append(half_hour(name, place, clock(early), clock(late), minutes=minutes))
            planned.append(PlannedVisit(visit_id=name, start=moment(clock(start))))
            start += minutes + 30 + rng.randrange(60)
        duties.append(duty(f"W{number}").model_copy(update={"visits": tuple(planned)}))
    workers = tuple(worker(f"W{number}") for number in range(1, 5))
    return request(workers=workers, service_users=USERS, visits=tuple(visits)), Roster(duties=tuple(duties))


@pytest.mark.parametrize("seed", range(12))
def test_a_sickness_changes_no_more_duties_than_it_must_and_leaves_no_more_unserved(seed: int) -> None:
    asked, published = drawn(seed)
    assert not check(asked, published)
    found = replanned(asked, published, SICK)
    assert (found.terms["required_unserved"], len(found.further)) == Enumeration(asked, published, "W1").least()


@pytest.mark.parametrize("seed", range(4))
def test_a_budget_is_kept_and_no_more_goes_unserved_than_it_must(seed: int) -> None:
    asked, published = drawn(seed)
    found = replanned(asked, published, SICK, at_most_duties=1)
    assert len(found.further) <= 1
    assert found.terms["required_unserved"] == Enumeration(asked, published, "W1").least(most=1)[0]


def test_one_colleague_with_room_is_enough() -> None:
    visits = [
        half_hour("V1", 1, "09:00", "09:00"),
        half_hour("V2", 2, "11:00", "11:00"),
        half_hour("V3", 3, "11:00", "11:00"),
    ]
    asked, published = scene(
        ("W1", (("V1", "09:00"),)), ("W2", (("V2", "11:00"),)), ("W3", (("V3", "11:00"),)), visits=visits
    )
    found = replanned(asked, published, SICK)
    assert len(found.further) == 1
    assert not found.left


def test_two_visits_at_one_time_need_two_colleagues() -> None:
    visits = [
        half_hour("V1", 1, "09:00", "09:00"),
        half_hour("V2", 2, "09:40", "09:40"),
        half_hour("V3", 3, "09:50", "09:50"),
    ]
    asked, published = scene(
        ("W1", (("V1", "09:00"), ("V2", "09:40"))), ("W2", (("V3", "09:50"),)), ("W3", ()), visits=visits
    )
    found = replanned(asked, published, SICK)
    assert len(found.further) == 1, "W3, who is free, takes both"
    assert made(found)["V1"] == made(found)["V2"] == ["W3"]


def test_a_budget_of_one_makes_the_dearer_visit_and_says_what_the_other_would_need() -> None:
    visits = [
        half_hour("V1", 1, "09:00", "09:00"),
        half_hour("V2", 5, "09:10", "09:10", time_critical=True),
        half_hour("V3", 3, "11:00", "11:00"),
        half_hour("V4", 4, "11:00", "11:00"),
    ]
    asked, published = scene(
        ("W1", (("V1", "09:00"),)),
        ("W4", (("V2", "09:10"),)),
        ("W2", (("V3", "11:00"),)),
        ("W3", (("V4", "11:00"),)),
        visits=visits,
    )
    both = (SICK, Sickness(worker_id="W4", first_date=MONDAY))
    assert len(replanned(asked, published, *both).further) == 2
    found = replanned(asked, published, *both, at_most_duties=1)
    assert [each.visit_id for each in found.left] == ["V1"]
    assert len(found.left[0].needed) == 2
    assert "no more than 1 further duty may change" in found.left[0].reason
