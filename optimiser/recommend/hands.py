"""Published duties that change hands: what that would break, and the roster that would come of it.

The shift goes to the other worker as it is. They make its visits, none sooner than told, as far as they may and can;
whatever they cannot is tried everywhere else, and stays unmade where nobody can.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.roster import Duty, Roster, Violation
from optimiser.checks import check
from optimiser.excerpt import excerpt_of
from optimiser.recommend.published import Published
from optimiser.recommend.putting import options_of, put
from optimiser.rostering.unary.roles import asked_skills, roles_of
from optimiser.routing.kernels.state import keep, put_back
from optimiser.routing.loading import break_part
from optimiser.routing.routing import Routing
from optimiser.shifts import Shift, shift_of
from optimiser.standing import loaded, not_sooner


@dataclass(frozen=True)
class Move:
    """A published duty and who would work it."""

    duty: Duty
    worker_id: str


class Hands:
    """A published roster, ready for duties to change hands; as it was after every question."""

    def __init__(self, published: Published) -> None:
        request, duties = published.request, published.roster.duties
        self._published, self._asked = published, asked_skills(request)
        self._incumbent = loaded(not_sooner(Routing.of(request), duties), duties)
        self._plan = self._incumbent.plan
        self._before = self._plan.duties()
        self._kept = self._incumbent.keep()

    def broken_by_shifts(self, moves: Sequence[Move]) -> list[Violation]:
        """Return the rules about shifts alone that these moves would break, whoever's visits they are."""
        taken = {(move.duty.worker_id, move.duty.date): move.worker_id for move in moves}
        names = {move.worker_id for move in moves} | {move.duty.worker_id for move in moves}
        duties = [
            self._as_worked_by(duty, taken.get((duty.worker_id, duty.date), duty.worker_id))
            for duty in self._published.roster.duties
            if duty.worker_id in names
        ]
        bare = tuple(duty.model_copy(update={"visits": (), "trainings": ()}) for duty in duties)
        return check(excerpt_of(self._published.request, bare, (), worker_ids=names), Roster(duties=bare))

    def _as_worked_by(self, duty: Duty, worker_id: str) -> Duty:
        """Return a duty as another worker would work it, counted for a skill of theirs."""
        if duty.worker_id == worker_id:
            return duty
        skills = self._published.request.worker_by_id[worker_id].skills
        roles = roles_of(shift_of(self._published.request, duty), skills, self._asked)
        role = duty.role if duty.role in roles else roles[0]
        return duty.model_copy(update={"worker_id": worker_id, "role": role})

    def added_pence(self, moves: Sequence[Move]) -> int:
        """Return about what these moves cost by the prices page; the travel guide is in it."""
        self._carry_out(moves)
        pence = self._incumbent.pence() - self._kept.pence
        self._incumbent.put_back(self._kept)
        return pence

    def duties_after(self, moves: Sequence[Move]) -> tuple[Duty, ...]:
        """Return the whole roster's duties after these moves; those that they do not concern as published."""
        self._carry_out(moves)
        after = self._plan.duties()
        self._incumbent.put_back(self._kept)
        was = {(duty.worker_id, duty.date): duty for duty in self._before}
        told = {(duty.worker_id, duty.date): duty for duty in self._published.roster.duties}
        keys = [(duty.worker_id, duty.date) for duty in after]
        return tuple(told[key] if was.get(key) == duty else duty for key, duty in zip(keys, after, strict=True))

    def _carry_out(self, moves: Sequence[Move]) -> None:
        """Change hands in the incumbent."""
        plan, request = self._plan, self._published.request
        givers = [move.duty.worker_id for move in moves]
        own = [self._incumbent.shifts_of([move.duty.worker_id]) for move in moves]
        shifts = [
            next(shift for shift in each if shift.date == move.duty.date) for move, each in zip(moves, own, strict=True)
        ]
        served = [plan.served(shift) if shift.post_id is None else [] for shift in shifts]
        self._incumbent.free(shifts)
        taken = [shift_of(request, self._as_worked_by(move.duty, move.worker_id)) for move in moves]
        rests = {shift: break_part(move.duty) for shift, move in zip(taken, moves, strict=True)}
        self._incumbent.replace_shifts(givers, self._incumbent.shifts_of(givers))
        self._give(taken, {shift: part for shift, part in rests.items() if part is not None and not shift.post_id})
        tasks = self._incumbent.routing.tasks
        trainings = [row for rows in served for row in rows if tasks[row].training_id is not None]
        for shift, rows in zip(taken, served, strict=True):
            self._fill(shift, list(dict.fromkeys([*rows, *trainings])))
        plan.complete()
        left = np.array([row for rows in served for row in rows], dtype=np.int64)
        plan.fill(np.intersect1d(self._incumbent.routing.primary_of(left), plan.absent()).tolist())

    def _give(self, shifts: Sequence[Shift], break_parts: Mapping[Shift, int]) -> None:
        """Give workers these shifts beside those that they still have."""
        workers = list(dict.fromkeys(shift.worker_id for shift in shifts))
        self._incumbent.replace_shifts(workers, [*self._incumbent.shifts_of(workers), *shifts], break_parts)

    def _fill(self, shift: Shift, rows: Sequence[int]) -> None:
        """Put stops into a shift, those worth most first, as far as its worker may and can make them."""
        plan, prices = self._plan, self._plan.tables.stop["price"]
        primary = dict(zip(rows, self._incumbent.routing.primary_of(np.array(rows, dtype=np.int64)), strict=True))
        routes = plan.parts_of(shift).tolist() if shift.post_id is None else []
        for row in sorted(rows, key=lambda row: -int(prices[primary[row]])):
            options = options_of(plan, row)
            for route in routes:
                if route in options and put(plan, row, options[route]) is not None:
                    keep(plan.tables, plan.state)
                    break
                put_back(plan.tables, plan.state)
