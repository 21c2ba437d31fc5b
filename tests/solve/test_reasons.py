"""Why nobody makes a visit: each reason when it is true, in a sentence."""

from models.visits import Need
from optimiser.reasons import unserved_with_reasons
from tests.builders import request, user, visit, window, worker
from tests.improve.plans import incumbent_with_some_shifts
from tests.routing.plans import shift


def reason(visit_id: str = "V1", **fields) -> tuple[str, str]:
    """The code and sentence when W1 and W2 have an early on Monday and everything that fits is made."""
    asked = request(**{"workers": (worker(), worker("W2")), **fields})
    incumbent = incumbent_with_some_shifts(asked, 1)
    names = [each.id for each in asked.workers]
    incumbent.replace_shifts(names, [])
    incumbent.replace_shifts(names, [shift(asked, name) for name in names])
    incumbent.plan.fill_all()
    (unserved,) = [each for each in unserved_with_reasons(incumbent) if each.visit_id == visit_id]
    return unserved.reason_code, unserved.reason


def test_nobody_may_make_it() -> None:
    code, sentence = reason(visits=(visit(skills=("flying",)),))
    assert code == "U01"
    assert sentence == "Nobody may make it: R18 skills refuses 2 workers."


def test_one_may_make_it_where_two_are_needed() -> None:
    excluded = (user(excluded_worker_ids=("W1",)),)
    code, sentence = reason(service_users=excluded, visits=(visit(workers_needed=2),))
    assert code == "U01"
    assert sentence == "1 worker may make it, 2 needed: R20 excluded workers refuses 1 worker."


def test_nobody_is_on_duty() -> None:
    code, sentence = reason(visits=(visit(windows=(window("16:00", "18:00"),)),))
    assert code == "U02"
    assert sentence.startswith("Of 2 workers who may make it, none has a duty for it Mon 12 Jan 16:00 to 18:00.")


def test_no_room() -> None:
    sharp = (window("09:00", "09:00"),)
    work = (visit(windows=sharp, need=Need.WAITING_LIST), visit("V2", windows=sharp), visit("V3", windows=sharp))
    assert reason(visits=work)[0] == "U03"


def test_no_two_together() -> None:
    sharp = (window("09:00", "09:00"),)
    work = (visit(windows=sharp, workers_needed=2, need=Need.WAITING_LIST), visit("V2", windows=sharp))
    assert reason(visits=work)[0] == "U04"


def test_dearer_than_its_price() -> None:
    assert reason(visits=(visit(unserved_price_pence=149),))[0] == "U05"
