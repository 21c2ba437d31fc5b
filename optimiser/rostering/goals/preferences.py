"""Preferences: each wish refused, by its strength or at its own price."""

from optimiser.rostering.constraints import Expression
from optimiser.rostering.goals.scale import SIXTIETHS
from optimiser.rostering.planning import Planning
from optimiser.rostering.variables import total


def price(planning: Planning) -> Expression:
    """Return the price of wishes refused, in sixtieths of a penny."""
    by_strength = planning.request.prices.preference_refused
    pence = [
        (refused, wish.strength * by_strength if wish.pence is None else wish.pence)
        for wish, refused in planning.refusals
    ]
    return total(refused * (each * SIXTIETHS) for refused, each in pence if each)
