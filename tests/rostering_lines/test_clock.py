"""The clock of a search for lines: it leaves time for what comes after."""

import time

from optimiser.budget import Budget
from optimiser.by_cover import plan_by_cover
from optimiser.improve.stop import never
from optimiser.progress import Reporter
from optimiser.rostering.lines.problem import Lines
from optimiser.rostering.lines.search import Clock, Found, improve_lines
from optimiser.rostering.lines.start import first_lines
from tests.rostering_lines.rotas import generated, lines_of

HOUR = 3_600.0


def test_time_is_up_when_what_is_left_is_needed_for_the_roster() -> None:
    assert not Clock(never, HOUR).is_past(1.0)
    assert not Clock(never, HOUR, closing=lambda: HOUR / 2).is_past(1.0)
    assert Clock(never, HOUR, closing=lambda: HOUR).is_past(1.0)


def test_a_share_of_the_time_is_over_sooner() -> None:
    clock = Clock(never, HOUR, began=Clock(never).began - HOUR / 2)
    assert clock.is_past(0.4)
    assert not clock.is_past(0.6)


def test_without_seconds_only_cancelling_ends_a_search() -> None:
    assert not Clock(never).is_past(1.0)
    assert Clock(lambda: True).is_past(1.0)


def test_a_search_whose_time_goes_into_the_roster_ends_with_its_first_lines() -> None:
    problem, told = lines_of(generated(2)).problem, list[Lines]()

    def tell(found: Found) -> None:
        told.append(found.lines)

    found = improve_lines(problem, seconds=HOUR, on_better=tell, closing=lambda: HOUR)
    assert (found.lines.choices == first_lines(problem, 1).choices).all()
    assert told


def test_a_machine_that_stands_still_while_a_roster_is_told_takes_no_more_time_than_that() -> None:
    still = [2.0]
    reporter = Reporter(time.perf_counter(), lambda _: time.sleep(still.pop() if still else 0.0))
    budget = Budget(until=time.perf_counter() + 3.0, steps=None, workers=1, seed=1)
    plan_by_cover(generated(2, workers=6), budget, reporter, ())
    assert reporter.history[-1].objective_pence < reporter.history[0].objective_pence
