"""Where one worker's days are planned anew: a small request as a whole, of a large one the worker's constituency.

Other constituencies stand as they are, and what they share with this one is held still (`optimiser.parts`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from models.request import RotaRequest
from models.roster import Duty, Roster
from models.wishes import Preference
from optimiser.checks.roster_index import RosterIndex
from optimiser.checks.wishes import is_granted
from optimiser.explain.prices import objective_pence
from optimiser.first_roster import STEP_MINUTES
from optimiser.improve.incumbent import Incumbent
from optimiser.parts import is_large, part_of
from optimiser.routing.routing import Routing
from optimiser.shifts import Shift, candidate_shifts

SEED = 1
SETTLING_STEPS = 6_000  # of annealing without heat, once for each part


@dataclass(frozen=True)
class Around:
    """A request prepared, its duties as they stand, and those of everybody else."""

    routing: Routing
    duties: tuple[Duty, ...]
    others: tuple[Duty, ...]

    @property
    def request(self) -> RotaRequest:
        """What is planned anew."""
        return self.routing.request

    @cached_property
    def candidates(self) -> Mapping[str, Sequence[Shift]]:
        """By worker, the shifts to choose from."""
        return candidate_shifts(self.request, STEP_MINUTES)

    @cached_property
    def settled(self) -> tuple[Duty, ...]:
        """The duties as routing alone can better them, so that such gains are no part of what granting a wish does."""
        incumbent = Incumbent(self.routing, {}, SEED)
        incumbent.load(self.duties)
        incumbent.plan.fill_all()
        incumbent.anneal(self.routing.primaries, SETTLING_STEPS, 0.0)
        return incumbent.plan.duties()

    def roster(self, duties: Sequence[Duty]) -> Roster:
        """Return a roster of these duties alone."""
        return Roster(duties=tuple(duties))

    def pence(self, duties: Sequence[Duty]) -> int:
        """Return what these duties are weighed at, to be compared with others here."""
        return objective_pence(self.request, self.roster(duties))

    def grants(self, wish: Preference, duties: Sequence[Duty]) -> bool:
        """Return whether a wish of a worker here is granted by these duties."""
        return is_granted(wish, RosterIndex(self.request, self.roster(duties)).duties_by_worker[wish.worker_id])

    def among_all(self, duties: Sequence[Duty]) -> tuple[Duty, ...]:
        """Return these duties and everybody else's, in the order of rosters."""
        return tuple(sorted((*duties, *self.others), key=lambda duty: (duty.date, duty.worker_id)))


class Surroundings:
    """A roster's parts, each prepared once."""

    def __init__(self, request: RotaRequest, roster: Roster, routing: Routing | None) -> None:
        """Take up a roster that keeps every rule; `routing` is its request prepared before, where there is one."""
        self._request, self._roster, self._routing = request, roster, routing
        self._parts: dict[str, Around] = {}

    def of(self, worker_id: str) -> Around:
        """Return where a worker's days are planned anew."""
        if not is_large(self._request) or self._request.prices.most_idle_minute:  # then every duty bears on the price
            return self._whole
        name = self._request.worker_by_id[worker_id].constituency
        if name not in self._parts:
            request, duties = part_of(self._request, frozenset({name}), self._roster.duties)
            own = {worker.id for worker in request.workers}
            others = tuple(duty for duty in self._roster.duties if duty.worker_id not in own)
            self._parts[name] = Around(Routing.of(request), duties, others)
        return self._parts[name]

    @cached_property
    def _whole(self) -> Around:
        return Around(self._routing or Routing.of(self._request), self._roster.duties, ())
