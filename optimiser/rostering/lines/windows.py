"""First lines over a long horizon, window after window: a line in one piece would take too long to make.

A window is the next days with a look ahead that the window after makes anew. Totals keep pace: by day d of D, a total T
is priced as T x D / d would be at the end, give or take the most that one choice adds. The last window is priced
exactly. A worker for whom a window has no line has days before made anew with it, as many as it takes, and in the end
those after it too.
"""

from dataclasses import replace

import numpy as np

from optimiser.rostering.lines.automaton import HARD, Ints
from optimiser.rostering.lines.master import Column
from optimiser.rostering.lines.problem import Counter, LineProblem, Lines
from optimiser.rostering.lines.start import NoLineError, best_beside
from optimiser.rostering.lines.tables import WorkerTables

WINDOW, AHEAD = 35, 7  # days, and how many of them are only looked ahead at
OFF_PACE, MOST_OFF_PACE = 10**5, 10**8  # pence for each step that a total is behind the pace, and at most


def paced_lines(problem: LineProblem, seed: int) -> Lines:
    """Return lines that keep every rule of one worker alone, made window after window.

    Raises:
        NoLineError: a worker has no line that keeps the rules.
    """
    shape = (problem.workers, problem.days)
    lines = Lines(np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64))
    counts, draw = lines.counted(problem), np.random.default_rng(seed)
    first, last = 0, 0
    while last < problem.days:
        last = min(first + WINDOW, problem.days)
        for worker in draw.permutation(problem.workers).tolist():
            _make(problem, lines, counts, worker, first, last)
        first = last - AHEAD
    return lines


def _make(problem: LineProblem, lines: Lines, counts: Ints, worker: int, first: int, last: int) -> None:
    """Make a worker's window, beginning sooner where it must; change lines and duties counted in place."""
    _count(lines, counts, worker, first, last, -1)
    while (column := _best(problem, lines, counts, worker, first, last)) is None:
        if last - first == problem.days:
            raise NoLineError(f"no line keeps the rules of worker {worker}")
        sooner, later = max(0, first - WINDOW), last if first > 0 else problem.days
        _count(lines, counts, worker, sooner, first, -1)
        _count(lines, counts, worker, last, later, -1)
        first, last = sooner, later
    lines.choices[worker, first:last], lines.roles[worker, first:last] = column.line, column.roles
    _count(lines, counts, worker, first, last, 1)


def _count(lines: Lines, counts: Ints, worker: int, first: int, last: int, number: int) -> None:
    """Add a worker's duties on some days to those counted, so many times."""
    days = np.arange(first, last)
    choices, roles = lines.choices[worker, first:last], lines.roles[worker, first:last]
    worked, named = choices > 0, roles > 0
    counts[days[worked], choices[worked], 0] += number
    counts[days[named], choices[named], roles[named]] += number


def _best(problem: LineProblem, lines: Lines, counts: Ints, worker: int, first: int, last: int) -> Column | None:
    """Return the best that a worker can do from day `first` to the day before `last`; None where there is nothing."""
    window = _window(problem, lines, worker, first, last)
    if any((counter.pence >= HARD).all() for counter in window.counters):
        return None
    try:
        return best_beside(window, WorkerTables(window, 0), counts[first:last])
    except NoLineError:
        return None


def _window(problem: LineProblem, lines: Lines, worker: int, first: int, last: int) -> LineProblem:
    """Return the problem of one worker's days from `first` to the day before `last`, after what stands before."""
    line = lines.choices[worker, :first]
    states, end = problem.states(worker, line), problem.end_pence[worker]
    return replace(
        problem,
        choice_pence=problem.choice_pence[[worker], first:last],
        automaton_of=problem.automaton_of[[worker]],
        start_state=np.array(states[-1:]),
        counters=tuple(_paced(problem, counter, worker, line, states, last) for counter in problem.counters),
        roles=problem.roles[[worker]],
        cover_pence=problem.cover_pence[first:last],
        named=problem.named[first:last],
        end_pence=(end if last == problem.days else np.zeros_like(end),),
    )


def _paced(problem: LineProblem, counter: Counter, worker: int, line: Ints, states: list[int], last: int) -> Counter:
    """Return a counter of a window, priced as its totals and those of the days before are at this pace."""
    first = line.size
    worked = problem.automata[problem.automaton_of[worker]].worked[states[:-1]]
    before = int(counter.steps[np.arange(first), worked, line].sum())
    steps = counter.steps[first:last]
    totals = before + np.arange(int(steps.max(axis=(1, 2)).sum()) + 1)
    if last == problem.days:
        pence = counter.pence[worker, np.minimum(totals, counter.pence.shape[1] - 1)]
    else:
        pence = _at_pace(counter.pence[worker], totals, int(counter.steps.max()), problem.days / last)
    return Counter(counter.name, steps, pence[None])


def _at_pace(pence: Ints, totals: Ints, slack: int, pace: float) -> Ints:
    """Return the least pence of ends that totals within `slack` of those given lead to at this pace.

    A pace that leaves too little at the end may be mended later: it is dear, not forbidden.
    """
    allowed = np.flatnonzero(pence < HARD)
    least = np.maximum(totals, np.floor((totals - slack) * pace)).astype(np.int64)
    most = np.maximum(least, np.ceil((totals + slack) * pace)).astype(np.int64)
    nearest = np.clip(np.clip(int(pence.argmin()), least, most), allowed[0], allowed[-1])
    short = np.minimum(OFF_PACE * np.maximum(0, allowed[0] - most), MOST_OFF_PACE)
    paced: Ints = np.where(least <= allowed[-1], pence[nearest] + short, HARD)
    return paced
