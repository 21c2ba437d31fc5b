"""Over-cover: each duty that a cover has too many, at the cover's price."""

from optimiser.rostering.constraints import Expression
from optimiser.rostering.goals.scale import SIXTIETHS
from optimiser.rostering.planning import Planning
from optimiser.rostering.variables import total


def price(planning: Planning) -> Expression:
    """Return the price of duties too many, in sixtieths of a penny."""
    terms: list[Expression] = []
    for cover in planning.request.covers:
        standing, literals = planning.covering(cover)
        most, a_duty = standing + len(literals) - cover.wanted, cover.over_pence * SIXTIETHS
        if most <= 0 or not a_duty:
            continue
        if not literals:
            terms.append(most * a_duty)
        else:
            long = planning.rules.model.new_int_var(0, most, "")
            planning.rules.model.add(long >= total(literals) + standing - cover.wanted)
            terms.append(long * a_duty)
    return total(terms)
