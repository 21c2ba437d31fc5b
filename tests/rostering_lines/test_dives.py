"""Column generation that can step back, and parts whose surroundings change while they are solved."""

import numpy as np
import pytest

from models.wishes import Pin, PinKind
from optimiser.executor import InThisProcess
from optimiser.rostering.lines.dive import converge, dive
from optimiser.rostering.lines.drawing import Drawing
from optimiser.rostering.lines.generation import ColumnGeneration
from optimiser.rostering.lines.part import Freed
from optimiser.rostering.lines.part_job import solved
from optimiser.rostering.lines.problem import LineProblem
from optimiser.rostering.lines.search import Clock, Found, LineSearch
from optimiser.rostering.lines.start import first_lines
from optimiser.rostering.lines.tables import WorkerTables
from tests.rostering_lines.rotas import day, generated, lines_of, rota

SEEDS = range(4)


def never() -> bool:
    return False


def converged(problem: LineProblem) -> ColumnGeneration:
    tables = [WorkerTables(problem, row) for row in range(problem.workers)]
    generation = ColumnGeneration(problem, tables, InThisProcess())
    generation.add_lines(first_lines(problem, 1))
    converge(generation, np.inf, never)
    return generation


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_settled_and_undone_leaves_the_master_as_it_was(seed: int) -> None:
    generation = converged(lines_of(generated(seed)).problem)
    before = generation.master.solve().pence
    line = generation.master.columns[0].line
    generation.settle([(0, number, int(line[number])) for number in range(line.size)])
    assert generation.master.solve().pence >= before - 1e-6
    generation.undo()
    assert generation.master.solve().pence == pytest.approx(before)


def test_a_choice_ruled_out_is_neither_worked_nor_made_again() -> None:
    generation = converged(lines_of(generated(0)).problem)
    choice = int(generation.master.columns[0].line[4])
    assert generation.forbid(0, 4, choice)
    generation.round(range(generation.problem.workers))
    generation.master.solve()
    worked = [
        column.line[4]
        for column, share in zip(generation.master.columns, generation.master.shares(), strict=True)
        if column.worker == 0 and share > 0
    ]
    assert choice not in worked


def test_what_a_pin_asks_for_cannot_be_ruled_out() -> None:
    pin = Pin(id="on", kind=PinKind.DUTY, worker_id="W1", date=day(3), pattern_id="late")
    generation = converged(lines_of(rota(pins=(pin,))).problem)
    assert not generation.forbid(0, 3, 2)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_dive_ends_below_what_it_is_told_or_in_nothing(seed: int) -> None:
    problem = lines_of(generated(seed)).problem
    best = np.inf
    for below in (10**6, 10**6, 0):
        lines = dive(converged(problem), min(best, below), never, never)
        if below == 0:
            assert lines is None
        elif lines is not None:
            assert lines.pence(problem) < best
            best = lines.pence(problem)


def test_a_dive_without_time_for_itself_still_has_lines() -> None:
    problem = lines_of(generated(2)).problem
    lines = dive(converged(problem), 10**6, never, lambda: True)
    assert lines is not None
    assert lines.choices.shape == (problem.workers, problem.days)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_part_solved_while_others_changed_is_weighed_by_what_stands_now(seed: int) -> None:
    problem = lines_of(generated(seed, workers=6)).problem
    lines, rng = first_lines(problem, seed), np.random.default_rng(seed)
    found = Found(lines, lines.pence(problem))
    search = LineSearch(problem, found, rng, Clock(never), InThisProcess(), Drawing(problem, rng, 30.0, 100.0))
    freed = [Freed(np.array(rows), 0, problem.days) for rows in ([0, 1, 2], [2, 3, 4, 5])]
    results = [solved(search.job(each), InThisProcess(), never, never) for each in freed]
    for each, result in zip(freed, results, strict=True):
        before = found.pence
        gain = search.take_up(each, result)
        assert found.pence == found.lines.pence(problem) == before - gain <= before
