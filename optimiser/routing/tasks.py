"""Turns a request's visits and trainings into tasks for the kernels: windows, gaps, who may make them, what is near."""

from dataclasses import replace

import numpy as np

from models.clock import at
from models.request import RotaRequest
from models.visits import Need, Visit
from models.wishes import Pin, PinKind
from models.workers import Training
from optimiser.routing.kernels.arrays import GAP, NONE, TASK, WINDOW, Ints, Tasks
from optimiser.routing.near import near_lists
from optimiser.routing.rules import allowed_workers
from optimiser.routing.task import NEVER, Task, Window
from optimiser.routing.travel import TravelMatrix

PINNED = 100_000_000  # pence on a pinned visit, so that nothing priced can push it out
FOREVER = 1 << 28


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
            windows=_windows(request, visit, own_pins) or (NEVER,),
            workers=np.flatnonzero(allowed[:, column]).astype(np.int64),
            visit_id=visit.id,
            shares=visit.workers_needed,
        )
        tasks += _shares(share, [row_of[pin.worker_id] for pin in own_pins])
    return tasks + [_training_task(request, training, row_of[training.worker_id]) for training in request.trainings]


def _pins_by_visit(request: RotaRequest) -> dict[str, list[Pin]]:
    """Return the visit pins of each pinned visit."""
    pins: dict[str, list[Pin]] = {}
    for pin in request.pins:
        if pin.kind is PinKind.VISIT and pin.visit_id is not None:
            pins.setdefault(pin.visit_id, []).append(pin)
    return pins


def _windows(request: RotaRequest, visit: Visit, pins: list[Pin]) -> tuple[Window, ...]:
    """Return a visit's windows in minutes; a pinned start leaves only that minute of them."""
    horizon = request.horizon
    windows = []
    for window in visit.windows:
        earliest, on_time = horizon.minute(window.earliest_start), horizon.minute(window.latest_start)
        windows.append((earliest, on_time, on_time + window.late_minutes_allowed))
    for pin in pins:
        if pin.start is not None:
            start = horizon.minute(pin.start)
            held = [window for window in windows if window[0] <= start <= window[2]]
            windows = [(start, min(start, on_time), start) for _, on_time, _ in held]
    return tuple(windows)


def _shares(share: Task, pinned: list[int]) -> list[Task]:
    """Return a task for each worker needed; the first shares go to pinned workers, the others to anybody else."""
    if not pinned:
        return [replace(share, share=number) for number in range(share.shares)]
    others = np.setdiff1d(share.workers, np.array(pinned, dtype=np.int64)).astype(np.int64)
    held = [np.intersect1d(share.workers, np.array([worker], dtype=np.int64)).astype(np.int64) for worker in pinned]
    workers = (held + [others] * share.shares)[: share.shares]
    return [replace(share, share=number, workers=rows) for number, rows in enumerate(workers)]


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
        windows=tuple((first, last, last) for first, last in spans) or (NEVER,),
        workers=np.array([worker], dtype=np.int64),
        training_id=training.id,
    )


def task_arrays(request: RotaRequest, tasks: list[Task], travel: TravelMatrix) -> Tasks:
    """Return the kernels' arrays of these tasks."""
    primary_of = {task.visit_id: row for row, task in enumerate(tasks) if task.visit_id and task.share == 0}
    gaps = _open_gaps(request, tasks, primary_of)
    appointed = [task.shares > 1 or bool(gaps[row - task.share]) for row, task in enumerate(tasks)]
    near = near_lists(tasks, travel)
    table = np.zeros(len(tasks), dtype=TASK)
    table["minutes"] = [task.minutes for task in tasks]
    table["place"] = [task.place for task in tasks]
    table["user"] = [task.user for task in tasks]
    table["twin"] = [NONE if task.shares == 1 else row + 1 - 2 * task.share for row, task in enumerate(tasks)]
    table["price"] = [task.price if task.share == 0 else 0 for task in tasks]
    table["primary"] = [task.share == 0 for task in tasks]
    table["appointed"] = appointed
    table["first_window"], table["end_window"] = _bounds([len(task.windows) for task in tasks])
    table["first_gap"], table["end_gap"] = _bounds([len(own) for own in gaps])
    table["first_worker"], table["end_worker"] = _bounds([len(task.workers) for task in tasks])
    table["first_near"], table["end_near"] = _bounds([len(rows) for rows in near])
    return Tasks(
        task=table,
        window=np.array([window for task in tasks for window in task.windows], dtype=WINDOW),
        gap=np.array([gap for own in gaps for gap in own], dtype=GAP),
        workers=np.concatenate([np.zeros(0, dtype=np.int64), *(task.workers for task in tasks)]),
        near=np.concatenate([np.zeros(0, dtype=np.int64), *near]),
    )


def _bounds(lengths: list[int]) -> tuple[Ints, Ints]:
    """Return where each list begins and ends in the lists laid end to end."""
    ends = np.cumsum(np.array(lengths, dtype=np.int64), dtype=np.int64)
    return ends - np.array(lengths, dtype=np.int64), ends


def _open_gaps(request: RotaRequest, tasks: list[Task], primary_of: dict[str, int]) -> list[list[tuple[int, int, int]]]:
    """Return for each task the (other primary, least, most) bounds on this start less the other's.

    Gaps that the two visits' windows already guarantee are left out: they never bind.
    """
    gaps: list[list[tuple[int, int, int]]] = [[] for _ in tasks]
    for visit in request.visits:
        for gap in visit.gaps:
            later, earlier = primary_of[visit.id], primary_of[gap.after_visit_id]
            least = tasks[earlier].minutes + gap.least_minutes
            most = FOREVER if gap.most_minutes is None else tasks[earlier].minutes + gap.most_minutes
            if not _guaranteed(tasks[earlier], tasks[later], least, most):
                gaps[later].append((earlier, least, most))
                gaps[earlier].append((later, -most, -least))
    return gaps


def _guaranteed(earlier: Task, later: Task, least: int, most: int) -> bool:
    """Return whether any starts within the windows keep the later start less the earlier one in [least, most]."""
    if not earlier.windows or not later.windows:
        return True
    nearest = min(window[0] for window in later.windows) - max(window[2] for window in earlier.windows)
    farthest = max(window[2] for window in later.windows) - min(window[0] for window in earlier.windows)
    return nearest >= least and farthest <= most
