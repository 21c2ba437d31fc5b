"""Visits that the search overlooked are put in where they pay; a roster with none stays as it is."""

from optimiser.explain.room_left import take_up_room_left
from optimiser.referee import checked
from optimiser.standing import standing
from tests.builders import duty, request, roster, user, visit, window

USERS = (user(), user("U2", place_id="P3"))


def test_a_visit_with_room_for_it_is_put_in() -> None:
    asked = request(service_users=USERS, visits=(visit(), visit("V2", "U2", windows=(window("09:00", "11:00"),))))
    incumbent = standing(asked, roster(duty(visits=(("V2", "09:30"),))))
    assert take_up_room_left(incumbent) == 1
    planned, terms = checked(incumbent, 1)
    assert (planned.unserved, terms["required_unserved"]) == ((), 0)


def test_a_visit_that_does_not_pay_stays_out() -> None:
    asked = request(visits=(visit(unserved_price_pence=10),))
    incumbent = standing(asked, roster(duty()))
    before = incumbent.pence()
    assert take_up_room_left(incumbent) == 0
    assert incumbent.pence() == before
