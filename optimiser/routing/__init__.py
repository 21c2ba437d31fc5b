"""Fills duties with visits: who visits whom, and when."""
