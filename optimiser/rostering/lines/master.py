"""The master problem of column generation: how much of each known line each worker works, as a linear programme.

    minimise    sum pence(k) x(k)  +  sum over cover cells: pence of the duties counted
    subject to  sum of x(k) over worker w's lines = 1              for each w        (dual: w's price)
                sum of x(k) that count there = sum of steps         for each cell     (dual: price of one more duty)

A cell is a (day, choice, role) with a cover; its pence are convex in the number of duties, so it is written as steps of
rising price, each as long as its price holds. Every worker has a line known before it is solved.
"""

from dataclasses import dataclass

import numpy as np
from ortools.math_opt.python import mathopt

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

    def cells(self) -> list[tuple[int, int, int]]:
        """Return the (day, choice, role) at which this line's duties are counted."""
        counted = []
        for day in np.flatnonzero(self.line).tolist():
            choice, role = int(self.line[day]), int(self.roles[day])
            counted += [(day, choice, 0), (day, choice, role)] if role else [(day, choice, 0)]
        return counted


@dataclass(frozen=True)
class Duals:
    """What the master found: pence, each worker's price (W,), and the price of one more duty at each cell (D, C, R)."""

    pence: float
    workers: Floats
    cover: Floats


class Master:
    """The linear programme over the lines known so far; lines are added and fixed, and it is solved again."""

    def __init__(self, problem: LineProblem) -> None:
        self.problem = problem
        self.columns: list[Column] = []
        self._model = mathopt.Model()
        self._variables: list[mathopt.Variable] = []
        self._one_line = [self._model.add_linear_constraint(lb=1.0, ub=1.0) for _ in range(problem.workers)]
        self._constant = float(problem.cover_pence[..., 0].sum())
        slopes = np.diff(problem.cover_pence, axis=3)
        cells = zip(*(index.tolist() for index in np.nonzero(slopes.any(axis=3))), strict=True)
        self._cover = {cell: self._cell(slopes[cell]) for cell in cells}
        self._solver = mathopt.IncrementalSolver(self._model, mathopt.SolverType.GLOP)
        self._parameters = mathopt.SolveParameters(presolve=mathopt.Emphasis.OFF)
        self._wanted = mathopt.ModelSolveParameters(
            variable_values_filter=mathopt.VariableFilter(skip_zero_values=True),
            reduced_costs_filter=mathopt.VariableFilter(filtered_items=()),
        )

    def _variable(self, pence: float, rows: list[mathopt.LinearConstraint]) -> mathopt.Variable:
        variable = self._model.add_variable(lb=0.0)
        self._model.objective.set_linear_coefficient(variable, pence)
        for row in rows:
            row.set_coefficient(variable, 1.0)
        return variable

    def _cell(self, slopes: Ints) -> mathopt.LinearConstraint:
        """Return the row of one cell, with a variable for each step of its price."""
        row = self._model.add_linear_constraint(lb=0.0, ub=0.0)
        starts = np.flatnonzero(np.diff(slopes, prepend=slopes[0] - 1))
        for start, end in zip(starts, [*starts[1:], slopes.size], strict=True):
            step = self._model.add_variable(lb=0.0, ub=float(end - start))
            self._model.objective.set_linear_coefficient(step, float(slopes[start]))
            row.set_coefficient(step, -1.0)
        return row

    def add(self, column: Column) -> None:
        """Make a line known."""
        rows = [self._cover[cell] for cell in column.cells() if cell in self._cover]
        self.columns.append(column)
        self._variables.append(self._variable(float(column.pence), [self._one_line[column.worker], *rows]))

    def bar(self, worker: int, day: int, choice: int) -> None:
        """Forget a worker's lines that do otherwise on a day."""
        self._forget(
            [n for n, column in enumerate(self.columns) if column.worker == worker and column.line[day] != choice]
        )

    def _forget(self, numbers: list[int]) -> None:
        for number in reversed(numbers):
            self._model.delete_variable(self._variables.pop(number))
            self.columns.pop(number)

    def solve(self) -> Duals:
        """Solve over the lines known."""
        self._result = self._solved()
        self._worked = self._result.variable_values()
        cover = np.zeros(self.problem.cover_pence.shape[:3])
        for cell, price in zip(self._cover, self._result.dual_values(list(self._cover.values())), strict=True):
            cover[cell] = price
        pence = self._result.objective_value() + self._constant
        return Duals(pence, np.array(self._result.dual_values(self._one_line)), cover)

    def _solved(self) -> mathopt.SolveResult:
        """Solve from the last basis or, where GLOP loses its way from there, afresh."""
        try:
            return self._solver.solve(params=self._parameters, model_params=self._wanted)
        except (AttributeError, RuntimeError):  # MathOpt 9.15 fails to raise GLOP's "abnormal" as what it is
            self._solver = mathopt.IncrementalSolver(self._model, mathopt.SolverType.GLOP)
            return self._solver.solve(model_params=self._wanted)

    def shares(self) -> Floats:
        """Return how much of each line, by number, the last solution works."""
        return np.array([self._worked.get(variable, 0.0) for variable in self._variables])
