"""Under-cover: each duty that a cover lacks, at the cover's price."""

from optimiser.rostering.constraints import Expression
from optimiser.rostering.goals.scale import SIXTIETHS
from optimiser.rostering.planning import Planning
from optimiser.rostering.variables import total


def price(planning: Planning) -> Expression:
    """Return the price of duties lacking, in sixtieths of a penny."""
    terms: list[Expression] = []
    for cover in planning.request.covers:
        standing, literals = planning.covering(cover)
        lacking, a_duty = max(0, cover.wanted - standing), cover.under_pence * SIXTIETHS
        if not literals:
            terms.append(lacking * a_duty)
        elif lacking and a_duty:
            short = planning.rules.model.new_int_var(0, lacking, "")
            planning.rules.model.add(total([short, *literals]) >= lacking)
            terms.append(short * a_duty)
    return total(terms)
