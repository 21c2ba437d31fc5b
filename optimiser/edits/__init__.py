"""Changes by hand, as models.edits describes them, made to a roster; nothing is judged or improved here."""

from optimiser.edits.edited import edited

__all__ = ["edited"]
