"""A CP-SAT model whose every constraint says which rule it is and for whom, so that clashes can be explained."""

from collections.abc import Sequence
from typing import Any

from ortools.sat.python import cp_model

from models.rules import RuleCode

Expression = Any
Literal = Any


class RuleModel:
    """A CP-SAT model to which rules add named constraints.

    Args:
        explaining: give each (rule, subject) an assumption literal that switches its constraints on, so that the
            solver can name a set of them that clash.
    """

    def __init__(self, explaining: bool = False) -> None:
        self.model = cp_model.CpModel()
        self.explaining = explaining
        self.assumptions: dict[tuple[RuleCode, str], Literal] = {}

    def at_most(self, expression: Expression, most: int, rule: RuleCode, subject: str) -> None:
        """Require that the expression is at most `most`."""
        self._switch(self.model.add(expression <= most), rule, subject)

    def at_least(self, expression: Expression, least: int, rule: RuleCode, subject: str) -> None:
        """Require that the expression is at least `least`."""
        self._switch(self.model.add(expression >= least), rule, subject)

    def at_most_one(self, literals: Sequence[Literal], rule: RuleCode, subject: str) -> None:
        """Require that at most one of the literals holds."""
        if len(literals) < 2:
            return
        if self.explaining:
            self.at_most(cp_model.LinearExpr.sum(literals), 1, rule, subject)
        else:
            self.model.add_at_most_one(literals)

    def exactly_one(self, literals: Sequence[Literal], rule: RuleCode, subject: str) -> None:
        """Require that exactly one of the literals holds; with none to choose from the model has no solution."""
        constraint = self.model.add(cp_model.LinearExpr.sum(literals) == 1) if literals else self.model.add_bool_or([])
        self._switch(constraint, rule, subject)

    def at_least_one(self, literals: Sequence[Literal], rule: RuleCode, subject: str) -> None:
        """Require that at least one of the literals holds; with none to choose from the model has no solution."""
        self._switch(self.model.add_bool_or(literals), rule, subject)

    def forbid(self, literals: Sequence[Literal], rule: RuleCode, subject: str) -> None:
        """Require that none of the literals holds."""
        if literals:
            self._switch(self.model.add_bool_and([~literal for literal in literals]), rule, subject)

    def has_solution(self) -> bool:
        """Return whether the constraints can be kept together; only for models without an objective."""
        solver = cp_model.CpSolver()
        solver.parameters.catch_sigint_signal = False  # Ctrl-C is Python's to handle
        solver.parameters.num_workers = 1
        return solver.solve(self.model) != cp_model.INFEASIBLE

    def _switch(self, constraint: cp_model.Constraint, rule: RuleCode, subject: str) -> None:
        if self.explaining:
            constraint.only_enforce_if(self._assumption(rule, subject))

    def _assumption(self, rule: RuleCode, subject: str) -> Literal:
        key = (rule, subject)
        if key not in self.assumptions:
            self.assumptions[key] = self.model.new_bool_var(f"{rule} {subject}")
        return self.assumptions[key]
