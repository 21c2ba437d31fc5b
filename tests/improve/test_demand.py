"""What rostering is told to serve: minutes with expected travel, split over workers, for those who may serve it."""

from models.workers import Training
from optimiser.improve.demand import demand_items
from optimiser.rostering.demand import DemandItem
from optimiser.routing.routing import Routing
from tests.builders import MONDAY, request, user, visit, worker

BOTH = frozenset({"W1", "W2"})
CREW = (worker(), worker("W2"))


def items(asked, workers=BOTH, journey=10) -> list[DemandItem]:
    routing = Routing.of(asked)
    return demand_items(routing, routing.primaries.tolist(), workers, journey)


def test_a_visit_is_its_minutes_and_a_journey_at_its_price() -> None:
    (item,) = items(request(workers=CREW, visits=(visit(minutes=30, unserved_price_pence=777),)))
    assert (item.minutes, item.price_pence, item.eligible) == (40, 777, BOTH)
    assert item.starts == ((480, 600),)


def test_a_two_worker_visit_is_two_items_that_share_its_price() -> None:
    both = items(request(workers=CREW, visits=(visit(workers_needed=2, unserved_price_pence=900),)))
    assert [item.price_pence for item in both] == [450, 450]


def test_a_training_needs_no_journey() -> None:
    session = Training(id="T1", worker_id="W2", minutes=60, first_date=MONDAY, last_date=MONDAY)
    (item,) = items(request(workers=CREW, visits=(), trainings=(session,)))
    assert (item.minutes, item.eligible) == (60, frozenset({"W2"}))


def test_work_for_others_and_work_for_nobody_is_left_out() -> None:
    asked = request(workers=CREW, service_users=(user(excluded_worker_ids=("W1",)),))
    assert items(asked, frozenset({"W1"})) == []
    assert items(request(workers=CREW, visits=(visit(skills=("flying",)),))) == []
