"""Self-rostering: whether a worker may ask for what they ask for, and a request with everybody's wishes in it."""

from optimiser.self_rostering.problems import problems_of
from optimiser.self_rostering.request import with_preferences

__all__ = ["problems_of", "with_preferences"]
