"""Over-cover: each duty that a cover has too many, at the cover's price."""

from optimiser.rostering.constraints import Expression
from optimiser.rostering.goals.scale import SIXTIETHS
from optimiser.rostering.planning import Planning
from optimiser.rostering.variables import total


def price(planning: Planning) -> Expression:
    """Return the price of duties too many where the workers planned could add some, in sixtieths of a penny."""
    terms = []
    for cover in planning.request.covers:
        standing, literals = planning.covering(cover)
        if cover.over_pence and standing + len(literals) > cover.wanted and literals:
            long = planning.rules.model.new_int_var(0, standing + len(literals), "")
            planning.rules.model.add(long >= total(literals) + standing - cover.wanted)
            terms.append(long * (cover.over_pence * SIXTIETHS))
    return total(terms)
