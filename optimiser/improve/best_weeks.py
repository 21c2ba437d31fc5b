"""Plans the weeks of a few workers anew: the best duty of every shape on every date, then the best of them together.

With everybody else as they are, labels find for each shape of each date the best duty among what nobody else makes
(`kernels/best_routes.py`); CP-SAT then chooses among the best of these, and the duties as they are, under every rule of
rostering (`recombination.py`), where two duties never share a visit. Of several workers each finds duties a second time
with some of what could be had left out, as they all want the same visits first.
"""

import datetime as calendar
import random
from collections.abc import Sequence

import numpy as np

from optimiser.improve.date_shapes import BestOfDate, FoundDuty
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.pool import PooledDuty, as_they_are
from optimiser.improve.recombination import best_duties
from optimiser.improve.taking_up import take_up
from optimiser.routing.problem import NONE, Ints
from optimiser.shifts import Shift

BEST_PER_DATE = 4  # by worth, and as many by worth a minute
LEFT_SHARE = 0.6  # of what could be had, the second time
STAYING_SHARE = 0.5  # of trainings, on the date they are held on
WORK = 0.5  # CP-SAT's deterministic seconds
LABEL_EFFORT = 0.0004
DUTY_EFFORT = 0.33
"""Milliseconds counted for each label and for each duty to choose from, measured on the demo team."""


def best_weeks(incumbent: Incumbent, worker_ids: Sequence[str], heat: float, rng: random.Random) -> bool:
    """Give these workers the best weeks found, and colleagues what they leave.

    Args:
        incumbent: changed in place, or left as it was.
        worker_ids: a few, each once.
        heat: how many pence of rise are let pass.
        rng: of what is left out, of the date of each training, and of the solver.

    Returns:
        Whether the roster changed.
    """
    kept, own = incumbent.keep(), incumbent.shifts_of(worker_ids)
    now = as_they_are(incumbent.plan, own)
    incumbent.free(own)
    gains = [_gains(incumbent)]
    if len(worker_ids) > 1:
        gains.append(np.where([rng.random() < LEFT_SHARE for _ in gains[0]], gains[0], 0))
    duties = {(duty.shift, duty.parts): duty for duty in now}
    for worker_id in worker_ids:
        for gain in gains:
            found = _found(incumbent, worker_id, now, gain, rng)
            duties |= {(duty.shift, duty.parts): duty for duty in found if (duty.shift, duty.parts) not in duties}
    incumbent.put_back(kept)
    incumbent.effort += DUTY_EFFORT * len(duties)
    best = best_duties(incumbent, worker_ids, list(duties.values()), WORK, rng.randrange(1 << 30))
    return best is not None and take_up(incumbent, worker_ids, best, heat)


def _gains(incumbent: Incumbent) -> Ints:
    """Return by task what making it would gain: the price of what one worker alone can make or complete."""
    plan, routing = incumbent.plan, incumbent.routing
    gain = np.zeros(len(routing.tasks), dtype=np.int64)
    absent, wanting, price = plan.absent(), plan.wanting(), plan.tables.stop["price"]
    single = absent[routing.twin[absent] == NONE]
    gain[single], gain[wanting] = price[single], price[routing.primary_of(wanting)]
    return gain


def _found(
    incumbent: Incumbent, worker_id: str, now: Sequence[PooledDuty], gain: Ints, rng: random.Random
) -> list[PooledDuty]:
    """Return duties for a worker to choose from: posts, and on each date the best of the shapes worth most."""
    duties = [PooledDuty(shift, (), 0) for shift in incumbent.candidates[worker_id] if shift.post_id]
    own = [duty for duty in now if duty.shift.worker_id == worker_id]
    visits_of, dates = _visits_of(incumbent, own), incumbent.date_shapes(worker_id)
    sessions = _sessions(incumbent, worker_id, own, rng)
    for date in dates:
        then = gain.copy()
        then[[task for task, chosen in sessions.items() if chosen != date.date]] = 0
        best = date.best(incumbent.plan, then, visits_of, incumbent.labels)
        incumbent.effort += LABEL_EFFORT * best.labels
        found = _short_list(best, {duty.shift for duty in own}, bool(incumbent.request.covers))
        duties += [each.duty for each in found]
        duties += [each.duty for each in map(incumbent.trimming.trimmed, found) if each is not None]
    return duties


def _visits_of(incumbent: Incumbent, duties: Sequence[PooledDuty]) -> Ints:
    """Return by service user how many visits are made to them in these duties."""
    user = incumbent.routing.tables.stop["user"]
    made = [user[task] for duty in duties for task, _ in duty.tasks() if user[task] != NONE]
    return np.bincount(np.array(made, dtype=np.int64), minlength=len(incumbent.request.service_users) + 1)


def _sessions(
    incumbent: Incumbent, worker_id: str, duties: Sequence[PooledDuty], rng: random.Random
) -> dict[int, calendar.date]:
    """Return on which one date each of a worker's trainings is to be had: as often as not the one it is held on now."""
    held = {task: duty.shift.date for duty in duties for task, _ in duty.tasks()}
    dates = incumbent.request.horizon.dates
    return {
        task: held[task] if task in held and rng.random() < STAYING_SHARE else rng.choice(dates)
        for task in incumbent.may_make(worker_id).tolist()
        if incumbent.routing.tasks[task].training_id
    }


def _short_list(best: BestOfDate, own: set[Shift], with_cover: bool) -> list[FoundDuty]:
    """Return the duties worth most, in all and a minute, those on the shifts of now, and what covers may need."""
    shifts = best.shapes.shifts
    order = np.argsort(-best.worth, kind="stable")
    by_minute = np.argsort(-best.worth / np.maximum(1, best.shapes.paid), kind="stable")
    rows = [*order[:BEST_PER_DATE].tolist(), *by_minute[:BEST_PER_DATE].tolist()]
    rows += [row for row, shift in enumerate(shifts) if shift in own]
    if with_cover:
        rows += {(shifts[row].pattern_id, shifts[row].role): row for row in reversed(order.tolist())}.values()
    return [best.duty(row) for row in dict.fromkeys(rows)]
