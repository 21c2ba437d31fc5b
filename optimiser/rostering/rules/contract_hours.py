"""R06 contract hours: each week's paid minutes, absence included, lie within the contract's tolerance."""

from models.rules import RuleCode
from optimiser.rostering.planning import Planning

CODE = RuleCode.CONTRACT_HOURS


def add(planning: Planning) -> None:
    """Bound each worker's paid week; a short last week has no lower bound."""
    for worker in planning.variables.workers:
        for week in range(len(planning.variables.weeks)):
            contract = planning.contract_minutes(worker, week) - planning.absence_minutes(worker, week)
            rostered = planning.variables.paid_minutes(worker.id, week)
            planning.rules.at_most(rostered, contract + worker.tolerance_over_minutes, CODE, worker.id)
            least = contract - worker.tolerance_under_minutes
            if planning.is_full(week) and least > 0:
                planning.rules.at_least(rostered, least, CODE, worker.id)
