"""Solomon's vehicle routing with time windows as a public set: every customer once, distance least.

Distances are cut off after one decimal, the number of vehicles is free up to the fleet, and the engine is given tenths.
A solution is a line a route, `Route #1: 5 3 7`, and the cost below, as vrplib and PyVRP read them.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.public.engine import Clock, planned
from benchmarks.public.places import instance_files, published_rows
from benchmarks.public.sets import Answer, Score
from optimiser.routing.problem import Route, RoutingPlan, RoutingProblem, Stop, StopWindow

UNIT = 10  # of the engine's minutes in one of the instance's
UNVISITED = 10**7  # every customer must be visited: far above any distance in tenths
SECONDS = 10.0


@dataclass(frozen=True)
class Customer:
    """A row of the file, in its own units; the depot is the first."""

    x: int
    y: int
    demand: int
    ready: int
    due: int
    service: int


@dataclass(frozen=True)
class Instance:
    """The fleet, and the depot with the first customers of the file; `tenths` is the distance between them."""

    vehicles: int
    capacity: int
    customers: tuple[Customer, ...]

    def tenths(self, here: int, there: int) -> int:
        """Return the distance of two rows in tenths, cut off."""
        one, other = self.customers[here], self.customers[there]
        return math.floor(UNIT * math.hypot(one.x - other.x, one.y - other.y) + 1e-9)


def read_instance(path: Path, customers: int) -> Instance:
    """Read the fleet and the first so many customers; raises ValueError where the file is no such instance."""
    rows = [row for line in path.read_text(encoding="utf-8").splitlines() if (row := _whole_numbers(line))]
    if len(rows) < 2 or len(rows[0]) != 2 or any(len(row) != 7 for row in rows[1:]):
        raise ValueError(f"{path}: a fleet and rows of seven numbers are expected")
    vehicles, capacity = rows[0]
    return Instance(vehicles, capacity, tuple(Customer(*row[1:]) for row in rows[1 : customers + 2]))


def _whole_numbers(line: str) -> list[int]:
    words = line.split()
    return (
        [int(float(word)) for word in words] if words and all(re.fullmatch(r"[\d.]+", word) for word in words) else []
    )


@dataclass(frozen=True)
class VrptwSet:
    """Solomon's instances with their first 25, 50 or 100 customers."""

    customers: int = 100
    folder: str = "vrptw"
    solution_suffix: str = ".sol"

    @property
    def name(self) -> str:
        """The set's name; the number of customers where it is not the whole file's."""
        return "vrptw" if self.customers == 100 else f"vrptw-{self.customers}"

    @property
    def gap_to(self) -> Sequence[str]:
        """The proven optimum for so many customers."""
        return (f"n{self.customers}",)

    def instances(self, data: Path) -> Sequence[Path]:
        """Return the instances under a folder."""
        return instance_files(data, "*.txt")

    def instance_name(self, instance: Path) -> str:
        """Return the file's name without its ending."""
        return instance.stem

    def published(self, data: Path) -> dict[str, dict[str, float]]:
        """Return the optimum for so many customers by instance."""
        rows = published_rows(data / "optima.csv")
        return {name: {column: row[column] for column in self.gap_to if column in row} for name, row in rows.items()}

    def published_seconds(self, _instance: Path, _published: dict[str, float]) -> float:
        """Return the 10 s that PyVRP's published mean gap is for."""
        return SECONDS

    def solve(self, instance: Path, seconds: float, seed: int, workers: int) -> Answer:
        """Solve an instance."""
        clock = Clock()
        plan = planned(problem_of(read_instance(instance, self.customers)), clock, seconds, seed, workers)
        return Answer(plan.pence / UNIT, solution_text(plan), clock.seconds)

    def score(self, instance: Path, solution: str) -> Score:
        """Score a solution: distance, and every rule broken."""
        told = read_instance(instance, self.customers)
        routes = read_routes(solution)
        return Score(sum(distance(told, route) for route in routes) / UNIT, tuple(broken_rules(told, routes)))


def problem_of(told: Instance) -> RoutingProblem:
    """Return an instance's routing problem; stop n is customer n + 1."""
    rows = range(len(told.customers))
    journey = np.array([[[told.tenths(here, there) for there in rows] for here in rows]], dtype=np.int64)
    depot = told.customers[0]
    closes = UNIT * depot.due
    route = Route(0, UNIT * depot.ready, closes, closes, start_place=0, end_place=0, capacity=told.capacity)
    every = np.arange(told.vehicles, dtype=np.int64)
    return RoutingProblem(
        stops=tuple(_stop(row, told.customers[row], every) for row in rows[1:]),
        routes=(route,) * told.vehicles,
        links=(),
        journey=journey,
        leg_pence=journey,
    )


def _stop(row: int, customer: Customer, every: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Stop:
    due = UNIT * customer.due
    return Stop(
        minutes=UNIT * customer.service,
        place=row,
        windows=(StopWindow(earliest=UNIT * customer.ready, on_time=due, latest=due),),
        price=UNVISITED,
        routes=every,
        load=customer.demand,
    )


def solution_text(plan: RoutingPlan) -> str:
    """Return the text of a plan, customers numbered as in the file."""
    routes = [" ".join(str(routed.stop + 1) for routed in filled.stops) for filled in plan.routes]
    lines = [f"Route #{number}: {route}" for number, route in enumerate(routes, start=1)]
    return "\n".join([*lines, f"Cost {plan.pence / UNIT}"]) + "\n"


def read_routes(solution: str) -> list[list[int]]:
    """Return the customers of each route; raises ValueError where a line names no numbers."""
    lines = [line.split(":", 1)[1] for line in solution.splitlines() if line.lower().startswith("route")]
    return [[int(word) for word in line.split()] for line in lines]


def distance(told: Instance, route: Sequence[int]) -> int:
    """Return the tenths of a route from the depot and back."""
    return sum(told.tenths(here, there) for here, there in pairwise([0, *route, 0]))


def broken_rules(told: Instance, routes: Sequence[Sequence[int]]) -> Iterator[str]:
    """Yield every broken rule: each customer once, the fleet, capacity, and windows at the earliest times there are."""
    visited = sorted(customer for route in routes for customer in route)
    if visited != list(range(1, len(told.customers))):
        yield f"not every customer is visited once: {visited}"
        return
    if len(routes) > told.vehicles:
        yield f"{len(routes)} routes for {told.vehicles} vehicles"
    for route in routes:
        load = sum(told.customers[customer].demand for customer in route)
        if load > told.capacity:
            yield f"a vehicle carries {load} of {told.capacity}"
        yield from _late(told, route)


def _late(told: Instance, route: Sequence[int]) -> Iterator[str]:
    """Yield each customer, or the depot, that a vehicle reaches too late."""
    left = UNIT * told.customers[0].ready
    for here, there in pairwise([0, *route, 0]):
        customer = told.customers[there]
        begin = max(left + told.tenths(here, there), UNIT * customer.ready)
        if begin > UNIT * customer.due:
            yield f"customer {there} is reached at {begin / UNIT}, due {customer.due}"
        left = begin + UNIT * customer.service
