"""Whether the rules leave a choice of shifts: told exactly, whatever rule it is that leaves none."""

from typing import Any

from models.clock import Horizon
from models.request import RotaRequest
from models.wishes import Pin, PinKind
from optimiser.rostering.only_shifts import only_shifts
from tests.builders import MONDAY, PATTERNS, pattern, request, worker

EARLY = {"pattern_ids": ("early",)}


def pinned(worker_id: str, pattern_id: str | None = None) -> Pin:
    return Pin(id=f"pin {worker_id}", kind=PinKind.DUTY, worker_id=worker_id, date=MONDAY, pattern_id=pattern_id)


def day_of(*workers: Any, pins: tuple[Pin, ...] = (), **fields: Any) -> RotaRequest:
    return request(horizon=Horizon(start=MONDAY, days=1), workers=workers, pins=pins, **fields)


def worked(asked: RotaRequest) -> list[tuple[str, str]] | None:
    shifts = only_shifts(asked, 30)
    return None if shifts is None else [(shift.worker_id, shift.pattern_id) for shift in shifts]


def test_pinned_workers_with_one_shift_each_have_no_choice() -> None:
    asked = day_of(worker("W1"), worker("W2", **EARLY), pins=(pinned("W1", "late"), pinned("W2")))
    assert worked(asked) == [("W1", "late"), ("W2", "early")]


def test_one_worker_who_may_stay_at_home_has_a_choice() -> None:
    assert worked(day_of(worker("W1", **EARLY), worker("W2", **EARLY), pins=(pinned("W1"),))) is None


def test_a_worker_pinned_to_any_shift_has_a_choice_of_two() -> None:
    assert worked(day_of(worker("W1"), pins=(pinned("W1"),))) is None


def test_a_shift_that_may_begin_sooner_is_a_choice() -> None:
    movable = pattern("early", "07:00", "13:00", start_earlier_minutes=30)
    assert worked(day_of(worker("W1", **EARLY), pins=(pinned("W1"),), patterns=(movable, *PATTERNS[1:]))) is None


def test_hours_owed_leave_no_choice_when_only_every_shift_makes_them_up() -> None:
    # Five days of six hours: 1,800 minutes owed can be worked in one way, 1,440 in five.
    days_off = tuple(
        Pin(id=f"off {day}", kind=PinKind.DAY_OFF, worker_id="W1", date=MONDAY.replace(day=12 + day)) for day in (5, 6)
    )
    for owed, ways in ((1_800, 1), (1_440, 5)):
        crew = (worker("W1", **EARLY, contract_minutes_per_week=owed, tolerance_under_minutes=0),)
        found = worked(request(workers=crew, pins=days_off))
        assert found == ([("W1", "early")] * 5 if ways == 1 else None)


def test_shifts_that_break_a_rule_together_are_no_choice_to_be_made() -> None:
    crew = worker("W1", pattern_ids=("early", "late"))
    rest = (
        Pin(id="a", kind=PinKind.DUTY, worker_id="W1", date=MONDAY, pattern_id="late"),
        Pin(id="b", kind=PinKind.DUTY, worker_id="W1", date=MONDAY.replace(day=13), pattern_id="early"),
    )
    asked = request(horizon=Horizon(start=MONDAY, days=2), workers=(crew,), pins=rest)
    assert worked(asked) is None


def test_nobody_to_plan_is_no_choice_to_be_made() -> None:
    assert worked(day_of(pins=(), visits=())) is None
