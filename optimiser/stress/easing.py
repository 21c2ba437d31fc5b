"""Rounds changed so that fewer visits begin very late, wherever that is worth more than what it costs.

What is minimised, by going from a roster to a better one until there is none:

    sum over rounds of ( mileage + late starts + very_late_visit x visits expected to begin very late )
    + what visits that nobody makes cost + what new workers and those not preferred cost

A change moves a visit to any place of its own or another round, leaves it out (from the waiting list alone), takes up
one that nobody makes, exchanges two, or moves a break. What each does to lateness is worked out in 400 simulated weeks,
the same for all (`kernels/lateness.py`); so long runs without a pause are broken where it costs least, mostly by
another order and not by less work. Shifts, and visits of two workers, with gaps or pins, stay as they are.
"""

import numpy as np

from models.request import RotaRequest
from models.roster import Roster, Unserved
from models.stress import StressTerms
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.explain.unserved import ROOM_LEFT, Unmade
from optimiser.routing.problem import NONE, Ints
from optimiser.routing.routing import Routing
from optimiser.stress.kernels.changes import exchange, move, move_break, take_up
from optimiser.stress.kernels.lateness import BREAK, IMPOSSIBLE
from optimiser.stress.rounds import RosterRounds
from optimiser.stress.telling import told_with_slack

MOST_PASSES = 6  # over all rounds; on the demo team the third finds nothing more
WORTH_A_LOOK = 20.0  # pence of lateness expected of a round, below which it is left as it is
MOST_CHANGES = 40  # of one round in one pass
LEFT_OUT = "U08"


def eased(request: RotaRequest, roster: Roster, routing: Routing | None = None) -> Roster:
    """Return the roster with slack where the price of a very late visit says so; it keeps every rule as before.

    Args:
        request: what the roster was made for; its prices say what a very late visit costs.
        roster: keeps every rule.
        routing: the request prepared before, where the caller has it.
    """
    routing = routing or Routing.of(request)
    told = told_with_slack(request, roster)
    own = RosterRounds(request, told, StressTerms(), routing)
    late = own.very_late_visits()
    _Easing(own).run()
    found = told_with_slack(request, told.model_copy(update={"duties": own.duties(told.duties)}))
    saved = request.prices.very_late_visit * (late - own.very_late_visits())
    is_worth_it = sum(recompute(request, found).values()) - sum(recompute(request, told).values()) < saved
    return _with_reasons(request, found, routing) if is_worth_it and not check(request, found) else told


class _Easing:
    """The rounds as they stand, and what each costs."""

    def __init__(self, own: RosterRounds) -> None:
        self._own, self._tables, self._rounds = own, own.tables, own.rounds
        self._pence = own.pence()
        self._round_of = own.round_of()

    def run(self) -> None:
        """Change rounds, those expected latest first, until no change saves anything."""
        for _ in range(MOST_PASSES):
            saved = sum(self._ease(number) for number in self._by_lateness()) + self._take_up_absent()
            if not saved:
                return

    def _by_lateness(self) -> list[int]:
        fitting = np.flatnonzero(self._pence < IMPOSSIBLE).tolist()
        return sorted(fitting, key=lambda number: (-self._own.very_late(number), number))

    def _ease(self, number: int) -> float:
        """Change one round for as long as that saves anything; return the pence saved."""
        total, k, changes = 0.0, 0, 0
        while k < self._rounds.lengths[number] and changes < MOST_CHANGES:
            if self._rounds.price * self._own.very_late(number) < WORTH_A_LOOK:
                break
            saved = self._changed(number, k)
            total, k, changes = total + saved, 0 if saved else k + 1, changes + bool(saved)
            if saved:
                self._round_of = self._own.round_of()
        return total

    def _changed(self, number: int, k: int) -> float:
        """Change what becomes of a round's k-th stop if that saves anything; return the pence saved."""
        rounds, stop = self._rounds, int(self._rounds.stops[number, k])
        if stop == BREAK:
            return float(move_break(self._tables, rounds, self._pence, number, k))
        if not self._own.is_free[stop]:
            return 0.0
        others = self._rounds_near(stop, number)
        saved = move(self._tables, rounds, self._pence, others, number, k, int(self._own.may_drop[stop]))
        return float(saved or exchange(self._tables, rounds, self._pence, others, number, k, self._own.is_free))

    def _rounds_near(self, stop: int, own: int) -> Ints:
        """Return the rounds that fit and hold a stop near this one, its own aside."""
        found = np.unique(self._round_of[self._own.routing.near(stop)])
        fits = (found != NONE) & (found != own)
        near: Ints = found[fits][self._pence[found[fits]] < IMPOSSIBLE]
        return near

    def _take_up_absent(self) -> float:
        """Put in visits that nobody makes wherever that saves anything, the dearest first; return the pence saved."""
        price, saved = self._tables.stop["price"], 0.0
        absent = np.flatnonzero((self._round_of == NONE) & (self._own.is_free == 1))
        for stop in sorted(absent.tolist(), key=lambda row: (-price[row], row)):
            saved += take_up(self._tables, self._rounds, self._pence, self._rounds_near(stop, NONE), stop)
        self._round_of = self._own.round_of()
        return saved


def _with_reasons(request: RotaRequest, roster: Roster, routing: Routing) -> Roster:
    """Return a roster with the reason for every visit that nobody makes, found anew as the rounds have changed."""
    unmade = Unmade(request, roster, routing)
    reasons = {visit_id: unmade.reason(visit_id) for visit_id in unmade.visit_ids()}
    slack = "left out for slack: visits after it would begin more than 30 minutes late too often, at their price."
    unserved = tuple(
        Unserved(visit_id=visit_id, reason_code=LEFT_OUT, reason=slack)
        if code == ROOM_LEFT
        else Unserved(visit_id=visit_id, reason_code=code, reason=reason)
        for visit_id, (code, reason) in reasons.items()
    )
    return roster.model_copy(update={"unserved": unserved})
