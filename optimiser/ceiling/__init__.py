"""The ceiling: a proven upper bound on contact time, and a lower bound on cost per contact hour, for a request."""

from optimiser.ceiling.ceiling import ceiling
from optimiser.ceiling.result import Binding, Ceiling

__all__ = ["Binding", "Ceiling", "ceiling"]
