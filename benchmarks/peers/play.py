"""One game: a peer, a day, a limit and a seed, in a process of its own; the referee checks the answer."""

import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from benchmarks.apart import run_apart
from benchmarks.peers.day import Day, Rows
from benchmarks.peers.days import day_request
from optimiser.metrics import score

CORES = 2
ENGINES = {
    "this engine": "this_engine",
    "this engine, routing alone": "this_engine_routing",
    "VROOM then PyVRP": "vroom_then_pyvrp",
    "PyVRP": "pyvrp_peer",
    "VROOM": "vroom_peer",
    "OR-Tools": "ortools_peer",
}
PRODUCTS = ("pyvrp", "pyvroom")
NEEDS = {"vroom_then_pyvrp": ("vroom", "pyvrp"), "pyvrp_peer": ("pyvrp",), "vroom_peer": ("vroom",)}


@dataclass(frozen=True)
class Game:
    """Who plays which day, for how long, from which seed; the seed draws the day too."""

    engine: str
    visits: int
    limit_seconds: float
    seed: int


def is_installed(engine: str) -> bool:
    """Return whether what an engine needs is there."""
    return all(find_spec(name) is not None for name in NEEDS.get(ENGINES[engine], ()))


def peer_versions() -> dict[str, str]:
    """Return the versions of the peers that are installed."""
    found = {}
    for product in PRODUCTS:
        with suppress(PackageNotFoundError):
            found[product] = version(product)
    return found


def play(game: Game) -> dict[str, object]:
    """Return a row of the table: the game, what was reached, and what it took.

    Raises:
        NoAnswerError: the engine gave no answer.
    """
    watched = run_apart(answer, game)
    seconds, rows = watched.answer
    day = Day.of(day_request(game.visits, game.seed))
    found = score(day.request, day.roster(rows))
    return {
        **asdict(game),
        "set": "home-care day",
        "instance": f"{game.visits} visits, seed {game.seed}",
        "visits_made": game.visits - found["visits_required_unserved"],
        "travel_minutes": found["travel_minutes"],
        "violations": found["violations"],
        "seconds": round(seconds, 1),
        "process_seconds": round(watched.process_seconds, 1),
        "peak_memory_mib": watched.peak_memory_mib,
    }


def answer(game: Game) -> tuple[float, Rows]:
    """Return the seconds an engine took from the request in hand to its answer, and the answer."""
    day = Day.of(day_request(game.visits, game.seed))
    engine = import_module(f"benchmarks.peers.{ENGINES[game.engine]}")
    began = time.perf_counter()
    rows = engine.route(day, game.limit_seconds, CORES, game.seed)
    return time.perf_counter() - began, rows
