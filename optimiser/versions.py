"""The versions that made a result, so that it can be made again."""

import platform
from functools import cache
from importlib.metadata import version

PROJECT = "enablement-rota"
LIBRARIES = ("ortools", "numba", "numpy", "pandas", "pydantic")


@cache
def _versions() -> tuple[tuple[str, str], ...]:
    own = ((PROJECT, version(PROJECT)), ("python", platform.python_version()))
    return own + tuple((library, version(library)) for library in LIBRARIES)


def versions() -> dict[str, str]:
    """Return the version of the project, of Python and of each library that can change a roster or its figures."""
    return dict(_versions())
