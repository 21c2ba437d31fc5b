"""Rules and prices of runs as the least automaton: what a run has cost so far is paid arc by arc.

A state says what the last day was, how long the runs that it ends are (duties in a row, days off, duties of one
pattern), and whether a run may be short because nobody knows when it began. Reading the next day's choice moves on: a
day beyond the most of a run pays once; a run that ends short pays each missing day; an end that is hard pays HARD; and
a run still open when the horizon ends pays nothing more. Lengths that no bound tells apart are one; states from which
every future costs the same are merged (Moore's partition refinement), so shifts with the same rules share states.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
HARD = 10**10  # pence; more than any roster is priced at
LONGEST = 21  # days; a priced most of a run beyond this is not seen while lines are made, to keep states few


@dataclass(frozen=True)
class RunBound:
    """Least and most days of a run; an end with pence None is hard, an absent end does not bind."""

    least: int = 0
    most: int | None = None
    least_pence: int | None = None
    most_pence: int | None = None

    def longer(self, length: int) -> int:
        """Return what a run costs for growing to `length` days."""
        if self.most is None or length <= self.most:
            return 0
        return HARD if self.most_pence is None else self.most_pence

    def over(self, length: int) -> int:
        """Return what a run of `length` days costs for ending."""
        if length >= self.least:
            return 0
        return HARD if self.least_pence is None else self.least_pence * (self.least - length)

    @property
    def told_apart(self) -> int:
        """The longest length that must be told from longer ones, plus one."""
        seen = self.most is not None and (self.most < LONGEST or self.most_pence is None)
        return max(self.least, self.most + 1 if seen and self.most is not None else 1)


@dataclass(frozen=True)
class RunTerms:
    """All that binds the runs of one worker's line.

    Attributes:
        duties: on days in a row with a duty.
        days_off: on days in a row without.
        same: by choice, on days in a row with that choice.
        forbidden: (choice, next choice) pairs that may not stand on days in a row.
    """

    duties: tuple[RunBound, ...] = ()
    days_off: tuple[RunBound, ...] = ()
    same: Mapping[int, tuple[RunBound, ...]] = field(default_factory=dict)
    forbidden: frozenset[tuple[int, int]] = frozenset()

    @cached_property
    def days_told_apart(self) -> tuple[int, int]:
        """The longest lengths told from longer ones: of days off, and of duties."""
        return _told_apart(self.days_off), _told_apart(self.duties)

    @cached_property
    def same_told_apart(self) -> dict[int, int]:
        """The same of each choice that is bound."""
        return {choice: _told_apart(bounds) for choice, bounds in self.same.items()}


def _told_apart(bounds: Sequence[RunBound]) -> int:
    return max((bound.told_apart for bound in bounds), default=1)


class RunState(NamedTuple):
    """Where a line stands: the last choice, how long its run and its run of the same choice are, and what is open.

    `open_days` and `open_same`: the run began before the horizon, nobody knows when, and is never short. Where nothing
    at all is known of the days before, a line starts from `NOTHING_KNOWN`.
    """

    choice: int
    days: int
    same: int
    open_days: bool
    open_same: bool


NOTHING_KNOWN = RunState(0, 0, 0, True, True)
UNKNOWN = -1  # the choice of a day worked, nobody knows on which pattern


@dataclass(frozen=True)
class Automaton:
    """States Q and choices C: `following` (Q, C) next states, `pence` (Q, C) of each arc, `worked` (Q,) 1 = a duty."""

    following: Ints
    pence: Ints
    worked: Ints

    @cached_property
    def rows(self) -> list[list[int]]:
        """The next states as lists, which are quicker to walk one by one."""
        rows: list[list[int]] = self.following.tolist()
        return rows


def automaton_of(terms: RunTerms, choices: int, starts: Sequence[RunState]) -> tuple[Automaton, list[int]]:
    """Return the least automaton of these terms and the state of each start in it.

    Args:
        terms: bounds and forbidden successions.
        choices: C, the day off included.
        starts: where workers' lines stand when the horizon begins.
    """
    rows, arcs = _explored(terms, choices, [_capped(terms, start) for start in starts])
    pence = np.array([[min(pence, HARD) for pence, _ in steps] for steps in arcs], dtype=np.int64)
    following = np.array([[rows[state] for _, state in steps] for steps in arcs], dtype=np.int64)
    worked = np.array([int(state.choice != 0) for state in rows], dtype=np.int64)
    classes = _classes(following, pence, worked)
    kept = np.unique(classes, return_index=True)[1]
    automaton = Automaton(classes[following[kept]], pence[kept], worked[kept])
    return automaton, [int(classes[rows[_capped(terms, start)]]) for start in starts]


def _explored(
    terms: RunTerms, choices: int, starts: Sequence[RunState]
) -> tuple[dict[RunState, int], list[list[tuple[int, RunState]]]]:
    """Return every state that lines reach with its number, and by number its arcs: pence and next state a choice."""
    rows = {state: number for number, state in enumerate(dict.fromkeys(starts))}
    waiting, arcs = list(rows), []
    for standing in waiting:
        steps = [_step(terms, standing, choice) for choice in range(choices)]
        for _, state in steps:
            if state not in rows:
                rows[state] = len(rows)
                waiting.append(state)
        arcs.append(steps)
    return rows, arcs


def _step(terms: RunTerms, state: RunState, choice: int) -> tuple[int, RunState]:
    """Return what the next day's choice costs and where the line then stands."""
    pence = HARD if (state.choice, choice) in terms.forbidden else 0
    if choice == state.choice:
        after = state._replace(days=state.days + 1, same=state.same + 1)
    elif choice > 0 and state.choice != 0:
        after = RunState(choice, state.days + 1, 1, state.open_days, state.choice == UNKNOWN)
        pence += _ended(terms.same.get(state.choice, ()), state.same, state.open_same)
    else:
        unknown = state.days == 0
        after = RunState(choice, 1, 1, unknown, unknown)
        pence += _ended(_of_days(terms, state.choice), state.days, state.open_days)
        pence += _ended(terms.same.get(state.choice, ()), state.same, state.open_same)
    pence += sum(bound.longer(after.days) for bound in _of_days(terms, choice))
    pence += sum(bound.longer(after.same) for bound in terms.same.get(choice, ()))
    return pence, _capped(terms, after)


def _of_days(terms: RunTerms, choice: int) -> tuple[RunBound, ...]:
    return terms.duties if choice != 0 else terms.days_off


def _ended(bounds: Sequence[RunBound], length: int, is_open: bool) -> int:
    return 0 if is_open or length == 0 else sum(bound.over(length) for bound in bounds)


def _capped(terms: RunTerms, state: RunState) -> RunState:
    """Return the state with lengths that no bound tells apart made one."""
    days, same = terms.days_told_apart[state.choice != 0], terms.same_told_apart.get(state.choice, 1)
    if state.days <= days and state.same <= same:
        return state
    return RunState(state.choice, min(state.days, days), min(state.same, same), state.open_days, state.open_same)


def _classes(following: Ints, pence: Ints, worked: Ints) -> Ints:
    """Return each state's class, coarsest first split by prices and refined until the next classes agree."""
    classes = np.unique(np.column_stack([worked, pence]), axis=0, return_inverse=True)[1].ravel()
    while True:
        # a class reached at HARD does not matter: no line that keeps the rules goes there
        finer = np.where(pence < HARD, classes[following], -1)
        refined = np.unique(np.column_stack([classes, finer]), axis=0, return_inverse=True)[1].ravel()
        if refined.max() == classes.max():
            return classes
        classes = refined
