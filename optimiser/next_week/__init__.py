"""Next week's request, made from last week's published one (next_week.py says what that means)."""

from optimiser.next_week.history import carried_in
from optimiser.next_week.next_week import left_out, next_week

__all__ = ["carried_in", "left_out", "next_week"]
