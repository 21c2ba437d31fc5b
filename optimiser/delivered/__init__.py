"""What was delivered beside what was planned: MEANING.md says what each figure is."""

from optimiser.delivered.as_worked import as_worked
from optimiser.delivered.planned import planned_against_delivered
from optimiser.delivered.problems import problems_of
from optimiser.delivered.result import DeliveredLedger

__all__ = ["DeliveredLedger", "as_worked", "planned_against_delivered", "problems_of"]
