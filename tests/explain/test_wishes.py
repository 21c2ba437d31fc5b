"""What granting a refused wish costs: the roster that grants it is real, and what the rules forbid is said to be."""

import pytest

from models.request import RotaRequest
from models.roster import Roster
from models.rules import Rules
from models.wishes import Pin, PinKind, Preference, PreferenceKind
from optimiser.checks.objective import TERMS
from optimiser.explain.explanation import Explainer
from optimiser.explain.terms import SENTENCES, explain_terms
from optimiser.explain.wishes import Granting, explain_wishes
from tests.builders import MONDAY, duty, request, roster, visit, window, worker


def wish(**fields: object) -> Preference:
    return Preference(**{"id": "wish1", "worker_id": "W1", "kind": PreferenceKind.RATHER_NOT, "date": MONDAY, **fields})


def granting(asked: RotaRequest, planned: Roster) -> Granting:
    (found,) = explain_wishes(asked, planned)
    return found


def test_a_colleague_who_takes_the_duty_over_makes_a_wish_cheap() -> None:
    asked = request(workers=(worker(), worker("W2")), preferences=(wish(),))
    found = granting(asked, roster(duty(visits=(("V1", "08:00"),))))
    assert found.pence is not None
    assert (found.pence < asked.prices.required_visit_unserved, found.contact_minutes) == (True, 0)
    assert found.worker_ids == ("W1", "W2")
    assert found.saved_pence == asked.prices.preference_refused


def test_of_a_large_request_the_worker_s_constituency_alone_is_planned_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optimiser.parts.LARGEST_WHOLE", 1)
    far = tuple(worker(name, constituency="Erdington", pay_pence_per_hour=900) for name in ("W3", "W4"))
    asked = request(workers=(worker(), worker("W2"), *far), preferences=(wish(),))
    planned = roster(duty(visits=(("V1", "08:00"),)), duty("W3"))
    found = granting(asked, planned)
    assert (found.worker_ids, found.contact_minutes) == (("W1", "W2"), 0)
    assert found.pence is not None


def test_a_wish_that_leaves_a_visit_unmade_costs_the_visit() -> None:
    asked = request(preferences=(wish(),))
    found = granting(asked, roster(duty(visits=(("V1", "08:00"),))))
    assert found.pence is not None
    assert found.pence > asked.prices.required_visit_unserved // 2
    assert (found.contact_minutes, "at most" in found.sentence) == (-30, True)


def test_a_wish_that_a_pin_forbids_cannot_be_granted() -> None:
    pinned = Pin(id="P1", kind=PinKind.DUTY, worker_id="W1", date=MONDAY)
    found = granting(request(preferences=(wish(),), pins=(pinned,)), roster(duty(visits=(("V1", "08:00"),))))
    assert (found.impossible, found.pence) == (True, None)
    assert "R02" in found.sentence and "R05" in found.sentence


def test_a_wish_that_rest_forbids_cannot_be_granted() -> None:
    pins = tuple(
        Pin(id=f"P{n}", kind=PinKind.DUTY, worker_id="W1", date=date, pattern_id="late")
        for n, date in enumerate(request().horizon.dates[:1])
    )
    wanted = wish(kind=PreferenceKind.WANT, date=request().horizon.dates[1], pattern_id="early")
    asked = request(preferences=(wanted,), pins=pins, rules=Rules(), visits=())
    found = granting(asked, roster(duty(pattern_id="late")))
    assert found.impossible
    assert "R07 daily rest" in found.sentence


def test_granted_wishes_are_not_told() -> None:
    asked = request(preferences=(wish(kind=PreferenceKind.WANT),))
    assert list(explain_wishes(asked, roster(duty(visits=(("V1", "08:00"),))))) == []


def test_every_priced_term_has_its_sentence() -> None:
    assert set(TERMS) == set(SENTENCES)
    told = explain_terms(request(), roster())
    assert "£316.20 for promised visits that nobody makes, at what buying them elsewhere costs." in [
        term.sentence for term in told
    ]


def test_a_whole_explanation_counts_what_it_does_not_show() -> None:
    work = tuple(visit(f"V{n}", windows=(window("16:00", "18:00"),)) for n in range(3))
    found = Explainer(request(visits=work), roster(duty())).whole(1, 1)
    assert (len(found.visits), found.more_visits) == (1, {"U02": 2})
