"""R16: a visit is made by exactly the workers it needs, distinct and starting together, or by nobody."""

from models.visits import Need
from tests.builders import request, user, visit, window, worker
from tests.routing.plans import makings, planned

PAIR = visit(workers_needed=2, windows=(window("07:10", "12:00"),))


def test_r16_binds_one_worker_alone_never_makes_a_two_worker_visit() -> None:
    assert makings(planned(request(visits=(PAIR,)))) == {}


def test_r16_holds_two_workers_start_together() -> None:
    crew = (worker(), worker("W2"))
    assert makings(planned(request(workers=crew, visits=(PAIR,)))) == {"V1": [("W1", "07:10"), ("W2", "07:10")]}


def test_r16_binds_the_one_who_is_free_earlier_waits_for_the_other() -> None:
    """W2 alone may make the medication visit at 08:00 sharp, so both begin V1 after it."""
    crew = (worker(), worker("W2", skills=("medication",)))
    work = (
        visit(workers_needed=2, windows=(window("07:50", "09:00"),)),
        visit("V2", skills=("medication",), windows=(window("08:00", "08:00"),)),
    )
    assert makings(planned(request(workers=crew, visits=work))) == {
        "V1": [("W1", "08:30"), ("W2", "08:30")],
        "V2": [("W2", "08:00")],
    }


def test_r16_binds_a_two_worker_visit_stays_out_when_two_are_never_free_together() -> None:
    crew = (worker(skills=("hoist",)), worker("W2", skills=("medication",)))
    work = (
        visit(workers_needed=2, windows=(window("08:00", "09:00"),), need=Need.WAITING_LIST),
        visit("V2", skills=("hoist",), minutes=60, windows=(window("08:00", "08:00"),)),
        visit("V3", skills=("medication",), minutes=60, windows=(window("09:00", "09:00"),)),
    )
    made = makings(planned(request(workers=crew, visits=work)))
    assert set(made) == {"V2", "V3"}


def test_r16_holds_the_same_two_go_together_from_one_visit_to_the_next() -> None:
    work = tuple(visit(f"V{n}", f"U{n}", workers_needed=2, windows=(window("07:10", "12:00"),)) for n in range(1, 5))
    users = tuple(user(f"U{n}", place_id=f"P{n}") for n in range(1, 5))
    made = makings(planned(request(workers=(worker(), worker("W2")), service_users=users, visits=work)))
    assert {name: [who for who, _ in pair] for name, pair in made.items()} == {
        f"V{n}": ["W1", "W2"] for n in range(1, 5)
    }
    assert all(first[1] == second[1] for first, second in made.values())
