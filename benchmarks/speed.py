"""How long each part of planning takes, as a multiple of a calibration loop timed in the same run.

CPU seconds are counted, the least of several rounds on both sides, so that neither a faster machine nor a busy one
changes the ratio by much. What Python spends its time in is held against a loop in Python, what is compiled against a
compiled one.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

import fixtures
from models.roster import Roster
from optimiser.checks import check
from optimiser.ledger import ledger
from optimiser.preflight import preflight
from optimiser.routing.plan import RoutePlan
from optimiser.routing.routing import Routing
from optimiser.routing.travel import travel_matrix
from optimiser.shifts import shift_of

ROUNDS = 7
ANNEAL_STEPS = 1_000
LOOP_LENGTH = 300_000
COMPILED_LENGTH = 20_000_000


@dataclass(frozen=True)
class Part:
    """One part of planning: what it needs each time anew, and the work that is timed."""

    name: str
    prepare: Callable[[], Any]
    work: Callable[[Any], object]
    is_compiled: bool


def speed_rows() -> Iterator[dict[str, Any]]:
    """Yield a row a part: its CPU seconds, and how many calibration loops they are."""
    for part in parts():
        part.work(part.prepare())  # what is compiled or remembered is so before the clock starts
        calibrate = _compiled_loop if part.is_compiled else _python_loop
        calibrate()
        seconds, calibration = least_seconds(part, calibrate)
        yield {
            "set": "speed",
            "instance": part.name,
            "cpu_seconds": round(seconds, 5),
            "of_calibration": round(seconds / calibration, 3),
        }


def least_seconds(part: Part, calibrate: Callable[[], object]) -> tuple[float, float]:
    """Return the least CPU seconds of a part's work and of the calibration, over rounds that take turns."""
    work, calibration = [], []
    for _ in range(ROUNDS):
        given = part.prepare()
        began = time.process_time()
        part.work(given)
        between = time.process_time()
        calibrate()
        work.append(between - began)
        calibration.append(time.process_time() - between)
    return min(work), min(calibration)


def parts() -> list[Part]:
    """Return the parts measured, on the demo services with the roster of today."""
    team, city = fixtures.load("team"), fixtures.load("city")
    routing, today = Routing.of(team), Roster(duties=team.as_was)

    def opened() -> RoutePlan:
        plan = RoutePlan(routing, seed=1)
        plan.open(shift_of(team, duty) for duty in team.as_was)
        return plan

    def filled() -> RoutePlan:
        plan = opened()
        plan.fill_all()
        return plan

    return [
        Part(
            "travel between all places of the city",
            lambda: city,
            lambda r: travel_matrix.__wrapped__(r.places, r.travel),
            True,
        ),
        Part("preflight of the team", lambda: team, preflight, False),
        Part("insertion of every visit of the team", opened, lambda plan: plan.fill_all(), True),
        Part("1,000 steps of annealing", filled, lambda p: p.anneal(routing.primaries, ANNEAL_STEPS, 0.0), True),
        Part("referee on the team", lambda: today, lambda roster: check(team, roster), False),
        Part("ledger of the team", lambda: today, lambda roster: ledger(team, roster), False),
    ]


def _python_loop(length: int = LOOP_LENGTH) -> int:
    """Do what Python does all day: look up, add, append."""
    table = {number: number * 7 % 1_001 for number in range(1_001)}
    found: list[int] = []
    total = 0
    for number in range(length):
        total += table[number % 1_001]
        if not total % 97:
            found.append(total)
    return total + len(found)


@numba.njit(cache=False)  # type: ignore[untyped-decorator,unused-ignore]
def _walk(values: NDArray[np.int64], steps: int) -> int:
    place = total = 0
    for _ in range(steps):
        place = (values[place] + total) % values.size
        total += place if values[place] % 3 else 1
    return total


def _compiled_loop(length: int = COMPILED_LENGTH) -> int:
    """Do what kernels do: follow indices through an array, and branch."""
    return int(_walk(np.arange(4_096, dtype=np.int64) * 2_654_435_761 % 4_096, length))
