"""Nothing but the visit itself is put in: there is room after all, and all that speaks against it is its price."""

from collections.abc import Iterator

from optimiser.explain.changes.proposal import Proposal
from optimiser.explain.lifts import could
from optimiser.explain.trial import Trial


def proposals(trial: Trial) -> Iterator[Proposal]:
    """Yield the visit put into each duty with room for it; one way where two workers are needed."""
    for answer in trial.ways():
        yield Proposal(could(trial, answer), trial.put_in(answer), 0)
