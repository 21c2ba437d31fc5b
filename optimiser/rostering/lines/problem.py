"""A line problem as arrays: who may work what on each day, what a line costs by itself, what cover costs across lines.

Sizes: W workers, D days, C choices (0 = day off, then one a shift pattern), R roles (0 = none, then one a skill that
covers name). A line is one worker's row of D choices; lines are an array (W, D). The pence of lines are

    sum over workers: line_pence(w)  +  sum over days, choices, roles: cover_pence[d, c, r, duties counted there]

and every array holds whole pence. What a rule forbids costs HARD or more, so that least pence also keeps the rules.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from optimiser.rostering.lines.automaton import HARD, Automaton, Flags, Ints

OFF = 0


@dataclass(frozen=True)
class Counter:
    """A total over each line: duties, duties of a pattern, minutes, or weekends, in steps of `unit`.

    Attributes:
        steps: (D, 2, C) what a choice adds, by whether the day before was worked.
        pence: (W, most steps + 1) what each total costs at the end of a line, carried totals counted in.
    """

    name: str
    steps: Ints
    pence: Ints


@dataclass(frozen=True)
class LineProblem:
    """Everything the search for lines needs.

    Attributes:
        choice_pence: (W, D, 2, C) a choice's own price, by whether the day before was worked.
        automata: what runs cost; several workers may share one.
        automaton_of: (W,) each worker's row in `automata`.
        start_state: (W,) each worker's state when the horizon begins.
        counters: totals over each line.
        roles: (W, R) what a worker's duty may be counted for; column 0 is True.
        cover_pence: (D, C, R, W + 1) by how many duties are counted there; convex in the number. Role 0: all duties.
        named: (D, C, R) whether a cover names the role there: a duty takes one of its worker's roles so named, if any.
        end_pence: for each worker (Q,) pence of what stands after the last day, by the state reached.
    """

    choice_pence: Ints
    automata: tuple[Automaton, ...]
    automaton_of: Ints
    start_state: Ints
    counters: tuple[Counter, ...]
    roles: Flags
    cover_pence: Ints
    named: Flags
    end_pence: tuple[Ints, ...]

    @property
    def workers(self) -> int:
        """How many workers there are."""
        return int(self.choice_pence.shape[0])

    @property
    def days(self) -> int:
        """How many days the horizon has."""
        return int(self.choice_pence.shape[1])

    @property
    def choices(self) -> int:
        """How many choices a day has, the day off included."""
        return int(self.choice_pence.shape[3])

    def line_pence(self, worker: int, line: Ints) -> int:
        """Return what one worker's line costs by itself: choices, runs and totals.

        Args:
            worker: the worker's row.
            line: (D,) choices.
        """
        automaton = self.automata[self.automaton_of[worker]]
        path, days = np.array(self.states(worker, line)), np.arange(line.size)
        worked = automaton.worked[path[:-1]]
        pence = int(self.choice_pence[worker, days, worked, line].sum() + automaton.pence[path[:-1], line].sum())
        for counter in self.counters:
            pence += int(counter.pence[worker, counter.steps[days, worked, line].sum()])
        return pence + int(self.end_pence[worker][path[-1]])

    def states(self, worker: int, line: Ints) -> list[int]:
        """Return the states of the worker's runs before each day of a line, and after the last."""
        rows, states = self.automata[self.automaton_of[worker]].rows, [int(self.start_state[worker])]
        for choice in line.tolist():
            states.append(rows[states[-1]][choice])
        return states

    @cached_property
    def grain(self) -> int:
        """The greatest whole number of pence that every price, and so every difference of rosters, is a multiple of."""
        counted = [counter.pence for counter in self.counters]
        arcs = [automaton.pence for automaton in self.automata]
        tables = [self.choice_pence, np.diff(self.cover_pence, axis=3), *arcs, *counted, *self.end_pence]
        return max(1, int(np.gcd.reduce([np.gcd.reduce(table[table < HARD], axis=None) for table in tables])))


@dataclass(frozen=True)
class Lines:
    """Lines for all workers: choices (W, D), and the role that each duty is counted for (W, D), 0 = none."""

    choices: Ints
    roles: Ints

    def counted(self, problem: LineProblem) -> Ints:
        """Return the duties counted at each (day, choice, role): shape (D, C, R)."""
        counts = np.zeros(problem.cover_pence.shape[:3], dtype=np.int64)
        days = np.broadcast_to(np.arange(problem.days), self.choices.shape)
        named = self.roles > 0
        np.add.at(counts[:, :, 0], (days, self.choices), 1)
        np.add.at(counts, (days[named], self.choices[named], self.roles[named]), 1)
        counts[:, OFF] = 0
        return counts

    def of(self, workers: Ints, first: int, last: int) -> "Lines":
        """Return these workers' lines from day `first` to the day before `last`."""
        return Lines(self.choices[workers, first:last], self.roles[workers, first:last])

    def with_part(self, workers: Ints, first: int, part: "Lines") -> "Lines":
        """Return lines with these workers' days from `first` on replaced."""
        choices, roles, last = self.choices.copy(), self.roles.copy(), first + part.choices.shape[1]
        choices[workers, first:last], roles[workers, first:last] = part.choices, part.roles
        return Lines(choices, roles)

    def pence(self, problem: LineProblem) -> int:
        """Return what these lines cost, cover included."""
        own = sum(problem.line_pence(worker, line) for worker, line in enumerate(self.choices))
        cover = np.take_along_axis(problem.cover_pence, self.counted(problem)[..., None], axis=3)
        return own + int(cover.sum())
