"""Compiled parts of easing: what lateness a round must expect, and what changes of rounds save.

As with the routing's kernels, whatever was compiled is forgotten as soon as any file here changes.
"""

from pathlib import Path

from optimiser.routing.kernels import clear_stale_cache

clear_stale_cache(Path(__file__).parent)
