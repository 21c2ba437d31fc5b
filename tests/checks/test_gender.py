"""R19: each worker at a visit is of the gender the service user asked for."""

from models.base import Gender
from models.rules import RuleCode
from tests.builders import MONDAY, duty, request, roster, user, visit, worker
from tests.checks.judging import broken

R19 = RuleCode.GENDER
ASKED_FOR_A_WOMAN = {"service_users": (user(gender_asked=Gender.FEMALE),)}
VISITING = roster(duty(visits=[("V1", "08:00")]))


def test_r19_binds_on_a_worker_of_another_gender() -> None:
    (violation,) = broken(R19, request(workers=(worker(gender=Gender.MALE),), **ASKED_FOR_A_WOMAN), VISITING)
    assert violation.worker_ids == ("W1",)
    assert violation.visit_ids == ("V1",)
    assert violation.date == MONDAY
    assert violation.sentence == "W1, who is male, makes visit V1; U1 asked for a female worker."


def test_r19_binds_on_a_worker_whose_gender_is_not_given() -> None:
    (violation,) = broken(R19, request(workers=(worker(gender=None),), **ASKED_FOR_A_WOMAN), VISITING)
    assert violation.sentence == "W1, who has no gender given, makes visit V1; U1 asked for a female worker."


def test_r19_binds_on_one_of_two_workers() -> None:
    workers = (worker(), worker("W2", gender=Gender.MALE))
    asked = request(workers=workers, visits=(visit(workers_needed=2),), **ASKED_FOR_A_WOMAN)
    both = roster(*(duty(name, visits=[("V1", "08:00")]) for name in ("W1", "W2")))
    assert [violation.worker_ids for violation in broken(R19, asked, both)] == [("W2",)]


def test_r19_holds_for_the_gender_asked_for() -> None:
    assert broken(R19, request(**ASKED_FOR_A_WOMAN), VISITING) == []


def test_r19_holds_when_nothing_was_asked() -> None:
    assert broken(R19, request(workers=(worker(gender=None),)), VISITING) == []
