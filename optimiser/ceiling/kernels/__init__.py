"""Compiled search for the best part of a duty at given prices, over plain tables with stated shapes and units."""

from pathlib import Path

from optimiser.routing.kernels import clear_stale_cache

clear_stale_cache(Path(__file__).parent)
