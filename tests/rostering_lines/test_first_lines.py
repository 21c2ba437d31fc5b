"""First lines, in one piece and window by window, and the turns that better them."""

import numpy as np
import pytest

from models.line_terms import BoundKind
from models.problems import InputError
from models.request import RotaRequest
from models.wishes import Pin, PinKind
from optimiser.budget import Budget
from optimiser.by_cover import plan_by_cover
from optimiser.checks import check
from optimiser.progress import Reporter
from optimiser.rostering.lines.automaton import HARD
from optimiser.rostering.lines.problem import Lines
from optimiser.rostering.lines.search import LineSearch, improve_lines
from optimiser.rostering.lines.start import first_lines, take_turn
from optimiser.rostering.lines.tables import WorkerTables
from optimiser.rostering.lines.windows import paced_lines
from tests.rostering_lines.rotas import bound, cover, day, generated, lines_of, rota, staff
from tests.rostering_lines.test_lines import roster_of

SEEDS = range(4)
LONG_DAYS = 112


def a_long_rota(most_weekends: int = 8, least_duties: int = 66, **fields: object) -> RotaRequest:
    """Three workers over sixteen weeks, with totals that only just fit and a day off pinned every three weeks."""
    people = tuple(staff(f"W{number}") for number in range(3))
    pins = tuple(
        Pin(id=f"{person.id}-{number}", kind=PinKind.DAY_OFF, worker_id=person.id, date=day(number))
        for person in people
        for number in range(9, LONG_DAYS, 21)
    )
    bounds = (
        bound(BoundKind.MINUTES, least=480 * least_duties, most=480 * 68),
        bound(BoundKind.CONSECUTIVE_DUTIES, least=2, most=5),
        bound(BoundKind.CONSECUTIVE_DAYS_OFF, least=2),
        bound(BoundKind.WEEKENDS, most=most_weekends),
    )
    covers = tuple(cover(number, pattern) for number in range(LONG_DAYS) for pattern in ("early", "late"))
    return rota(*bounds, **{"days": LONG_DAYS, "workers": people, "pins": pins, "covers": covers, **fields})


@pytest.mark.parametrize("seed", SEEDS)
def test_lines_made_window_by_window_keep_every_workers_rules(seed: int) -> None:
    problem = lines_of(a_long_rota()).problem
    lines = paced_lines(problem, seed)
    assert max(problem.line_pence(row, line) for row, line in enumerate(lines.choices)) < HARD


def test_a_worker_on_a_long_rota_works_at_an_even_pace() -> None:
    problem = lines_of(a_long_rota()).problem
    worked = (paced_lines(problem, 1).choices > 0).cumsum(axis=1)
    for last in range(35, LONG_DAYS, 28):
        assert np.abs(worked[:, last - 1] - 67 * last / LONG_DAYS).max() <= 5  # a week's work ahead or behind


def test_a_month_off_puts_nobody_off_the_pace_for_good() -> None:
    """Four weeks are off: nobody can keep the pace through them, so what is owed is worked before and after."""
    off = tuple(
        Pin(id=f"off-{number}", kind=PinKind.DAY_OFF, worker_id="W0", date=day(number)) for number in range(42, 70)
    )
    problem = lines_of(a_long_rota(pins=off, workers=(staff("W0"),), most_weekends=16, least_duties=50)).problem
    line = paced_lines(problem, 1).choices[0]
    assert problem.line_pence(0, line) < HARD


def test_a_long_rota_improved_breaks_no_rule() -> None:
    asked = lines_of(a_long_rota())
    found = improve_lines(asked.problem, work=2)
    assert check(asked.request, roster_of(asked, found.lines)) == []
    assert found.pence == found.lines.pence(asked.problem)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_turn_gains_what_it_says_and_never_loses(seed: int) -> None:
    problem = lines_of(generated(seed, workers=6)).problem
    lines = first_lines(problem, seed)
    for worker in range(problem.workers):
        before = lines.pence(problem)
        gain = take_turn(problem, WorkerTables(problem, worker), lines)
        assert gain == before - lines.pence(problem) >= 0


def test_turns_end_where_nobody_alone_can_do_better() -> None:
    problem = lines_of(rota(workers=(staff("W1"), staff("W2")))).problem
    lines = Lines(np.zeros((2, 7), dtype=np.int64), np.zeros((2, 7), dtype=np.int64))
    gains = [take_turn(problem, WorkerTables(problem, worker), lines) for worker in (0, 1, 0)]
    assert gains == [700, 0, 0]  # the first worker meets all of the cover: one early a day


def test_a_search_cancelled_at_once_has_lines_that_keep_every_workers_rules() -> None:
    asked = lines_of(generated(1))
    found = improve_lines(asked.problem, seconds=60.0, cancelled=lambda: True)
    assert check(asked.request, roster_of(asked, found.lines)) == []


def test_the_least_cover_is_met_where_it_costs_wishes_and_more() -> None:
    """Both must work all week for the least of two, though each duty beyond three costs more than cover is worth."""
    covers = tuple(cover(number, wanted=2, least=2, under_pence=1) for number in range(7))
    dear = bound(BoundKind.DUTIES, most=3, most_pence=5000)
    request = rota(dear, covers=covers, workers=(staff("W1"), staff("W2")))
    incumbent = plan_by_cover(request, Budget(None, 3, 1, 1), Reporter.silent(), ())
    assert incumbent is not None
    assert len(incumbent.plan.shifts) == 14


def test_a_least_that_nobody_can_meet_is_refused_with_its_reason() -> None:
    covers = tuple(cover(number, wanted=1, least=1) for number in range(7))
    request = rota(bound(BoundKind.CONSECUTIVE_DUTIES, most=3), covers=covers)
    with pytest.raises(InputError) as refused:
        plan_by_cover(request, Budget(None, 3, 1, 1), Reporter.silent(), ())
    assert all(problem.code.startswith("E4") for problem in refused.value.problems)


def test_where_a_worker_has_no_line_the_request_is_left_to_rostering_by_cp_sat() -> None:
    request = rota(bound(BoundKind.DUTIES, least=5), bound(BoundKind.CONSECUTIVE_DUTIES, most=1))
    assert plan_by_cover(request, Budget(None, 3, 1, 1), Reporter.silent(), ()) is None


def test_a_fault_of_the_search_is_not_taken_for_a_worker_without_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the lines found so far would be lost, and nobody would hear of it."""

    def faulty(*_: object) -> None:
        raise ValueError("probabilities do not sum to 1")

    monkeypatch.setattr(LineSearch, "whole", faulty)
    request = rota(covers=tuple(cover(number) for number in range(7)), workers=(staff("W1"), staff("W2")))
    with pytest.raises(ValueError, match="probabilities"):
        plan_by_cover(request, Budget(None, 3, 1, 1), Reporter.silent(), ())
