"""A published roster, judged and counted once, with what questions about it look up: who makes what, with whom."""

from collections.abc import Mapping
from functools import cached_property

from models.request import RotaRequest
from models.roster import Roster
from optimiser.checks.objective import recompute
from optimiser.recommend.figures import Figures, figures_of
from optimiser.standing import require_sound
from optimiser.ties import Ties


class Published(Ties):
    """A request and a roster for it that the referee accepts; a service keeps it loaded."""

    @classmethod
    def of(cls, request: RotaRequest, roster: Roster) -> "Published":
        """Judge a roster and take it up.

        Raises:
            InputError: the request is not sound, or the roster breaks rules (E7101).
        """
        require_sound(request, roster)
        own = cls(request, roster)
        own.figures  # noqa: B018 - counted now, so that no question waits for it
        return own

    @cached_property
    def figures(self) -> Figures:
        """Contact time and cost as published."""
        return figures_of(self.request, self.roster)

    @cached_property
    def terms(self) -> Mapping[str, int]:
        """Every term of the objective as published, in pence."""
        return recompute(self.request, self.roster)
