"""Where and when a figure was measured, so that nobody compares two that cannot be compared."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from optimiser.versions import versions

RESULTS = Path(__file__).parent / "results"


def provenance(command: str) -> dict[str, Any]:
    """Return machine, load, versions and date of a measurement, and the command that repeats it."""
    return {
        "command": command,
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {
            "processor": _processor(),
            "cores": os.cpu_count(),
            "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
            "system": f"{platform.system()} {platform.machine()}",
        },
        "load_average_before": round(os.getloadavg()[0], 2),
        "versions": versions(),
    }


def _processor() -> str:
    """Return the processor's name as Linux tells it, or as Python does."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()
