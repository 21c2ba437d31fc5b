"""Time of a part that nothing fills: waiting between its stops, and all that is idle from its start to its end.

    waiting = return - first start - minutes of visits, trainings, break and journeys in between
    idle    = minutes of the part - handover - visits - trainings - break - journeys; without visits and trainings
              its own less the handover

The first start is that of the part's first visit or training. The return is the end of its last one, or of a break that
begins no sooner than that, plus the journey to the end base. In between lie all of the part's visits and trainings, a
break that begins after the first start, and all journeys but the one from the start base to a visit that comes first.
Where a roster breaks rules and its stops overlap, there is nothing left to wait or idle.
"""

from models.clock import minutes_between
from models.roster import Span
from optimiser.checks.roster_index import RosterIndex
from optimiser.checks.rostered_duty import Leg, RosteredDuty, Stop


def waiting_minutes(index: RosterIndex, rostered: RosteredDuty, part: Span) -> int:
    """Return the waiting minutes of a part of a duty; none where it has neither visit nor training."""
    work = [stop for stop in rostered.stops_in(part) if not stop.is_break]
    if not work:
        return 0
    first, worked_until = work[0], max(stop.end for stop in work)
    rest = [stop for stop in rostered.stops_in(part) if stop.is_break and stop.start >= first.start]
    legs = rostered.legs_in(part)
    inside = [leg for leg in legs if leg.origin.visit_id or leg.destination is not first]
    back = [leg for leg in legs if not leg.destination.visit_id]
    until = max([worked_until, *(stop.end for stop in rest if stop.start >= worked_until)])
    span = minutes_between(first.start, until) + _travel(index, rostered, back)
    return max(0, span - _minutes([*work, *rest]) - _travel(index, rostered, inside))


def idle_minutes(index: RosterIndex, rostered: RosteredDuty, part: Span) -> int:
    """Return the idle minutes of a part of a duty that covers no post."""
    stops = rostered.stops_in(part)
    if all(stop.is_break for stop in stops):
        return part.minutes - rostered.handover_in(part)
    busy = _minutes(stops) + _travel(index, rostered, rostered.legs_in(part))
    return max(0, part.minutes - rostered.handover_in(part) - busy)


def _minutes(stops: list[Stop]) -> int:
    return sum(minutes_between(stop.start, stop.end) for stop in stops)


def _travel(index: RosterIndex, rostered: RosteredDuty, legs: list[Leg]) -> int:
    mode = rostered.worker.travel_mode
    return sum(index.journeys.minutes(leg.origin_place, leg.destination_place, mode) for leg in legs)
