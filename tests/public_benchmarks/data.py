"""Where the tests find public instances, and how they are skipped where those are absent."""

from pathlib import Path

import pytest

from benchmarks.public.places import home


def folder(name: str) -> Path:
    """A set's folder; the test is skipped with a word where it is absent."""
    found = home() / name
    if not found.is_dir():
        pytest.skip(f"no public instances in {found}")
    return found
