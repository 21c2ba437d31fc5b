"""R25 cover: as many duties as a cover must have begin on its date, those of standing shifts counted."""

from models.rules import RuleCode
from optimiser.rostering.planning import Planning
from optimiser.rostering.variables import total

CODE = RuleCode.COVER


def add(planning: Planning) -> None:
    """Have enough duties for what each cover must have."""
    for cover in planning.request.covers:
        standing, literals = planning.covering(cover)
        if cover.least > standing:
            planning.rules.at_least(total(literals), cover.least - standing, CODE, cover.id)
