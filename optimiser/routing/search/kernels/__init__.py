"""Compiled ruin and recreate over priced, linked and timed stops; `../problem.py` says what is weighed."""

from pathlib import Path

from optimiser.routing.kernels import clear_stale_cache

clear_stale_cache(Path(__file__).parent)
