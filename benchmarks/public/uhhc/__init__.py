"""Unified Home Healthcare: a day's visits, its published format, its scorer and its way to the engine."""
