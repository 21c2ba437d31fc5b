"""One worker's best shifts: those that save most, under every rule of rostering."""

import pytest

from models.base import Employment
from models.clock import plus
from models.rules import Rules
from models.wishes import Pin, PinKind, Preference, PreferenceKind
from models.workers import Absence, AbsenceKind, CarriedIn
from optimiser.rostering.best_shifts import best_shifts
from optimiser.shifts import Shift, candidate_shifts
from tests.builders import MONDAY, moment, request, worker


def chosen(worth, own=None, **fields) -> list[tuple[int, str]] | None:
    """The (day, pattern) of W1's best shifts when a shift is worth `worth(day, pattern)` pence."""
    asked = request(workers=(own or worker(contract_minutes_per_week=0, tolerance_over_minutes=3_600),), **fields)
    days = {date: day for day, date in enumerate(asked.horizon.dates)}
    values = {shift: worth(days[shift.date], shift.pattern_id) for shift in candidate_shifts(asked)["W1"]}
    best: list[Shift] | None = best_shifts(asked, ["W1"], values, [], [], 1)
    return None if best is None else [(days[shift.date], shift.pattern_id) for shift in best]


def test_a_shift_worth_nothing_is_not_worked_and_one_that_is_worth_its_pay_is() -> None:
    assert chosen(lambda day, name: 0) == []
    assert chosen(lambda day, name: 20_000 * ((day, name) == (2, "late"))) == [(2, "late")]


def test_the_worthier_of_two_shifts_on_one_date_is_worked() -> None:
    assert chosen(lambda day, name: (day == 1) * {"early": 30_000, "late": 30_100}[name]) == [(1, "late")]


def test_r07_binds_an_early_after_a_late_is_worked_only_with_the_rest_between() -> None:
    """From 21:00 to 07:00 is ten hours; eleven are agreed."""
    worth = {(0, "late"): 30_000, (1, "early"): 40_000}
    for rest, best in ((660, [(1, "early")]), (600, [(0, "late"), (1, "early")])):
        rules = Rules(daily_rest_minutes=rest)
        assert chosen(lambda day, name: worth.get((day, name), 0), rules=rules) == best


def test_r12_binds_no_more_days_in_a_row_than_agreed() -> None:
    rules = Rules(most_consecutive_days=3, most_weekends_in_a_row=9)
    best = chosen(lambda day, name: 30_000 + day, rules=rules)
    assert best is not None
    days = [day for day, _ in best]
    assert len(days) == 6
    assert 3 not in days


def test_r06_binds_hours_above_the_tolerance_are_not_worked_however_worthy() -> None:
    own = worker(contract_minutes_per_week=720, tolerance_over_minutes=0, tolerance_under_minutes=720)
    assert len(chosen(lambda day, name: 90_000, own) or []) == 2


def test_r06_binds_hours_owed_are_worked_though_worth_nothing() -> None:
    own = worker(contract_minutes_per_week=720, tolerance_over_minutes=0, tolerance_under_minutes=0)
    assert len(chosen(lambda day, name: 0, own) or []) == 2


def test_r06_no_choice_at_all_when_the_hours_cannot_be_made_up() -> None:
    own = worker(contract_minutes_per_week=700, tolerance_over_minutes=0, tolerance_under_minutes=0)
    assert chosen(lambda day, name: 0, own) is None


def test_r05_binds_a_pinned_duty_is_worked_and_a_pinned_day_off_kept() -> None:
    on = Pin(id="on", kind=PinKind.DUTY, worker_id="W1", date=MONDAY, pattern_id="late")
    off = Pin(id="off", kind=PinKind.DAY_OFF, worker_id="W1", date=MONDAY.replace(day=MONDAY.day + 1))
    best = chosen(lambda day, name: 30_000 * (day == 1), pins=(on, off))
    assert best == [(0, "late")]


def test_r02_binds_nobody_works_on_leave() -> None:
    leave = Absence(
        id="leave", worker_id="W1", kind=AbsenceKind.LEAVE, first_date=MONDAY, last_date=MONDAY, paid_minutes=0
    )
    assert chosen(lambda day, name: 30_000 * (day == 0), absences=(leave,)) == []


def test_r07_binds_after_the_last_duty_before_the_horizon() -> None:
    carried = CarriedIn(last_duty_end=plus(moment("00:00"), -60))
    own = worker(contract_minutes_per_week=0, tolerance_over_minutes=3_600, carried=carried)
    assert chosen(lambda day, name: (day == 0) * {"early": 60_000, "late": 30_000}[name], own) == [(0, "late")]


@pytest.mark.parametrize(("kind", "worked"), [(PreferenceKind.WANT, True), (PreferenceKind.RATHER_NOT, False)])
def test_a_wish_decides_where_work_does_not(kind: PreferenceKind, worked: bool) -> None:
    """Six hours at £12 cost a bank worker £72; the strong wish is worth £24 and the work the rest but a pound."""
    own = worker(employment=Employment.BANK, contract_minutes_per_week=0, tolerance_over_minutes=3_600)
    wish = Preference(id="wish", worker_id="W1", kind=kind, date=MONDAY, pattern_id="early", strength=3)
    around = 7_200 + (-100 if worked else 100)
    best = chosen(lambda day, name: around * ((day, name) == (0, "early")), own, preferences=(wish,))
    assert best == ([(0, "early")] if worked else [])
