"""Turns a request's visits and trainings into tasks: windows, and who may make them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from models.clock import at
from models.request import RotaRequest
from models.visits import Need, Together, Visit
from models.wishes import Pin, PinKind
from models.workers import Training
from optimiser.routing.problem import FOREVER, NONE, Ints, StopWindow
from optimiser.routing.rules import allowed_workers
from optimiser.routing.task import NEVER, Task

PINNED = 100_000_000  # pence on a pinned visit, so that nothing priced can push it out


def unserved_price(request: RotaRequest, visit: Visit) -> int:
    """Return the pence that a visit nobody makes costs (MEANING.md)."""
    if visit.unserved_price_pence is not None:
        return visit.unserved_price_pence
    prices = request.prices
    required = visit.need is Need.REQUIRED
    each = prices.required_visit_unserved if required else prices.waiting_list_visit_unserved
    minute = prices.required_minute_unserved if required else prices.waiting_list_minute_unserved
    critical = prices.time_critical_visit_unserved if visit.time_critical else 0
    return each + minute * visit.minutes * visit.workers_needed + critical


def list_tasks(request: RotaRequest) -> list[Task]:
    """Return every task: the shares of each visit side by side, in the request's order, then the trainings."""
    allowed = allowed_workers(request)
    row_of = {worker.id: row for row, worker in enumerate(request.workers)}
    user_row = {user.id: row for row, user in enumerate(request.service_users)}
    place_row = {place.id: row for row, place in enumerate(request.places)}
    pins = _pins_by_visit(request)
    tasks: list[Task] = []
    for column, visit in enumerate(request.visits):
        user = request.service_user_by_id[visit.service_user_id]
        own_pins = pins.get(visit.id, [])
        share = Task(
            minutes=visit.minutes,
            place=place_row[user.place_id],
            user=user_row[user.id],
            price=unserved_price(request, visit) + PINNED * bool(own_pins),
            windows=_windows(request, visit, own_pins if visit.starts_together else ()) or (NEVER,),
            workers=np.flatnonzero(allowed[:, column]).astype(np.int64),
            visit_id=visit.id,
            shares=visit.workers_needed,
            apart=_apart(visit),
        )
        tasks += _shares(request, visit, share, own_pins, row_of)
    return tasks + [_training_task(request, training, row_of[training.worker_id]) for training in request.trainings]


def _pins_by_visit(request: RotaRequest) -> dict[str, list[Pin]]:
    """Return the visit pins of each pinned visit, those who start first at the beginning."""
    pins: dict[str, list[Pin]] = {}
    for pin in request.pins:
        if pin.kind is PinKind.VISIT and pin.visit_id is not None:
            pins.setdefault(pin.visit_id, []).append(pin)
    return {
        visit_id: sorted(own, key=lambda pin: (pin.start is None, pin.start and request.horizon.minute(pin.start)))
        for visit_id, own in pins.items()
    }


def _apart(visit: Visit) -> tuple[int, int]:
    """Return the least and most minutes by which the second share starts after the first."""
    if visit.starts_together:
        return 0, 0
    if visit.together is Together.INDEPENDENT:
        return -FOREVER, FOREVER
    most = visit.second_most_minutes
    return visit.second_least_minutes, FOREVER if most is None else most


def _windows(request: RotaRequest, visit: Visit, pins: Sequence[Pin]) -> tuple[StopWindow, ...]:
    """Return a visit's windows in minutes; a pinned start leaves only that minute of them."""
    horizon = request.horizon
    windows = []
    for window in visit.windows:
        earliest, on_time = horizon.minute(window.earliest_start), horizon.minute(window.latest_start)
        first, last = earliest - window.early_minutes_allowed, on_time + window.late_minutes_allowed
        windows.append(StopWindow(first, on_time, last, earliest))
    for pin in pins:
        if pin.start is not None:
            start = horizon.minute(pin.start)
            held = [window for window in windows if window.earliest <= start <= window.latest]
            windows = [replace(window, earliest=start, latest=start) for window in held]
    return tuple(windows)


def _shares(
    request: RotaRequest, visit: Visit, share: Task, pins: Sequence[Pin], row_of: Mapping[str, int]
) -> list[Task]:
    """Return a task for each worker needed; the first shares go to pinned workers, the others to anybody else.

    What a start costs is asked once where all start together, and of each share where they do not; then a pinned start
    is that worker's own.
    """
    shares = [
        replace(share, share=number, workers=workers) for number, workers in enumerate(_makers(share, pins, row_of))
    ]
    if visit.starts_together:
        free = tuple(replace(window, on_time=window.latest, not_early=window.earliest) for window in share.windows)
        return [shares[0], *(replace(each, windows=free) for each in shares[1:])]
    own = [_windows(request, visit, pins[number : number + 1]) or (NEVER,) for number in range(len(shares))]
    return [replace(each, windows=windows) for each, windows in zip(shares, own, strict=True)]


def _makers(share: Task, pins: Sequence[Pin], row_of: Mapping[str, int]) -> list[Ints]:
    """Return for each share of a visit who may have it."""
    pinned = [row_of[pin.worker_id] for pin in pins]
    if not pinned:
        return [share.workers] * share.shares
    others = np.setdiff1d(share.workers, np.array(pinned, dtype=np.int64)).astype(np.int64)
    held = [np.intersect1d(share.workers, np.array([worker], dtype=np.int64)).astype(np.int64) for worker in pinned]
    return (held + [others] * share.shares)[: share.shares]


def _training_task(request: RotaRequest, training: Training, worker: int) -> Task:
    """Return a session's task: its worker only, on each date of its span that lies in the horizon."""
    horizon = request.horizon
    dates = [date for date in horizon.dates if training.first_date <= date <= training.last_date]
    spans = [
        (horizon.minute(at(date, training.earliest_start)), horizon.minute(at(date, training.latest_start)))
        for date in dates
    ]
    return Task(
        minutes=training.minutes,
        place=NONE,
        user=NONE,
        price=request.prices.training_not_held,
        windows=tuple(StopWindow(first, last, last) for first, last in spans) or (NEVER,),
        workers=np.array([worker], dtype=np.int64),
        training_id=training.id,
    )
