"""Under-cover: each duty that a cover lacks, at the cover's price."""

from optimiser.rostering.constraints import Expression
from optimiser.rostering.goals.scale import SIXTIETHS
from optimiser.rostering.planning import Planning
from optimiser.rostering.variables import total


def price(planning: Planning) -> Expression:
    """Return the price of duties lacking where the workers planned could help, in sixtieths of a penny."""
    terms = []
    for cover in planning.request.covers:
        standing, literals = planning.covering(cover)
        lacking = cover.wanted - standing
        if cover.under_pence and literals and lacking > 0:
            short = planning.rules.model.new_int_var(0, lacking, "")
            planning.rules.model.add(total([short, *literals]) >= lacking)
            terms.append(short * (cover.under_pence * SIXTIETHS))
    return total(terms)
