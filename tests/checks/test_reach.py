"""R24: nobody is sent to a constituency, or on a journey from their place, beyond what they agreed."""

from typing import Any

import pytest

from models.rules import RuleCode
from models.visits import Post
from tests.builders import MONDAY, duty, moment, request, roster, user, worker
from tests.checks.judging import broken

R24 = RuleCode.REACH
VISITING = roster(duty(visits=[("V1", "08:00")]))
IN_LADYWOOD = {"service_users": (user(constituency="Ladywood"),)}


def desk(**fields: Any) -> Post:
    own = {"id": "desk", "place_id": "P2", "constituency": "Yardley", "start": moment("07:00"), "end": moment("13:00")}
    return Post(**{**own, **fields})


COVERING = roster(duty().model_copy(update={"post_id": "desk"}))


def test_r24_binds_on_a_visit_in_a_constituency_they_do_not_work_in() -> None:
    (violation,) = broken(
        R24, request(workers=(worker(reach_constituencies=("Northfield",)),), **IN_LADYWOOD), VISITING
    )
    assert violation.worker_ids == ("W1",)
    assert violation.visit_ids == ("V1",)
    assert violation.date == MONDAY
    assert violation.sentence == ("W1 makes visit V1 in Ladywood, which is not among the constituencies they work in.")


def test_r24_binds_on_a_visit_a_minute_too_far_from_their_place() -> None:
    (violation,) = broken(R24, request(workers=(worker(reach_minutes=5),)), VISITING)
    assert violation.sentence == "W1 makes visit V1 6 min from their place P0; they go no further than 5 min."


def test_r24_binds_on_constituency_and_distance_both() -> None:
    assert len(broken(R24, request(workers=(worker(reach_minutes=5),), **IN_LADYWOOD), VISITING)) == 2


def test_r24_binds_on_a_post_in_another_constituency_or_too_far() -> None:
    (violation,) = broken(R24, request(posts=(desk(constituency="Ladywood"),)), COVERING)
    assert violation.sentence == (
        "W1 covers post desk in Ladywood, which is not among the constituencies they work in."
    )
    (violation,) = broken(R24, request(posts=(desk(),), workers=(worker(reach_minutes=8),)), COVERING)
    assert violation.sentence == "W1 covers post desk 9 min from their place P0; they go no further than 8 min."


@pytest.mark.parametrize("reached", [("Ladywood",), ("*",), ("Northfield", "Ladywood")])
def test_r24_holds_in_a_constituency_they_agreed_to(reached: tuple[str, ...]) -> None:
    assert broken(R24, request(workers=(worker(reach_constituencies=reached),), **IN_LADYWOOD), VISITING) == []


def test_r24_holds_at_exactly_the_minutes_they_agreed_to() -> None:
    assert broken(R24, request(workers=(worker(reach_minutes=6),)), VISITING) == []
    assert broken(R24, request(posts=(desk(),), workers=(worker(reach_minutes=9),)), COVERING) == []


def test_r24_holds_in_their_own_constituency_without_a_limit() -> None:
    assert broken(R24, request(), VISITING) == []
    assert broken(R24, request(posts=(desk(),)), COVERING) == []
