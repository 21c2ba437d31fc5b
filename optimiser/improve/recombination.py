"""Chooses the best compatible duties from the pool for a group of workers, under every rule of rostering.

For each pooled duty d a literal x(d); s(w) worked shifts as rostering has them. Everybody outside the group stands.

    worked(s) = sum of x(d) over the duties d on shift s                      (rules and goals of rostering, on worked)
    a visit of one worker:    served(v) = sum of x(d) with v            <= 1
    a visit of two workers:   sum of x(d) with v at start t = 2 z(v,t),  served(v) = sum over t of z(v,t) <= 1;
                              = 1 where somebody outside makes the other share: at that start only
    ... who start apart:      sum of x(d) with either share = served(v),  least <= start(second) - start(first) <= most;
                              sum of x(d) of one worker with any share <= 1
    a gap between a and b:    least <= start(a) - start(b) <= most where both are served
    an unfamiliar pair (u,w): y(u,w) >= x(d) for each d in which w visits u

    least goals + sum of pence(d) x(d) + unfamiliar sum of y - sum of price(v) served(v)

By hand: two workers, one date; W1's duties {A, B} at 30 p and {A} at 10 p, W2's {B} at 10 p and {C} at 10 p; A, B and C
are worth 100 p each. {A, B} with {C}: 30 + 10 - 300 = -260, the best; {A} with {B}: -180.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from optimiser.improve.incumbent import Incumbent
from optimiser.improve.pool import PooledDuty
from optimiser.rostering.constraints import Literal
from optimiser.rostering.goals import GOALS
from optimiser.rostering.goals.scale import SIXTIETHS
from optimiser.rostering.movable import movable_shifts
from optimiser.rostering.plan import build
from optimiser.rostering.planning import Planning
from optimiser.rostering.variables import total
from optimiser.routing.problem import NONE
from optimiser.routing.routing import Routing
from optimiser.shifts import Shift

UNBOUNDED = 1 << 27  # minutes; the most of a link that has none is above it
Begins = dict[int, list[tuple[int, Literal]]]
"""By start, the (task, literal) of the duties that make a visit then."""


def best_duties(
    incumbent: Incumbent, worker_ids: Sequence[str], duties: Sequence[PooledDuty], work: float, seed: int
) -> list[PooledDuty] | None:
    """Return one choice of duties for these workers that costs least with everybody else's as they are.

    Args:
        incumbent: the roster as it stands; not changed.
        worker_ids: who chooses.
        duties: theirs to choose from, those they have now among them.
        work: CP-SAT's deterministic seconds.
        seed: of the solver.

    Returns:
        The duties; None when none were found in time.
    """
    choice = _Choice(incumbent, frozenset(worker_ids), duties)
    if choice.planning is None:
        return None
    choice.add_visits()
    choice.add_unfamiliar_pairs()
    model = choice.planning.rules.model
    model.minimize(total(goal.price(choice.planning) for goal in GOALS) + SIXTIETHS * total(choice.pence))
    solver = cp_model.CpSolver()
    solver.parameters.catch_sigint_signal = False  # Ctrl-C is Python's to handle
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.linearization_level = 2
    _presolve_lightly(solver)
    solver.parameters.max_deterministic_time = work
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return [duty for duty, literal in choice.literals if solver.boolean_value(literal)]


def _presolve_lightly(solver: cp_model.CpSolver) -> None:
    """Leave out what takes longer than it saves where models are small (measured in MATHEMATICS.md)."""
    solver.parameters.max_presolve_iterations = 1
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.symmetry_level = 0


class _Choice:
    """One model: the duties that the group could have as literals, and what they say of shifts and visits."""

    def __init__(self, incumbent: Incumbent, group: frozenset[str], duties: Sequence[PooledDuty]) -> None:
        self._plan = incumbent.plan
        self._tasks = incumbent.routing.tasks
        self._twin = incumbent.routing.twin.tolist()
        self._price = incumbent.routing.tables.stop["price"]
        self._route = incumbent.plan.state.node["route"].tolist()
        self._begin = incumbent.plan.state.node["begin"].tolist()
        self._gaps = _gaps(incumbent.routing)
        parts = [incumbent.plan.parts_of(shift).tolist() for shift in incumbent.shifts_of(group)]
        self._group = {route for own in parts for route in own}
        self.pence: list[Any] = []
        self._worker_of: dict[int, str] = {}
        self.literals: list[tuple[PooledDuty, Literal]] = []
        usable = [duty for duty in duties if self._fits(duty)]
        by_worker: dict[str, dict[Shift, None]] = {worker_id: {} for worker_id in sorted(group)}
        for duty in usable:
            by_worker[duty.shift.worker_id][duty.shift] = None
        movable = {worker: movable_shifts(sorted(own), mark=lambda shift: shift) for worker, own in by_worker.items()}
        everybody = incumbent.plan.shifts.values()
        others = sorted(shift for shift in everybody if shift.worker_id not in group)
        standing = [shift for shift in others if shift.post_id or incumbent.request.covers]
        self.planning = build(incumbent.request, movable, standing=standing)
        if self.planning is not None:
            self._model = self.planning.rules.model
            self._add_duties(self.planning, usable, set(incumbent.shifts_of(group)))

    def _fits(self, duty: PooledDuty) -> bool:
        """Return whether nobody outside the group makes the duty's visits, but for other shares at the same start."""
        for task, begin in duty.tasks():
            twin = self._twin[task]
            if self._outside(task) or (self._outside(twin) and not self._go_together(task, begin)):
                return False
        return True

    def _go_together(self, task: int, begin: int) -> bool:
        """Return whether a share at a start goes with the other share as somebody makes it."""
        least, most = self._tasks[task].apart
        later = int(self._begin[self._twin[task]]) - begin
        return least <= (-later if self._tasks[task].share else later) <= most

    def _add_duties(self, planning: Planning, duties: Sequence[PooledDuty], now: set[Shift]) -> None:
        """Add a literal a duty; a shift is worked exactly when one of its duties is chosen."""
        by_shift = defaultdict(list)
        for duty in duties:
            literal = self._model.new_bool_var("")
            self.literals.append((duty, literal))
            self._worker_of[literal.index] = duty.shift.worker_id
            by_shift[duty.shift].append(literal)
            self.pence.append(duty.pence * literal)
        for worker in planning.variables.workers:
            for each in planning.variables.shifts_of(worker.id):
                (shift,) = each.shift.members.values()
                self._model.add(total(by_shift[shift]) == each.worked)
        planning.variables.hint(sorted(now))

    def add_visits(self) -> None:
        """Add that a visit is made by as many as it takes, or by nobody at its price, and that gaps are kept."""
        visits: dict[int, Begins] = defaultdict(lambda: defaultdict(list))
        for duty, literal in self.literals:
            for task, begin in duty.tasks():
                visits[task - self._tasks[task].share][begin].append((task, literal))
        made = {primary: self._made_at(primary, begins) for primary, begins in visits.items()}
        for primary in visits:
            self._keep_gaps(primary, made)

    def _made_at(self, primary: int, begins: Begins) -> list[tuple[int, Any]]:
        """Return the (start, expression that is 1 when it is made then) of a visit, at most one of which holds."""
        every = [literal for pairs in begins.values() for _, literal in pairs]
        twin = self._twin[primary]
        if any(self._outside(share) for share in (primary, twin)):
            self._model.add(total(every) == 1)
            return []
        if twin != NONE and not self._tasks[primary].starts_together:
            self.pence.append(-int(self._price[primary]) * self._apart(primary, begins))
            return []
        if twin == NONE:
            made = [(begin, total(literal for _, literal in pairs)) for begin, pairs in begins.items()]
        else:
            made = [(begin, self._together(primary, pairs)) for begin, pairs in begins.items()]
        served = total(each for _, each in made)
        self._model.add(served <= 1)
        self.pence.append(-int(self._price[primary]) * served)
        return made

    def _together(self, primary: int, pairs: list[tuple[int, Literal]]) -> Literal:
        """Return the literal that two workers make a visit at one start; who has which share matters only for pins."""
        both = self._model.new_bool_var("")
        firsts = [literal for task, literal in pairs if task == primary]
        seconds = [literal for task, literal in pairs if task != primary]
        if self._interchangeable(primary):
            self._model.add(total([*firsts, *seconds]) == 2 * both)
        else:
            self._model.add(total(firsts) == both)
            self._model.add(total(seconds) == both)
        return both

    def _apart(self, primary: int, begins: Begins) -> Literal:
        """Return the literal that two workers make a visit, the second as long after the first as it asks."""
        both, (least, most) = self._model.new_bool_var(""), self._tasks[primary].apart
        starts = []
        for share in (primary, self._twin[primary]):
            own = [(begin, literal) for begin, pairs in begins.items() for task, literal in pairs if task == share]
            self._model.add(total(literal for _, literal in own) == both)
            starts.append(total(begin * literal for begin, literal in own))
        by_worker = defaultdict(list)
        for _, literal in (pair for pairs in begins.values() for pair in pairs):
            by_worker[self._worker_of[literal.index]].append(literal)
        for literals in by_worker.values():
            self._model.add_at_most_one(literals)
        if least > -UNBOUNDED:
            self._model.add(starts[1] - starts[0] >= least * both)
        if most < UNBOUNDED:
            self._model.add(starts[1] - starts[0] <= most * both)
        return both

    def _interchangeable(self, primary: int) -> bool:
        return bool(np.array_equal(self._tasks[primary].workers, self._tasks[primary + 1].workers))

    def _outside(self, task: int) -> bool:
        """Return whether somebody outside the group makes a task."""
        return task != NONE and self._route[task] not in (NONE, *self._group)

    def _keep_gaps(self, primary: int, made: dict[int, list[tuple[int, Any]]]) -> None:
        """Add the gaps between a visit and others made by the group, or standing outside it."""
        longest = 4 * 1_440 * self._plan.routing.request.horizon.days
        for other, least, most in self._gaps[primary]:
            if self._outside(other):
                there = self._begin[other]
                late = [each for begin, each in made[primary] if not least <= begin - there <= most]
                self._model.add(total(late) == 0)
            elif made.get(other):
                start, served = _start(made[primary]), _served(made[primary])
                start_there, served_there = _start(made[other]), _served(made[other])
                slack = longest * (2 - served - served_there)
                self._model.add(start - start_there + slack >= least)
                if most < UNBOUNDED:
                    self._model.add(start - start_there - slack <= most)

    def add_unfamiliar_pairs(self) -> None:
        """Add the price of each person visited by a worker they do not know, once a pair."""
        routing, pairs = self._plan.routing, defaultdict(list)
        for duty, literal in self.literals:
            worker = routing.crew.row(duty.shift.worker_id)
            for task, _ in duty.tasks():
                user = self._tasks[task].user
                if user != NONE and not routing.tables.known[user, worker]:
                    pairs[user, worker].append(literal)
        for literals in pairs.values():
            visited = self._model.new_bool_var("")
            self._model.add_bool_and([~literal for literal in literals]).only_enforce_if(~visited)
            self.pence.append(routing.problem.prices.unfamiliar_pair * visited)


def _gaps(routing: Routing) -> dict[int, list[tuple[int, int, int]]]:
    """Return for each visit the (other visit, least, most) bounds on its start less the other's."""
    gaps: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for link in routing.problem.links:
        if not link.both_or_neither:
            gaps[link.second].append((link.first, link.least, link.most))
            gaps[link.first].append((link.second, -link.most, -link.least))
    return gaps


def _start(made: list[tuple[int, Any]]) -> Any:
    return total(begin * each for begin, each in made)


def _served(made: list[tuple[int, Any]]) -> Any:
    return total(each for _, each in made)
