"""The times that people are told: as late as leaves slack before a visit, never so late that what follows does not fit.

Routing starts everything as early as may be, so that a duty's spare minutes gather at its end, where they help nobody.
In the order of the roster, forwards:

    told = min(latest, max(told so far, told before it + minutes + journey + one spread of the delay of these two))

where latest is worked out backwards from the windows' latest starts, the ends of duties, breaks, gaps and the common
starts of two workers. Both the times so far and the latest ones fit, and so do these: where `told` is the latest, that
is no sooner than what comes before it allows, as that is no later than its own latest. Trainings stay, and visits with
a pinned start, with a gap that has a most, or whose workers start apart. Order, workers and paid time stay too.
"""

import math

from models.request import RotaRequest
from models.roster import Duty, PlannedVisit, Roster, Span
from models.stress import StressTerms
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.stress.itinerary import NO_VISIT, Itinerary, Step, itinerary

Times = dict[Step, int]


def told_with_slack(request: RotaRequest, roster: Roster) -> Roster:
    """Return the roster with the slack of its duties before visits; as it is where that would cost anything.

    Args:
        request: what the roster was made for.
        roster: keeps every rule.
    """
    plan = itinerary(request, roster)
    times = told_times(plan)
    moved: dict[tuple[str, object], Times] = {}
    for step, told in times.items():
        duty = plan.duties[plan.rounds[step.round].duty].duty
        moved.setdefault((duty.worker_id, duty.date), {})[step] = told
    duties = tuple(_retold(request, duty, moved.get((duty.worker_id, duty.date), {})) for duty in roster.duties)
    retold = roster.model_copy(update={"duties": duties})
    is_dearer = sum(recompute(request, retold).values()) > sum(recompute(request, roster).values())
    return roster if is_dearer or check(request, retold) else retold


def told_times(plan: Itinerary) -> Times:
    """Return the time to tell for every step of a roster, in minutes from the horizon's midnight."""
    latest = _latest_times(plan)
    told: Times = {}
    ends: dict[int, int] = {}
    last: dict[int, Step] = {}
    for group in plan.groups:
        begins = max(_wanted(step, last.get(step.round), told) for step in group)
        follows = [ends[row] + least for row, least in plan.after.get(group[0].visit, ()) if row in ends]
        begins = min(max([begins, *follows]), *(latest[step] for step in group))
        for step in group:
            told[step] = begins
            last[step.round] = step
        ends[group[0].visit] = begins + group[0].minutes
    return told


def _wanted(step: Step, before: Step | None, told: Times) -> int:
    """Return when a step would be told to begin, were there nothing after it."""
    if before is None or step.is_return:
        return step.told
    ready = told[before] + before.minutes + step.journey
    return max(step.told, ready + (_spread(before, step) if step.visit != NO_VISIT else 0))


def _spread(before: Step, step: Step) -> int:
    """Return one spread of the delay of what was done before and the journey from there, in minutes."""
    terms = StressTerms()
    care = before.minutes * terms.care_spread_percent / 100 if before.visit != NO_VISIT else 0.0
    journey = step.journey * math.hypot(terms.journey_spread_percent, terms.traffic_spread_percent) / 100
    return round(math.hypot(care, journey))


def _latest_times(plan: Itinerary) -> Times:
    """Return the latest time for every step at which all that follows still fits, never before the time so far."""
    held = _held(plan)
    latest: Times = {}
    next_in: dict[int, Step] = {}
    bounds: dict[int, int] = {}  # by visit row, from the visits that follow it
    for group in reversed(plan.groups):
        visit = group[0].visit
        begins = min(_own_latest(step, next_in.get(step.round), latest, held) for step in group)
        if visit in bounds:
            begins = min(begins, bounds[visit] - group[0].minutes)
        for step in group:
            latest[step] = begins
            next_in[step.round] = step
        for row, least in plan.after.get(visit, ()):
            bounds[row] = min(bounds.get(row, begins), begins - least)
    return latest


def _own_latest(step: Step, following: Step | None, latest: Times, held: set[int]) -> int:
    if following is None or step.visit in held or (step.visit == NO_VISIT and not step.is_break):
        return step.told
    return min(max(step.told, step.latest), latest[following] - following.journey - step.minutes)


def _held(plan: Itinerary) -> set[int]:
    """Return the rows of the visits that keep their times."""
    request = plan.request
    pinned = {pin.visit_id for pin in request.pins if pin.start is not None}
    tied = {
        name
        for visit in request.visits
        for gap in visit.gaps
        if gap.most_minutes is not None
        for name in (visit.id, gap.after_visit_id)
    }
    return {
        row
        for row, visit in enumerate(request.visits)
        if visit.id in pinned or visit.id in tied or not visit.starts_together
    }


def _retold(request: RotaRequest, duty: Duty, times: Times) -> Duty:
    """Return a duty with its visits and its break at other times."""
    moment = request.horizon.moment
    starts = {request.visits[step.visit].id: told for step, told in times.items() if step.visit != NO_VISIT}
    rest = next((told for step, told in times.items() if step.is_break), None)
    minutes = duty.rest_break.minutes if duty.rest_break else 0
    return duty.model_copy(
        update={
            "visits": tuple(
                PlannedVisit(
                    visit_id=each.visit_id, start=moment(starts.get(each.visit_id, request.horizon.minute(each.start)))
                )
                for each in duty.visits
            ),
            "rest_break": duty.rest_break if rest is None else Span(start=moment(rest), end=moment(rest + minutes)),
        }
    )
