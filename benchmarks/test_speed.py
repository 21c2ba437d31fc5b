"""How long each part of planning takes, on the demo services; the roster of today is what is filled and judged."""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from models.request import RotaRequest
from models.roster import Roster
from optimiser.checks import check
from optimiser.ledger import ledger
from optimiser.preflight import preflight
from optimiser.routing.plan import RoutePlan, Routing
from optimiser.routing.travel import travel_matrix
from optimiser.shifts import shift_of

ANNEAL_STEPS = 1_000
ROUNDS = 3
both = pytest.mark.parametrize("service", ["team", "city"], indirect=True)


@pytest.fixture(scope="session")
def routing(team: RotaRequest) -> Routing:
    """The team's routing, prepared."""
    return Routing.of(team)


def opened(routing: Routing) -> RoutePlan:
    """Return today's shifts, open and empty."""
    plan = RoutePlan(routing, seed=1)
    plan.open(shift_of(routing.request, duty) for duty in routing.request.as_was)
    return plan


def filled(routing: Routing) -> RoutePlan:
    """Return today's shifts with every visit where it fits best."""
    plan = opened(routing)
    plan.fill_all()
    return plan


def test_travel_matrix(benchmark: BenchmarkFixture, city: RotaRequest) -> None:
    """Journeys between all places of the city, by every mode."""
    benchmark(travel_matrix, city.places, city.travel)


@both
def test_preflight(benchmark: BenchmarkFixture, service: RotaRequest) -> None:
    """What is impossible, candidate shifts included."""
    found = benchmark.pedantic(preflight, (service,), rounds=ROUNDS)
    assert not found.fatal


def test_insertion_sweep(benchmark: BenchmarkFixture, routing: Routing) -> None:
    """Every visit of the team put where it fits best, into today's empty shifts."""
    filled(routing)  # compiles
    plan = benchmark.pedantic(
        lambda plan: plan.fill_all() or plan, setup=lambda: ((opened(routing),), {}), rounds=ROUNDS
    )
    assert plan.absent().size < routing.primaries.size / 2


def test_anneal(benchmark: BenchmarkFixture, routing: Routing) -> None:
    """A thousand ruins and recreations around any visit of the team."""
    filled(routing).anneal(routing.primaries, 1, 0.0)  # compiles
    change = benchmark.pedantic(
        lambda plan: plan.anneal(routing.primaries, ANNEAL_STEPS, 0.0),
        setup=lambda: ((filled(routing),), {}),
        rounds=ROUNDS,
    )
    assert change < 0


@both
def test_check(benchmark: BenchmarkFixture, service: RotaRequest) -> None:
    """The referee on today's roster."""
    roster = Roster(duties=service.as_was)
    assert benchmark.pedantic(check, (service, roster), rounds=ROUNDS) == []


@both
def test_ledger(benchmark: BenchmarkFixture, service: RotaRequest) -> None:
    """Every paid minute of today's roster in its category."""
    roster = Roster(duties=service.as_was)
    table = benchmark.pedantic(ledger, (service, roster), rounds=ROUNDS)
    assert table["minutes"].sum() > 0
