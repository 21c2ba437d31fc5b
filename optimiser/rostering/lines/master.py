"""The master problem of column generation: how much of each known line each worker works, as a linear programme.

    minimise    sum pence(k) x(k)  +  sum over cover cells: pence of the duties counted
    subject to  sum of x(k) over worker w's lines = 1              for each w        (dual: w's price)
                sum of x(k) that count there = sum of steps         for each cell     (dual: price of one more duty)

A cell is a (day, choice, role) with a cover; its pence are convex in the number of duties, so it is written as steps of
rising price, each as long as its price holds. Every worker has a line known before it is solved. A line barred may not
be worked until it is allowed again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.linear_solver import pywraplp

from optimiser.rostering.lines.automaton import Floats, Ints
from optimiser.rostering.lines.problem import LineProblem


@dataclass(frozen=True)
class Column:
    """A worker's line with the roles its duties are counted for, (D,) each, and what the line costs by itself."""

    worker: int
    line: Ints
    roles: Ints
    pence: int

    def key(self) -> bytes:
        """Return what tells this line and its roles from the worker's others."""
        return self.line.tobytes() + self.roles.tobytes()


@dataclass(frozen=True)
class Duals:
    """What the master found: pence, each worker's price (W,), and the price of one more duty at each cell (D, C, R)."""

    pence: float
    workers: Floats
    cover: Floats


class Master:
    """The linear programme over the lines known so far; lines are added and barred, and it is solved again."""

    def __init__(self, problem: LineProblem) -> None:
        self.problem = problem
        self.columns: list[Column] = []
        self._model = pywraplp.Solver.CreateSolver("GLOP")
        self._variables: list[pywraplp.Variable] = []
        self._one_line = [self._model.Constraint(1.0, 1.0) for _ in range(problem.workers)]
        self._constant = float(problem.cover_pence[..., 0].sum())
        slopes = np.diff(problem.cover_pence, axis=3)
        cells = zip(*(index.tolist() for index in np.nonzero(slopes.any(axis=3))), strict=True)
        self._cover = {cell: self._cell(slopes[cell]) for cell in cells}
        self._at = tuple(np.array(index, dtype=np.int64) for index in zip(*self._cover, strict=True))

    def _cell(self, slopes: Ints) -> pywraplp.Constraint:
        """Return the row of one cell, with a variable for each step of its price."""
        row = self._model.Constraint(0.0, 0.0)
        starts = np.flatnonzero(np.diff(slopes, prepend=slopes[0] - 1))
        for start, end in zip(starts, [*starts[1:], slopes.size], strict=True):
            step = self._model.NumVar(0.0, float(end - start), "")
            self._model.Objective().SetCoefficient(step, float(slopes[start]))
            row.SetCoefficient(step, -1.0)
        return row

    def add(self, column: Column) -> None:
        """Make a line known."""
        variable = self._model.NumVar(0.0, self._model.infinity(), "")
        self._model.Objective().SetCoefficient(variable, float(column.pence))
        self._one_line[column.worker].SetCoefficient(variable, 1.0)
        for day in np.flatnonzero(column.line).tolist():
            choice, role = int(column.line[day]), int(column.roles[day])
            for counted in {0, role}:
                row = self._cover.get((day, choice, counted))
                if row is not None:
                    row.SetCoefficient(variable, 1.0)
        self.columns.append(column)
        self._variables.append(variable)

    def bar(self, numbers: Sequence[int]) -> None:
        """Have these lines, by number, not worked."""
        for number in numbers:
            self._variables[number].SetUb(0.0)

    def allow(self, numbers: Sequence[int]) -> None:
        """Let lines that were barred be worked again."""
        for number in numbers:
            self._variables[number].SetUb(self._model.infinity())

    def solve(self) -> Duals:
        """Solve over the lines known and not barred."""
        self._solve()
        cover = np.zeros(self.problem.cover_pence.shape[:3])
        if self._cover:
            cover[self._at] = [row.dual_value() for row in self._cover.values()]
        self._worked = np.array([variable.solution_value() for variable in self._variables])
        workers = np.array([row.dual_value() for row in self._one_line])
        return Duals(self._model.Objective().Value() + self._constant, workers, cover)

    def _solve(self) -> None:
        """Solve from the last basis or, where GLOP loses its way from there, afresh."""
        parameters = pywraplp.MPSolverParameters()
        parameters.SetIntegerParam(parameters.PRESOLVE, parameters.PRESOLVE_OFF)
        if self._model.Solve(parameters) != pywraplp.Solver.OPTIMAL:
            parameters.SetIntegerParam(parameters.INCREMENTALITY, parameters.INCREMENTALITY_OFF)
            parameters.SetIntegerParam(parameters.PRESOLVE, parameters.PRESOLVE_ON)
            self._model.Solve(parameters)

    def shares(self) -> Floats:
        """Return how much of each line, by number, the last solution works."""
        return self._worked
