"""What this process would plan with: versions and source, so that two machines that differ are told apart."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from optimiser.versions import versions

SOURCE = "source of models and optimiser"
DIGITS = 12


def installation() -> dict[str, str]:
    """Return the versions that can change a roster, and a digest of the project's own source."""
    return {**versions(), SOURCE: _digest()}


@cache
def _digest() -> str:
    root, digest = Path(__file__).parents[2], hashlib.sha256()
    for folder in ("models", "optimiser"):
        for source in sorted((root / folder).rglob("*.py")):
            digest.update(source.relative_to(root).as_posix().encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()[:DIGITS]


def differences(ours: Mapping[str, str], theirs: Mapping[str, str]) -> list[str]:
    """Return in words what two installations have otherwise; empty where they are alike."""
    names = sorted(ours.keys() | theirs.keys())
    return [
        f"{name} {theirs.get(name, 'missing')} instead of {ours.get(name, 'none')}"
        for name in names
        if theirs.get(name) != ours.get(name)
    ]
