"""Preflight: what is impossible before any solving, told all at once.

Fatal problems are those under which no roster can keep the rules: pins, posts, covers and contract hours. Visits and
trainings that nobody can ever take do not stop a plan; they stay unserved, and each has its reason here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.problems import Problem
from models.request import RotaRequest
from optimiser.preflight import contracts, covers, pins, posts, trainings, visits
from optimiser.preflight.staff import Staff
from optimiser.shifts import Shift


@dataclass(frozen=True, slots=True)
class Preflight:
    """What preflight found.

    Attributes:
        fatal: problems under which no roster can exist.
        unservable: by visit id, why nobody can ever make it.
        unheld: by training id, why its worker can never attend it.
    """

    fatal: tuple[Problem, ...]
    unservable: dict[str, Problem]
    unheld: dict[str, Problem]

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that do not stop a plan."""
        return (*self.unservable.values(), *self.unheld.values())


def preflight(request: RotaRequest, candidates: Mapping[str, Sequence[Shift]] | None = None) -> Preflight:
    """Find what is impossible before solving.

    Args:
        request: free of integrity problems (`models.integrity`).
        candidates: by worker, the shifts to choose from; None = `candidate_shifts(request)`.
    """
    staff = Staff(request, candidates)
    fatal = [*pins.find(staff), *posts.find(staff), *covers.find(staff), *contracts.find(staff)]
    return Preflight(tuple(fatal), visits.find(staff), trainings.find(staff))
