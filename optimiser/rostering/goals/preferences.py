"""Preferences: each wish refused, times its strength."""

from optimiser.rostering.constraints import Expression
from optimiser.rostering.goals.scale import SIXTIETHS
from optimiser.rostering.planning import Planning
from optimiser.rostering.variables import total


def price(planning: Planning) -> Expression:
    """Return the price of wishes refused, in sixtieths of a penny."""
    each = planning.request.prices.preference_refused * SIXTIETHS
    return total(refused * (each * wish.strength) for wish, refused in planning.refusals if each)
