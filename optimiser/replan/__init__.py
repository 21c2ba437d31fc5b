"""Re-planning a published roster when something has changed; what is minimised stands in MATHEMATICS.md."""

from optimiser.replan.replan import Replanned, replan

__all__ = ["Replanned", "replan"]
