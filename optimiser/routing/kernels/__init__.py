"""Compiled routing: schedules, insertions, ruin and recreate, over plain tables with stated shapes and units.

numba keeps compiled functions beside their source and forgets them only when that one file changes; what was compiled
into another file stays as it was. So the first import after any kernel has changed clears them all.
"""

import hashlib
from contextlib import suppress
from pathlib import Path

STAMP = "kernels.sha256"


def clear_stale_cache(folder: Path) -> bool:
    """Remove compiled functions made from other sources than the folder's; return whether there was a reason to."""
    cache = folder / "__pycache__"
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sorted(folder.glob("*.py")))).hexdigest()
    stamp = cache / STAMP
    with suppress(OSError):  # a folder that cannot be written to has no compiled functions in it either
        if stamp.exists() and stamp.read_text() == digest:
            return False
        for compiled in [*cache.glob("*.nbi"), *cache.glob("*.nbc")]:
            compiled.unlink(missing_ok=True)
        cache.mkdir(exist_ok=True)
        stamp.write_text(digest)
    return True


clear_stale_cache(Path(__file__).parent)
