"""A part of a line problem: some workers, some days; all other duties stand as they are.

The part is a line problem itself. Its lines start from the states and totals that the days before lead to, its totals
end where the days after complete them, and its cover is what the other workers leave. Its pence differ from the
whole's by a constant.
"""

from dataclasses import dataclass, replace

import numpy as np

from optimiser.rostering.lines.automaton import HARD, Ints
from optimiser.rostering.lines.problem import Counter, LineProblem, Lines


@dataclass(frozen=True)
class Freed:
    """Who and when: rows of workers, each once, and days from `first` to the day before `last`."""

    workers: Ints
    first: int
    last: int


def can_end(problem: LineProblem, day: int) -> bool:
    """Return whether a part may end before a day: what the day adds to totals does not hang on the day before."""
    if day == problem.days:
        return True
    return all((counter.steps[day, 0] == counter.steps[day, 1]).all() for counter in problem.counters)


def part_of(problem: LineProblem, lines: Lines, freed: Freed) -> LineProblem:
    """Return the problem of what the workers freed do on the days freed.

    Args:
        problem: the whole.
        lines: what stands.
        freed: its `last` is a day that `can_end`.
    """
    rows, span = freed.workers, slice(freed.first, freed.last)
    states = np.array([problem.states(worker, lines.choices[worker]) for worker in rows], dtype=np.int64)
    duties = _kept(problem, lines, freed)[..., None] + np.arange(rows.size + 1)
    return replace(
        problem,
        choice_pence=problem.choice_pence[rows, span],
        automaton_of=problem.automaton_of[rows],
        start_state=states[:, freed.first],
        counters=tuple(_counter(problem, counter, lines, freed, states) for counter in problem.counters),
        roles=problem.roles[rows],
        cover_pence=np.take_along_axis(problem.cover_pence[span], duties, axis=3),
        named=problem.named[span],
        end_pence=tuple(_after(problem, worker, lines.choices[worker], freed.last) for worker in rows),
    )


def _kept(problem: LineProblem, lines: Lines, freed: Freed) -> Ints:
    """Return the duties counted on the days freed (D, C, R) without those of the workers freed."""
    others = np.setdiff1d(np.arange(problem.workers), freed.workers)
    span = slice(freed.first, freed.last)
    days = replace(problem, cover_pence=problem.cover_pence[span], choice_pence=problem.choice_pence[:, span])
    return lines.of(others, freed.first, freed.last).counted(days)


def _counter(problem: LineProblem, counter: Counter, lines: Lines, freed: Freed, states: Ints) -> Counter:
    """Return a counter of the days freed, priced by what the other days bring it to."""
    steps = counter.steps[freed.first : freed.last]
    most, pence = int(steps.max(axis=(1, 2)).sum()), []
    for worker, path in zip(freed.workers, states, strict=True):
        worked = problem.automata[problem.automaton_of[worker]].worked[path[:-1]]
        each = counter.steps[np.arange(problem.days), worked, lines.choices[worker]]
        outside = int(each.sum() - each[freed.first : freed.last].sum())
        totals = counter.pence[worker, outside : outside + most + 1]
        pence.append(np.pad(totals, (0, most + 1 - totals.size), constant_values=HARD))
    return Counter(counter.name, steps, np.array(pence, dtype=np.int64))


def _after(problem: LineProblem, worker: int, line: Ints, last: int) -> Ints:
    """Return what the days from `last` on cost (Q,), by the state that the days freed lead to."""
    automaton = problem.automata[problem.automaton_of[worker]]
    state = np.arange(automaton.worked.size)
    pence = np.zeros(state.size, dtype=np.int64)
    for day in range(last, problem.days):
        choice = line[day]
        pence += problem.choice_pence[worker, day, automaton.worked[state], choice] + automaton.pence[state, choice]
        state = automaton.following[state, choice]
    after: Ints = np.minimum(pence + problem.end_pence[worker][state], HARD)
    return after
