"""Why nobody makes a visit: the reason, the rules that lifted alone would let it be made, and the cheapest change."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from models.base import Id, Record
from models.clock import clock_text
from models.request import RotaRequest
from models.roster import Duty, Roster
from models.rules import RULE_NAMES, RuleCode
from optimiser.explain.changes import Change, cheapest_change
from optimiser.explain.lifts import Miss, could, makers, misses
from optimiser.explain.makings import Makings
from optimiser.explain.prices import Prices
from optimiser.explain.rooms import Rooms, with_changed
from optimiser.explain.trial import Answer, Trial
from optimiser.explain.words import listed, minutes, pounds, when, workers
from optimiser.routing.routing import Routing

NOBODY = "U01"  # too few may make it
NOBODY_ON_DUTY = "U02"  # too few of them are on duty in its windows
NO_ROOM = "U03"  # none of those has room
NO_TWO_TOGETHER = "U04"  # no two of those have room as it asks
TOO_DEAR = "U05"  # it fits, at more than leaving it out costs
ROOM_LEFT = "U06"  # it fits, and would pay: the search overlooked it
NO_START_KEEPS_GAPS = "U07"  # no start keeps the gaps to visits of the same person


class Why(Record):
    """Why nobody makes a visit.

    Attributes:
        reason_code: U01 to U07.
        reason: in a sentence.
        nearest: what would let it be made with one rule lifted.
        change: the cheapest change found that would have it made; None where none was found or looked for.
    """

    visit_id: Id
    reason_code: str
    reason: str
    nearest: tuple[Miss, ...] = ()
    change: Change | None = None


class Unmade:
    """The visits that nobody makes in a finished roster."""

    def __init__(self, request: RotaRequest, roster: Roster, routing: Routing | None = None) -> None:
        """Prepare a roster that keeps every rule.

        Args:
            request: what it answers.
            roster: to be asked about.
            routing: the request prepared before, where the caller has it.
        """
        self.prices = Prices(request, roster)
        self._rooms = Rooms(routing or Routing.of(request), roster.duties)
        self._makings = Makings(request, roster.duties)

    def visit_ids(self) -> list[str]:
        """Return the visits that nobody makes, in the request's order."""
        return [visit.id for visit in self.prices.request.visits if not self._makings.is_made(visit.id)]

    def trial(self, visit_id: str) -> Trial:
        """Return a visit that nobody makes, ready to be tried."""
        return Trial(self._rooms, self._makings, self.prices.request.visit_by_id[visit_id])

    def reason(self, visit_id: str) -> tuple[str, str]:
        """Return the code and the sentence of the reason why nobody makes a visit."""
        trial = self.trial(visit_id)
        able, needed = trial.able(), trial.visit.workers_needed
        if len(able) < needed:
            return NOBODY, f"{_may_make_it(len(able), needed)}: {_refusals(trial)}."
        on_duty = {trial.rooms.duties[number].worker_id for number in trial.duties()}
        if len(on_duty) < needed:
            too_few = _on_duty(len(on_duty), needed)
            return NOBODY_ON_DUTY, f"Of {workers(len(able))} who may make it, {too_few} for it {_windows(trial)}."
        answer = trial.answer()
        if answer is None:
            return NO_START_KEEPS_GAPS, f"No start in its windows keeps {_gaps(trial)}."
        return _short(trial, len(on_duty), answer) if answer.short else self._priced(trial)

    def why(self, visit_id: str, *, with_change: bool = True) -> Why:
        """Return everything about why nobody makes a visit."""
        code, reason = self.reason(visit_id)
        trial = self.trial(visit_id)
        nearest = () if code in (TOO_DEAR, ROOM_LEFT) else misses(trial)
        change = cheapest_change(trial, self.prices) if with_change else None
        return Why(visit_id=visit_id, reason_code=code, reason=reason, nearest=nearest, change=change)

    def paying(self, visit_id: str) -> dict[int, Duty] | None:
        """Return the first way to put in a visit that nobody makes that pays, as changed duties; None without one."""
        trial = self.trial(visit_id)
        ways = (trial.put_in(answer) for answer in trial.ways())
        return next((changed for changed in ways if self.prices.rise_of(changed) < 0), None)

    def after(self, changed: Mapping[int, Duty]) -> "Unmade":
        """Return the visits that nobody makes once some duties have changed."""
        return Unmade(self.prices.request, with_changed(self.prices.roster, changed), self._rooms.routing)

    def _priced(self, trial: Trial) -> tuple[str, str]:
        """Return what putting the visit in does to the objective: the first way that pays, or else the cheapest."""
        cheapest: tuple[int, str] | None = None
        for answer in trial.ways():
            rise, who = self.prices.rise_of(trial.put_in(answer)), could(trial, answer)
            if rise < 0:
                return ROOM_LEFT, f"{who}, and the plan would be {pounds(-rise)} better: the search overlooked it."
            cheapest = min(cheapest or (rise, who), (rise, who))
        assert cheapest is not None, f"{trial.visit.id} fits, so that there is a way"
        return TOO_DEAR, f"{cheapest[1]}, but the plan would be {pounds(cheapest[0])} dearer than without it."


def explain_unserved(
    request: RotaRequest, roster: Roster, visit_ids: Collection[str] | None = None, *, with_changes: bool = True
) -> Iterator[Why]:
    """Yield why nobody makes each visit (all of them when None), in the request's order."""
    unmade = Unmade(request, roster)
    for visit_id in unmade.visit_ids():
        if visit_ids is None or visit_id in visit_ids:
            yield unmade.why(visit_id, with_change=with_changes)


def _may_make_it(able: int, needed: int) -> str:
    if needed == 1:
        return "Nobody may make it"
    return f"{workers(able) if able else 'Nobody'} may make it, {needed} needed"


def _refusals(trial: Trial) -> str:
    """Return by which rules how many may not make the visit, each worker counted under each of theirs."""
    counts = Counter(code for codes in trial.refused.values() for code in codes)
    told = [f"{code} {RULE_NAMES[RuleCode(code)]} refuses {workers(count)}" for code, count in sorted(counts.items())]
    return listed(told) if told else f"the request has {workers(len(trial.refused))}"


def _on_duty(on_duty: int, needed: int) -> str:
    if needed == 1:
        return "none has a duty"
    return f"only {on_duty} of {needed} has a duty" if on_duty else f"none of {needed} has a duty"


def _windows(trial: Trial) -> str:
    """Return the first window in which the visit may start, in words, and how many more there are."""
    horizon, windows = trial.rooms.request.horizon, trial.visit.windows
    first = horizon.moment(horizon.minute(windows[0].earliest_start) - windows[0].early_minutes_allowed)
    last = horizon.moment(horizon.minute(windows[0].latest_start) + windows[0].late_minutes_allowed)
    until = clock_text(last) if last.date() == first.date() else when(last)
    more = f" or in {len(windows) - 1} more windows" if len(windows) > 1 else ""
    return f"{when(first)} to {until}{more}"


def _gaps(trial: Trial) -> str:
    others = [gap.after_visit_id for gap in trial.visit.gaps] + trial.makings.following(trial.visit.id)
    return f"the gaps agreed to {listed(sorted({name for name in others if trial.makings.is_made(name)}))}"


def _short(trial: Trial, on_duty: int, answer: Answer) -> tuple[str, str]:
    """Return that there is no room, and who comes nearest."""
    nearest, short = listed(makers(trial, answer)), minutes(answer.short)
    there = f"{workers(on_duty)} who may make it {'is' if on_duty == 1 else 'are'} on duty {_windows(trial)}"
    if trial.visit.workers_needed > 1:
        return NO_TWO_TOGETHER, f"{there}; no two have room as it asks. Nearest: {nearest}, {short} short."
    nobody = "without" if on_duty == 1 else "none with"
    room = f"room for {minutes(trial.visit.minutes)} and the journeys"
    return NO_ROOM, f"{there}, {nobody} {room}. Nearest: {nearest}, {short} short."
