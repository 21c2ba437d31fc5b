"""One result, with everything that its files, its report and its tables are made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.request import RotaRequest
from models.roster import Roster, Violation

if TYPE_CHECKING:
    import pandas as pd

    from models.files import ReadReport
    from optimiser.costs import Costs
    from optimiser.gain import GainStep
    from optimiser.solve import Progress


@dataclass(frozen=True)
class Scored:
    """A roster with all that the referee, the ledger, the costs and the metrics say of it."""

    roster: Roster
    violations: tuple[Violation, ...]
    objective_terms: dict[str, int]
    ledger: "pd.DataFrame"
    costs: "Costs"
    metrics: dict[str, Any]


@dataclass(frozen=True)
class Bundle:
    """A request, its planned roster and the roster worked today (where one is given), all scored by the same code.

    `metrics` is what metrics.json holds: the planned roster's, with `as_was` inside where there is one.
    """

    request: RotaRequest
    planned: Scored
    as_was: Scored | None
    metrics: dict[str, Any]
    versions: dict[str, str]
    gain: "tuple[GainStep, ...]" = ()
    progress: "tuple[Progress, ...]" = ()
    read_report: "ReadReport | None" = None

    @property
    def roster(self) -> Roster:
        """The planned roster."""
        return self.planned.roster

    @property
    def ledger(self) -> "pd.DataFrame":
        """The planned roster's ledger."""
        return self.planned.ledger

    @property
    def costs(self) -> "Costs":
        """The planned roster's costs."""
        return self.planned.costs

    @property
    def violations(self) -> Sequence[Violation]:
        """The rules the planned roster breaks: none, for a roster the engine made."""
        return self.planned.violations
