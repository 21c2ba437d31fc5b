"""What binds the runs of each worker's line, from rules and line terms, and where each line stands at the start."""

from collections import defaultdict
from dataclasses import replace

import numpy as np

from models.line_terms import BoundKind
from models.request import RotaRequest
from models.workers import Worker
from optimiser.rostering.lines.automaton import (
    NOTHING_KNOWN,
    UNKNOWN,
    Automaton,
    Flags,
    Ints,
    RunBound,
    RunState,
    RunTerms,
    automaton_of,
)
from optimiser.rostering.lines.offers import Offers
from optimiser.rostering.lines.problem import OFF


def automata_of(
    request: RotaRequest, forbidden: frozenset[tuple[int, int]]
) -> tuple[tuple[Automaton, ...], Ints, Ints]:
    """Return the automata, one for all workers bound alike, each worker's, and their states at the start.

    Args:
        request: what is planned.
        forbidden: (choice, next choice) on dates in a row.
    """
    choice = {pattern.id: row for row, pattern in enumerate(request.patterns, start=1)}
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    terms_of: dict[tuple[object, ...], RunTerms] = {}
    for row, worker in enumerate(request.workers):
        terms = _terms(request, worker, choice, forbidden)
        key = (terms.duties, terms.days_off, tuple(terms.same.items()))
        terms_of[key] = terms
        alike[key].append(row)
    automata: list[Automaton] = []
    rows, states = np.zeros(len(request.workers), dtype=np.int64), np.zeros(len(request.workers), dtype=np.int64)
    for bound_alike, members in alike.items():
        starts = [_start(request.workers[row], choice) for row in members]
        automaton, found = automaton_of(terms_of[bound_alike], len(choice) + 1, starts)
        rows[members], states[members] = len(automata), found
        automata.append(automaton)
    return tuple(automata), rows, states


def _terms(
    request: RotaRequest, worker: Worker, choice: dict[str, int], forbidden: frozenset[tuple[int, int]]
) -> RunTerms:
    """Return what binds a worker's runs; a most that no run of theirs can reach is left out."""
    terms = request.line_terms_by_id.get(worker.line_terms_id or "")
    bounds: dict[tuple[BoundKind, int], list[RunBound]] = defaultdict(list)
    for bound in terms.bounds if terms else ():
        run = RunBound(bound.least or 0, bound.most, bound.least_pence, bound.most_pence)
        bounds[bound.kind, choice.get(bound.pattern_id or "", OFF)].append(run)
    bounds[BoundKind.CONSECUTIVE_DUTIES, OFF].append(RunBound(most=request.rules.most_consecutive_days))
    carried = worker.carried
    longest = request.horizon.days + max(carried.consecutive_days_worked, carried.days_off)

    def reached(kind: BoundKind, row: int = OFF) -> tuple[RunBound, ...]:
        found = bounds.get((kind, row), ())
        return tuple(replace(bound, most=None) if (bound.most or 0) >= longest else bound for bound in found)

    same = {row: reached(BoundKind.CONSECUTIVE_SAME_PATTERN, row) for row in choice.values()}
    return RunTerms(
        duties=reached(BoundKind.CONSECUTIVE_DUTIES),
        days_off=reached(BoundKind.CONSECUTIVE_DAYS_OFF),
        same={row: found for row, found in same.items() if found},
        forbidden=forbidden,
    )


def _start(worker: Worker, choice: dict[str, int]) -> RunState:
    """Return where a worker's line stands when the horizon begins."""
    carried = worker.carried
    if carried.consecutive_days_worked:
        if carried.last_pattern_id is None:
            return RunState(UNKNOWN, carried.consecutive_days_worked, 1, False, True)
        pattern, same = choice[carried.last_pattern_id], max(1, carried.same_pattern_days)
        return RunState(pattern, carried.consecutive_days_worked, same, False, False)
    return RunState(OFF, carried.days_off, 1, False, False) if carried.days_off else NOTHING_KNOWN


def successions(request: RotaRequest, offers: Offers) -> frozenset[tuple[int, int]]:
    """Return the (choice, next choice) barred on dates in a row: forbidden, or with too little rest between.

    Args:
        request: what is planned.
        offers: the shifts that lines are made of.
    """
    choice = offers.numbers.choice
    told = {(choice[each.pattern_id], choice[each.next_pattern_id]) for each in request.rules.forbidden_successions}
    worked: Flags = np.asarray(offers.offered.any(axis=(0, 3)))
    starts, rested = offers.each(lambda shift: shift.start), offers.each(lambda shift: shift.end)
    rested += request.rules.daily_rest_minutes
    too_soon = (rested[:-1, :, None] > starts[1:, None, :]) & worked[:-1, :, None] & worked[1:, None, :]
    return frozenset(told | {(before, after) for before, after in np.argwhere(too_soon.any(axis=0)).tolist()})
