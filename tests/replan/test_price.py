"""What changing costs, by hand."""

from models.changes import ChangePrices, Sickness
from optimiser.replan.change_cost import change_pence
from optimiser.replan.difference import difference, sentences
from tests.builders import MONDAY, duty, moment, request, roster
from tests.replan.scenes import half_hour, replanned, scene

PRICES = ChangePrices(
    person_disturbed=1_000,
    visit_moved=300,
    minute_moved=5,
    short_notice_hour=50,
    notice_hours=24,
    short_notice_payment=700,
)
BEFORE = roster(
    duty("W1", visits=(("V1", "09:00"), ("V2", "10:00"))), duty("W2", visits=(("V3", "11:00"),)), duty("W2", 3)
)
AFTER = roster(
    duty("W2", visits=(("V2", "10:20"), ("V3", "11:00"))), duty("W2", 3), duty("W3", visits=(("V1", "09:00"),))
)


def test_each_term_is_what_its_line_says() -> None:
    changes = difference(BEFORE, AFTER)
    terms = change_pence(changes, PRICES, moment("04:30"), {("W1", MONDAY)})
    assert terms == {
        "people_disturbed": 2 * 1_000,
        "visits_moved": 2 * 300,
        "minutes_moved": 20 * 5,
        "short_notice": ((24 - 5) + (24 - 2)) * 50,  # W2 from 10:20: 5 whole hours; W3's duty from 07:00: 2
        "short_notice_payments": 700,
    }


def test_nothing_changed_costs_nothing() -> None:
    assert not difference(BEFORE, BEFORE)
    assert set(change_pence([], PRICES, moment("04:30"), set()).values()) == {0}


def test_the_difference_is_told_in_plain_words() -> None:
    asked = request(visits=tuple(half_hour(name, 1, "08:00", "12:00") for name in ("V1", "V2", "V3")))
    told = {
        each.worker_id: list(sentences(asked, each, {"V1": {"W3"}, "V2": {"W2"}})) for each in difference(BEFORE, AFTER)
    }
    assert told == {
        "W1": [
            "has no duty any more (it was 07:00 to 13:00)",
            "no longer makes visit V1 at 09:00: W3 makes it",
            "no longer makes visit V2 at 10:00: W2 makes it",
        ],
        "W2": ["takes on visit V2 at 10:20"],
        "W3": ["has a new duty, 07:00 to 13:00, early", "takes on visit V1 at 09:00"],
    }


def test_of_two_who_could_take_a_visit_the_cheaper_one_does() -> None:
    visits = [
        half_hour("V1", 1, "09:00", "09:00"),
        half_hour("V2", 1, "11:00", "11:00"),
        half_hour("V3", 3, "11:00", "11:00"),
    ]
    plans = (("W1", (("V1", "09:00"),)), ("W2", (("V2", "11:00"),)), ("W3", (("V3", "11:00"),)))
    asked, published = scene(*plans, visits=visits)
    found = replanned(asked, published, Sickness(worker_id="W1", first_date=MONDAY))
    assert [each.worker_id for each in found.further] == ["W2"], "who visits that person anyway, next door to nothing"
    assert found.terms["unfamiliar_workers"] == 2 * 150
