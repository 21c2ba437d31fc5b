"""A request without a plan: which rules clash, for whom, none of them needlessly named."""

from datetime import time

from models.clock import at
from models.request import RotaRequest
from models.rules import Rules
from models.visits import Post
from models.wishes import Pin, PinKind
from models.workers import Absence, AbsenceKind, CarriedIn
from optimiser.conflicts import explain_infeasible
from optimiser.shifts import candidate_shifts
from tests.builders import moment, request, worker
from tests.rostering.shifts_by_hand import day


def pins(*numbers: int, **fields: object) -> tuple[Pin, ...]:
    return tuple(
        Pin(**{"id": f"P{n}", "kind": PinKind.DUTY, "worker_id": "W1", "date": day(n), **fields}) for n in numbers
    )


def explained(own: RotaRequest) -> list[str]:
    return [str(problem) for problem in explain_infeasible(own, candidate_shifts(own))]


def test_a_request_that_can_be_planned_has_no_clash() -> None:
    assert explained(request(pins=pins(0, 1, 2))) == []


def test_more_pinned_than_contract_hours_names_both_rules_and_the_worker() -> None:
    own = worker(contract_minutes_per_week=1_080, tolerance_over_minutes=240)
    (text,) = explained(request(workers=(own, worker("W2")), pins=pins(0, 2, 4, 5)))
    assert text.startswith("E4001 R05") and "R06" in text and "W1" in text and "W2" not in text
    assert "R07" not in text and "R12" not in text
    assert "22 h" in text and "P5" in text and "unpin a duty or raise the tolerance" in text


def test_two_workers_in_trouble_are_both_told() -> None:
    both = (worker("W1"), worker("W2"))
    clashing = (*pins(*range(7)), *(Pin(id=f"Q{n}", kind=PinKind.DUTY, worker_id="W2", date=day(n)) for n in range(7)))
    texts = explained(request(workers=both, pins=clashing, rules=Rules(most_consecutive_days=3)))
    assert ["W1" in texts[0], "W2" in texts[1], len(texts)] == [True, True, 2]


def test_a_run_carried_in_is_named_with_the_pins_it_clashes_with() -> None:
    tired = worker(carried=CarriedIn(consecutive_days_worked=5))
    (text,) = explained(request(workers=(tired,), pins=pins(0, 1)))
    assert "R05" in text and "R12" in text and "5 carried in" in text and "R06" not in text


def test_a_pin_on_leave_is_named_with_the_leave() -> None:
    away = Absence(id="A1", worker_id="W1", kind=AbsenceKind.LEAVE, first_date=day(1), last_date=day(2), paid_minutes=0)
    (text,) = explained(request(pins=pins(1), absences=(away,)))
    assert "R02" in text and "R05" in text and "leave A1" in text


def test_a_late_end_before_the_horizon_is_named_with_the_pin_it_clashes_with() -> None:
    late = worker(carried=CarriedIn(last_duty_end=moment("23:00", -1)))
    (text,) = explained(request(workers=(late,), pins=pins(0, pattern_id="early")))
    assert "R07" in text and "R05" in text and "23:00" in text


def test_contract_hours_that_no_shifts_add_up_to_are_told_alone() -> None:
    own = worker(contract_minutes_per_week=900, tolerance_over_minutes=60, tolerance_under_minutes=60)
    (text,) = explained(request(workers=(own,)))
    assert text.startswith("E4001 R06 contract hours within tolerance cannot be kept for W1: 14 h to 16 h")


def desk(number: int, start: int) -> Post:
    start_at, end_at = at(day(number), time(start)), at(day(number), time(start + 6))
    return Post(
        id=f"desk{number}-{start}", place_id="P0", constituency="Yardley", start=start_at, end=end_at, skills=("desk",)
    )


def test_posts_that_one_worker_cannot_cover_both_name_the_posts_and_the_worker() -> None:
    able = (worker("W1", skills=("desk",)), worker("W2"))
    (text,) = explained(request(workers=able, posts=(desk(0, 15), desk(1, 7), desk(3, 7))))
    assert text.startswith("E4002 R15") and "R07" in text and "W1" in text and "W2" not in text
    assert "desk0-15" in text and "desk1-7" in text and "desk3-7" not in text


def test_posts_shared_by_two_workers_have_no_clash() -> None:
    able = (worker("W1", skills=("desk",)), worker("W2", skills=("desk",)))
    assert explained(request(workers=able, posts=(desk(0, 15), desk(1, 7)))) == []
