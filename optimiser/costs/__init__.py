"""What a roster costs, in whole pence: by component, and split so that the parts sum exactly to the whole."""

from optimiser.costs.lines import COMPONENTS
from optimiser.costs.result import Costs, costs

__all__ = ["COMPONENTS", "Costs", "costs"]
