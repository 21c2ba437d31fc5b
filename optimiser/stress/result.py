"""What simulated weeks come to: lateness by visit and by time of day, duties that break, contact time delivered.

Every share is in percent with two decimals and names its denominator.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np

from models.stress import StressTerms
from optimiser.stress.draws import Flags, Floats
from optimiser.stress.simulation import Simulated, SimulatedVisit

LATENESS_EDGES = (5, 15, 30, 60)  # minutes; the last group is all above


@dataclass(frozen=True)
class VisitLateness:
    """How one visit begins; minutes and shares are of the weeks in which it is made."""

    visit_id: str
    worker_ids: tuple[str, ...]
    told: datetime
    made_pct: float  # of all weeks
    very_late_pct: float
    after_window_pct: float
    mean_late_minutes: float
    late_minutes_one_in_ten: float  # exceeded in one week of ten


@dataclass(frozen=True)
class DutyStrain:
    """How one duty holds; shares are of the weeks in which its worker is well."""

    worker_id: str
    date: date
    overrun_pct: float  # back later than allowed
    mean_overrun_minutes: float
    break_lost_pct: float


@dataclass(frozen=True)
class HourLateness:
    """Visits told to begin in one hour of the day, all weeks together."""

    hour: int
    made: float  # a week, on average
    very_late_pct: float  # of those made


@dataclass(frozen=True)
class StressResult:
    """A roster's simulated weeks in figures."""

    weeks: int
    seed: int
    terms: StressTerms
    visits_planned: int
    very_late_pct: float  # of visits made, begun later than `very_late_minutes` after the time told
    very_late_pct_one_week_in_ten: float  # the same in the week that one in ten is worse than
    after_window_pct: float  # of visits made, begun after the last minute that their window allows
    not_made_pct: float  # of visits planned
    cancelled_pct: float  # of visits planned
    lateness: tuple[tuple[str, float], ...]  # groups of minutes late, and their shares of visits made
    contact_planned_minutes: int
    contact_delivered_minutes: int  # in a mean week
    contact_delivered_pct: float  # of contact minutes planned
    contact_time_planned_pct: float  # of rostered paid minutes
    contact_time_delivered_pct: float  # of minutes on duty in duties worked, overruns included
    duties_planned: int  # with visits, trainings or waiting; posts are not simulated
    duties_broken_pct: float  # of duties worked: overrun, or without their break
    duties_overrun_pct: float
    breaks_lost_pct: float
    hours: tuple[HourLateness, ...]
    visits: tuple[VisitLateness, ...]  # those most often very late first
    duties: tuple[DutyStrain, ...]  # those most often broken first


def summed_up(simulated: Simulated, seed: int) -> StressResult:
    """Return the figures of simulated weeks."""
    return StressResult(
        weeks=simulated.weeks,
        seed=seed,
        terms=simulated.terms,
        **_of_visits(simulated),
        **_of_contact_time(simulated),
        **_of_duties(simulated),
    )


def _of_visits(simulated: Simulated) -> dict[str, Any]:
    """Return how late visits begin, and which are not made."""
    nothing = np.zeros((0, simulated.weeks))
    made: Flags = np.array([each.made for each in simulated.visits] or nothing, dtype=np.bool_)
    late: Floats = np.array([each.late_minutes for each in simulated.visits] or nothing, dtype=np.float32)
    very_late = made & (late > simulated.terms.very_late_minutes)
    by_week = 100 * very_late.sum(axis=0) / np.maximum(1, made.sum(axis=0))
    rows = sorted({step.visit for each in simulated.visits for step in each.steps})
    visits = [_visit_lateness(simulated, each) for each in simulated.visits]
    return {
        "visits_planned": len(rows),
        "very_late_pct": _pct(very_late.sum(), made.sum()),
        "very_late_pct_one_week_in_ten": round(float(np.percentile(by_week, 90)), 2),
        "after_window_pct": _pct(sum(int(_after_window(each).sum()) for each in simulated.visits), made.sum()),
        "not_made_pct": _pct((~made).sum(), made.size),
        "cancelled_pct": _pct(simulated.cancelled[rows].sum(), len(rows) * simulated.weeks),
        "lateness": _groups(late[made]),
        "hours": _by_hour(simulated, made, very_late),
        "visits": tuple(sorted(visits, key=lambda each: (-each.very_late_pct, each.told, each.visit_id))),
    }


def _of_contact_time(simulated: Simulated) -> dict[str, Any]:
    """Return contact time as planned and as delivered."""
    planned = sum(step.minutes for each in simulated.visits for step in each.steps)
    delivered = sum(float(each.care_minutes.sum()) * len(each.steps) for each in simulated.visits) / simulated.weeks
    paid = np.array([each.paid_minutes for each in simulated.itinerary.duties], dtype=np.float64)
    worked = float((paid @ simulated.worked + simulated.overrun_minutes.sum(axis=0)).mean())
    posts = simulated.post_minutes
    return {
        "contact_planned_minutes": planned,
        "contact_delivered_minutes": round(delivered),
        "contact_delivered_pct": _pct(delivered, planned),
        "contact_time_planned_pct": _pct(planned, float(paid.sum()) + posts),
        "contact_time_delivered_pct": _pct(delivered, worked + posts),
    }


def _of_duties(simulated: Simulated) -> dict[str, Any]:
    """Return how duties hold."""
    over, lost = simulated.overrun_minutes > simulated.terms.overrun_minutes, simulated.break_lost
    worked = simulated.worked.sum()
    return {
        "duties_planned": len(simulated.itinerary.duties),
        "duties_broken_pct": _pct(((over | lost) & simulated.worked).sum(), worked),
        "duties_overrun_pct": _pct(over.sum(), worked),
        "breaks_lost_pct": _pct(lost.sum(), worked),
        "duties": _strains(simulated, over),
    }


def _pct(part: float, whole: float) -> float:
    """Return part of whole in percent, 0 of nothing."""
    return round(100 * float(part) / float(whole), 2) if whole else 0.0


def _after_window(visit: SimulatedVisit) -> Flags:
    """Return in which weeks a visit begins after its window's latest start."""
    step = visit.steps[0]
    after: Flags = visit.made & (visit.late_minutes > max(0, step.latest - step.told))
    return after


def _groups(late: Floats) -> tuple[tuple[str, float], ...]:
    """Return shares of visits made by how late they begin."""
    edges = (0, *LATENESS_EDGES)
    named = [f"over {least} to {most} min" for least, most in zip(edges, LATENESS_EDGES, strict=False)]
    names = ["on time", *named, f"over {edges[-1]} min"]
    group = np.searchsorted(np.array(edges), late, side="left")
    counts = np.bincount(group, minlength=len(names))
    return tuple((name, _pct(count, late.size)) for name, count in zip(names, counts, strict=True))


def _visit_lateness(simulated: Simulated, visit: SimulatedVisit) -> VisitLateness:
    plan, step = simulated.itinerary, visit.steps[0]
    late = visit.late_minutes[visit.made]
    return VisitLateness(
        visit_id=plan.request.visits[step.visit].id,
        worker_ids=tuple(plan.request.workers[plan.rounds[each.round].worker].id for each in visit.steps),
        told=plan.request.horizon.moment(step.told),
        made_pct=_pct(visit.made.sum(), visit.made.size),
        very_late_pct=_pct((late > simulated.terms.very_late_minutes).sum(), late.size),
        after_window_pct=_pct(_after_window(visit).sum(), late.size),
        mean_late_minutes=round(float(late.mean()), 1) if late.size else 0.0,
        late_minutes_one_in_ten=round(float(np.percentile(late, 90)), 1) if late.size else 0.0,
    )


def _by_hour(simulated: Simulated, made: Flags, very_late: Flags) -> tuple[HourLateness, ...]:
    """Return lateness by the clock hour of the time told."""
    moment = simulated.itinerary.request.horizon.moment
    hours = np.array([moment(each.steps[0].told).hour for each in simulated.visits], dtype=np.int64)
    found = []
    for hour in sorted(set(hours.tolist())):
        count, late = int(made[hours == hour].sum()), int(very_late[hours == hour].sum())
        found.append(HourLateness(hour, round(count / simulated.weeks, 1), _pct(late, count)))
    return tuple(found)


def _strains(simulated: Simulated, over: Flags) -> tuple[DutyStrain, ...]:
    """Return how each duty holds."""
    strains = []
    for row, each in enumerate(simulated.itinerary.duties):
        worked = int(simulated.worked[row].sum())
        minutes = float(simulated.overrun_minutes[row].sum()) / worked if worked else 0.0
        strains.append(
            DutyStrain(
                worker_id=each.worker.id,
                date=each.duty.date,
                overrun_pct=_pct(over[row].sum(), worked),
                mean_overrun_minutes=round(minutes, 1),
                break_lost_pct=_pct(simulated.break_lost[row].sum(), worked),
            )
        )
    return tuple(sorted(strains, key=lambda each: (-each.overrun_pct, -each.break_lost_pct, each.date, each.worker_id)))
