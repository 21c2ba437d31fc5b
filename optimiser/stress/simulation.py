"""The simulated weeks: every step of a roster worked out for all weeks at once.

In week w a worker reaches a step at  arrival = ready + journey x factor x the date's traffic  and begins it at

    visit     max(arrival of each worker, told - begin_early (not before its window opens), ends of visits it follows)
    training  max(arrival, told)
    break     max(arrival, told), or not at all where that is later than the last start its rule allows

and is ready again after its minutes (a visit's times the care factor). A visit is not made where it is cancelled or one
of its workers is ill; then nobody travels to it. What a worker has still to do is done, however late it has become.
"""

from dataclasses import dataclass

import numpy as np

from models.request import RotaRequest
from models.roster import Roster
from models.stress import StressTerms
from optimiser.routing.travel import travel_matrix
from optimiser.stress.draws import Chance, Flags, Floats
from optimiser.stress.itinerary import NO_VISIT, NOWHERE, Itinerary, Round, Step, itinerary


@dataclass(frozen=True)
class SimulatedVisit:
    """The beginning of a visit in all weeks; late minutes are counted from the time told and never below 0."""

    steps: tuple[Step, ...]
    made: Flags  # [W]
    late_minutes: Floats  # [W] 0 where not made
    care_minutes: Floats  # [W] of one worker, 0 where not made


@dataclass(frozen=True)
class Simulated:
    """All weeks of a roster."""

    itinerary: Itinerary
    terms: StressTerms
    visits: tuple[SimulatedVisit, ...]
    cancelled: Flags  # [visits of the request, W]
    worked: Flags  # [duties, W] 0 where the worker is ill
    overrun_minutes: Floats  # [duties, W]
    break_lost: Flags  # [duties, W]

    @property
    def post_minutes(self) -> int:
        """Paid minutes of the duties that cover posts, which are not simulated."""
        return self.itinerary.post_minutes

    @property
    def weeks(self) -> int:
        """How many weeks."""
        return int(self.worked.shape[1])


def simulated(request: RotaRequest, roster: Roster, terms: StressTerms, weeks: int, seed: int) -> Simulated:
    """Simulate a roster's week many times.

    Args:
        request: what the roster was made for.
        roster: keeps every rule.
        terms: the distributions drawn from.
        weeks: how many.
        seed: of every draw; the same seed gives the same weeks.
    """
    return simulated_itinerary(itinerary(request, roster), Chance(terms, weeks, np.random.default_rng(seed)))


def simulated_itinerary(plan: Itinerary, chance: Chance) -> Simulated:
    """Simulate rounds by chance."""
    return _Weeks(plan, chance).simulated()


class _Weeks:
    """The state of every round in all weeks, carried from step to step."""

    def __init__(self, plan: Itinerary, chance: Chance) -> None:
        request, days = plan.request, plan.request.horizon.days
        self._plan, self._chance, self._terms = plan, chance, chance.terms
        self._traffic = chance.traffic(days)
        self._cancelled = chance.cancelled(len(request.visits))
        ill = chance.sick(len(request.workers), days)
        shape = (len(plan.duties), chance.weeks)
        self._worked = np.ones(shape, dtype=np.bool_)
        for each in plan.rounds:
            self._worked[each.duty] = ~ill[each.worker, each.day]
        self._made = self._visits_made()
        self._overrun = np.zeros(shape, dtype=np.float32)
        self._break_lost = np.zeros(shape, dtype=np.bool_)
        self._journey = travel_matrix(request.places, request.travel).minutes
        self._ready = [np.full(chance.weeks, each.start, dtype=np.float32) for each in plan.rounds]
        self._where = [np.full(chance.weeks, each.base, dtype=np.int64) for each in plan.rounds]
        self._ends: dict[int, Floats] = {}

    def simulated(self) -> Simulated:
        """Work out every step."""
        visits = []
        for group in self._plan.groups:
            if group[0].visit != NO_VISIT:
                visits.append(self._visit(group))
            elif group[0].is_return:
                self._back(group[0])
            else:
                self._pause(group[0])
        return Simulated(
            self._plan, self._terms, tuple(visits), self._cancelled, self._worked, self._overrun, self._break_lost
        )

    def _visits_made(self) -> Flags:
        """Return which visits of the roster are made: not cancelled, and all of their workers well."""
        made = ~self._cancelled
        for group in self._plan.groups:
            for step in group:
                if step.visit != NO_VISIT:
                    made[step.visit] &= self._worked[self._round(step).duty]
        return made

    def _round(self, step: Step) -> Round:
        return self._plan.rounds[step.round]

    def _arrival(self, step: Step) -> Floats:
        """Return when a worker is there, after any journey that is made just before a step; they have moved then."""
        ready = self._ready[step.round]
        if step.travels_to == NOWHERE:
            return ready
        own, where = self._round(step), self._where[step.round]
        moves = where != step.travels_to
        if step.for_visit != NO_VISIT:
            moves &= self._made[step.for_visit]
        planned = self._journey[own.mode][where, step.travels_to].astype(np.float32)
        stretched = planned * self._chance.journey() * self._traffic[own.day]
        self._where[step.round] = np.where(moves, step.travels_to, where)
        arrived: Floats = np.where(moves & (where != NOWHERE), ready + stretched, ready)
        return arrived

    def _visit(self, group: tuple[Step, ...]) -> SimulatedVisit:
        step = group[0]
        made = self._made[step.visit]
        arrivals = [self._arrival(each) for each in group]
        told_least = max(step.earliest, step.told - self._terms.begin_early_minutes)
        begins = np.maximum.reduce([np.full_like(arrivals[0], told_least), *arrivals])
        for earlier, least in self._plan.after.get(step.visit, ()):
            if earlier in self._ends:
                begins = np.where(self._made[earlier], np.maximum(begins, self._ends[earlier] + least), begins)
        care = step.minutes * self._chance.care()
        for each, arrival in zip(group, arrivals, strict=True):
            self._ready[each.round] = np.where(made, begins + care, arrival)
        self._ends[step.visit] = begins + care
        late = np.where(made, np.maximum(0.0, begins - step.told), 0.0)
        return SimulatedVisit(group, made, late, np.where(made, care, np.float32(0)))

    def _pause(self, step: Step) -> None:
        """Take a break or hold a training."""
        arrival = self._arrival(step)
        begins = np.maximum(arrival, step.told)
        lost = step.is_break & (begins > step.latest)
        self._ready[step.round] = np.where(lost, arrival, begins + step.minutes)
        duty = self._round(step).duty
        self._break_lost[duty] |= lost & self._worked[duty]

    def _back(self, step: Step) -> None:
        """End a round; what it runs over is counted where its worker is well."""
        duty = self._round(step).duty
        over = np.maximum(0.0, self._arrival(step) - step.told)
        self._overrun[duty] += np.where(self._worked[duty], over, np.float32(0))
