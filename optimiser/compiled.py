"""The kernels are compiled before the first solve's clock starts: once on a machine, and again after they change."""

import logging
import subprocess
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

from filelock import FileLock
from llvmlite.binding import get_host_cpu_name
from numba import config

from optimiser.routing.kernels.anneal import anneal
from optimiser.versions import versions

STAMP = "compiled.sha256"
ROOT = Path(__file__).parents[1]

log = logging.getLogger(__name__)


@cache
def have_kernels_compiled() -> None:
    """Compile the kernels, about two minutes on two cores, unless this machine keeps them compiled as they are now.

    Processes that ask at the same time wait for the first. Where compiling fails, each kernel is compiled when it is
    first called, as it would be without this.
    """
    if config.DISABLE_JIT or are_compiled():  # type: ignore[attr-defined]
        return
    with FileLock(f"{_stamp()}.lock"):
        if not are_compiled():
            log.warning("Compiling, on a new machine and after an upgrade: about two minutes, then planning begins.")
            subprocess.run([sys.executable, "-m", "optimiser.warm_up"], cwd=ROOT, check=False)


def are_compiled() -> bool:
    """Return whether the kernels were last compiled by this numba, for this processor, from the sources as they are."""
    stamp = _stamp()
    return stamp.exists() and stamp.read_text() == _digest()


def note_compiled() -> None:
    """Keep beside what numba keeps that all of it is compiled."""
    _stamp().write_text(_digest())


def _stamp() -> Path:
    return Path(str(anneal.stats.cache_path)) / STAMP


def _digest() -> str:
    """Return a digest of all that numba goes by: each source's time and size, its own version, the processor."""
    sources = [(str(source), source.stat()) for source in sorted((ROOT / "optimiser").glob("**/kernels/*.py"))]
    told = [(name, stat.st_mtime_ns, stat.st_size) for name, stat in sources]
    return sha256(repr((told, versions()["numba"], sys.version, get_host_cpu_name())).encode()).hexdigest()
