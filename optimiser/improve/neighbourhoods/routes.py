"""Neighbourhood: the routes of all duties, shifts as they are."""

import random

from optimiser.improve.incumbent import Incumbent

STEPS = 750


def applies(incumbent: Incumbent) -> bool:
    """Return whether there is anything to route."""
    return incumbent.routing.primaries.size > 0


def change(incumbent: Incumbent, rng: random.Random, heat: float) -> None:  # noqa: ARG001 - annealing has its own
    """Ruin and recreate routes around visits anywhere."""
    incumbent.anneal(incumbent.routing.primaries, STEPS, heat)
