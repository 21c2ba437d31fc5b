"""Visits made simple enough for a router that knows one worker, one window and no other visit.

- A two-worker visit gets a fixed time and becomes two single jobs: the middle of its window and, where only one worker
  came then, its beginning or its end.
- Where a gap to another visit of the same person is not kept by the windows themselves, both windows are cut, half
  each, until it is.
- Lateness is not used: a router that cannot price it is given the hard windows.
"""

from dataclasses import dataclass, replace

from models.request import RotaRequest
from models.visits import Need, Visit

REQUIRED_PRIORITY = 100  # VROOM's highest
Window = tuple[int, int]  # earliest and latest start, minutes from the horizon's midnight


@dataclass(frozen=True)
class Job:
    """One worker's share of a visit."""

    visit: int  # row of the request
    minutes: int
    window: Window
    priority: int  # 0 to 100, what a job is worth to the router
    other_times: tuple[int, ...] = ()  # to try a two-worker visit at

    def at_another_time(self) -> "Job":
        """Return the job at the next time to try."""
        return replace(self, window=(self.other_times[0],) * 2, other_times=self.other_times[1:])


def jobs_of(request: RotaRequest) -> list[Job]:
    """Return the jobs of every visit, the shares of one visit side by side."""
    windows = {visit.id: _window(request, visit) for visit in request.visits}
    for visit in request.visits:
        for gap in visit.gaps:
            earlier = request.visit_by_id[gap.after_visit_id]
            most = None if gap.most_minutes is None else earlier.minutes + gap.most_minutes
            cut_apart(windows, earlier.id, visit.id, earlier.minutes + gap.least_minutes, most)
    return [job for row, visit in enumerate(request.visits) for job in _shares(row, visit, windows[visit.id])]


def _shares(row: int, visit: Visit, window: Window) -> list[Job]:
    """Return a job for each worker the visit needs."""
    if visit.workers_needed == 1:
        return [Job(row, visit.minutes, window, _priority(visit))]
    middle = (window[0] + window[1]) // 2
    return [Job(row, visit.minutes, (middle, middle), _priority(visit), window)] * visit.workers_needed


def _window(request: RotaRequest, visit: Visit) -> Window:
    """Return the first window: the instances here have one each."""
    window = visit.windows[0]
    return request.horizon.minute(window.earliest_start), request.horizon.minute(window.latest_start)


def cut_apart(windows: dict[str, Window], first: str, second: str, least: int, most: int | None) -> None:
    """Cut two windows until any start of the second lies `least` to `most` minutes after any of the first."""
    one, two = windows[first], windows[second]
    over = one[1] + least - two[0]
    if over > 0:
        room_one, room_two = one[1] - one[0], two[1] - two[0]
        by_one = min(room_one, max(over - room_two, over // 2))
        one, two = (one[0], one[1] - by_one), (min(two[1], two[0] + over - by_one), two[1])
    if most is not None and two[1] - one[0] > most:
        two = (two[0], max(two[0], one[0] + most))
        one = (min(one[1], max(one[0], two[1] - most)), one[1])
    windows[first], windows[second] = one, two


def _priority(visit: Visit) -> int:
    """Return what a job is worth: promised visits before all others, then by minutes of care."""
    return REQUIRED_PRIORITY if visit.need is Need.REQUIRED else min(10, max(1, visit.minutes // 10))
