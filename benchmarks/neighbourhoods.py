"""`python -m benchmarks.neighbourhoods [SCENARIO]`: what each neighbourhood of the search gains for the time it takes.

Time is this process's own processor time, so that a busy machine does not count. Two tables: of each neighbourhood its
tries, seconds, pence gained by tries that were kept, and pence a second; and of each seed the roster reached.
`--without NAME` leaves one out, `--only NAME` keeps none but those named.
"""

import argparse
import time
from collections import defaultdict
from dataclasses import replace
from random import Random

import fixtures
from optimiser.first_roster import first_roster, plan_shifts_again
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.neighbourhoods import NEIGHBOURHOODS, Neighbourhood
from optimiser.improve.search import Cooling, improve
from optimiser.progress import progress_of
from optimiser.routing.routing import Routing


class AfterProcessorSeconds:
    """Stop when this process has worked for a number of seconds."""

    def __init__(self, seconds: float) -> None:
        self._start = time.process_time()
        self._seconds = seconds

    def done(self, steps: int) -> float:  # noqa: ARG002 - a clock does not count steps
        """Return the share of the seconds used up."""
        return min(1.0, (time.process_time() - self._start) / self._seconds)


class Account:
    """What neighbourhoods gained and took, over all seeds."""

    def __init__(self) -> None:
        self.tries: dict[str, int] = defaultdict(int)
        self.seconds: dict[str, float] = defaultdict(float)
        self.effort: dict[str, float] = defaultdict(float)
        self.gained: dict[str, int] = defaultdict(int)

    def watched(self, way: Neighbourhood) -> Neighbourhood:
        """Return a neighbourhood that notes what each try gains and takes."""

        def change(incumbent: Incumbent, rng: Random, heat: float) -> None:
            before, effort, began = incumbent.pence(), incumbent.effort, time.process_time()
            way.change(incumbent, rng, heat)
            self.tries[way.name] += 1
            self.seconds[way.name] += time.process_time() - began
            self.effort[way.name] += incumbent.effort - effort
            self.gained[way.name] += max(0, before - incumbent.pence())

        return replace(way, change=change)

    def print(self) -> None:
        """Print a line for each neighbourhood."""
        print(f"{'neighbourhood':26} {'tries':>6} {'seconds':>8} {'effort s':>8} {'pence':>9} {'pence/s':>8}")
        for name, tries in self.tries.items():
            seconds, gained = self.seconds[name], self.gained[name]
            rate = gained / max(seconds, 1e-9)
            print(f"{name:26} {tries:6} {seconds:8.1f} {self.effort[name] / 1000:8.1f} {gained:9} {rate:8.0f}")


def main() -> None:
    """Search from the same first roster with each seed, and print both tables."""
    names = [way.name for way in NEIGHBOURHOODS]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.neighbourhoods", description=__doc__)
    parser.add_argument("scenario", nargs="?", default="team")
    parser.add_argument("--seconds", type=float, default=30.0, help="of processor time for each seed")
    parser.add_argument("--seeds", type=lambda text: [int(seed) for seed in text.split(",")], default=[1, 2, 3])
    parser.add_argument("--without", action="append", default=[], choices=names)
    parser.add_argument("--only", action="append", default=[], choices=names)
    told = parser.parse_args()
    chosen = [way for way in NEIGHBOURHOODS if way.name in (told.only or names) and way.name not in told.without]
    routing, account = Routing.of(fixtures.load(told.scenario)), Account()
    for seed in told.seeds:
        incumbent = first_roster(routing, seed)
        plan_shifts_again(incumbent, seed)
        ways = [account.watched(way) for way in chosen]
        improve(incumbent, AfterProcessorSeconds(told.seconds), Cooling(), seed, lambda *_: None, ways)
        reached = progress_of(incumbent, 0.0, "")
        contact = 100 * reached.contact_minutes / reached.paid_minutes
        unserved = reached.visits_required_unserved
        print(
            f"seed {seed}: objective {reached.objective_pence} p, contact {contact:.2f}% of rostered paid time,",
            end=" ",
        )
        print(f"{unserved} required visits unserved, {incumbent.pence()} p with the travel guide", flush=True)
    account.print()


if __name__ == "__main__":
    main()
