"""R20: nobody visits a service user who excluded them."""

from models.rules import RuleCode
from tests.builders import MONDAY, duty, request, roster, user, visit, worker
from tests.checks.judging import broken

R20 = RuleCode.EXCLUDED_WORKERS
ASKED = request(
    workers=(worker(), worker("W2")),
    service_users=(user(excluded_worker_ids=("W3", "W2")), user("U2", place_id="P2")),
    visits=(visit(), visit("V2", "U2")),
)


def test_r20_binds_on_a_visit_by_an_excluded_worker() -> None:
    (violation,) = broken(R20, ASKED, roster(duty("W2", visits=[("V1", "08:00")])))
    assert violation.worker_ids == ("W2",)
    assert violation.visit_ids == ("V1",)
    assert violation.date == MONDAY
    assert violation.sentence == "W2 makes visit V1, but U1 has excluded them."


def test_r20_holds_for_another_worker_and_for_another_persons_visit() -> None:
    worked = [duty("W1", visits=[("V1", "08:00")]), duty("W2", visits=[("V2", "08:00")])]
    assert broken(R20, ASKED, roster(*worked)) == []
