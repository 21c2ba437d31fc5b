"""Where public instances stand, and what is read from beside them: published figures and given scorers."""

import csv
import importlib.util
import os
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from models.problems import InputError, Problem

ROOT = Path(__file__).parents[2]
VARIABLE = "ROTA_BENCHMARKS"
DEFAULT = ROOT.parent / "shared" / "benchmarks"


def home() -> Path:
    """Return the folder of all public sets: environment variable ROTA_BENCHMARKS, or ../shared/benchmarks."""
    return Path(os.environ.get(VARIABLE) or DEFAULT)


def set_folder(data: Path | None, folder: str) -> Path:
    """Return the folder of a set: its own at home, or what was given, which may hold several sets by folder."""
    given = data or home()
    inside = given / folder
    return inside if data is None or inside.is_dir() else given


def instance_files(data: Path, pattern: str) -> Sequence[Path]:
    """Return the files of a pattern in a folder's `instances`, or in the folder itself where it has none, by name."""
    inside = data / "instances"
    return sorted((inside if inside.is_dir() else data).glob(pattern))


def published_rows(table: Path) -> dict[str, dict[str, float]]:
    """Return by instance (first column) the columns that hold a number; nothing where the table is absent."""
    if not table.is_file():
        return {}
    with table.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {row["instance"]: _figures(row) for row in rows}


def _figures(row: dict[str, str]) -> dict[str, float]:
    return {column: float(text) for column, text in row.items() if column != "instance" and _is_number(text)}


def _is_number(text: str | None) -> bool:
    try:
        return bool(text) and float(text or "") == float(text or "")
    except ValueError:
        return False


def given_scorer(folder: str, instance: Path | None = None) -> ModuleType:
    """Return the scorer that stands beside a set's instances, as a module.

    Args:
        folder: the set's folder at home, whose scorer is taken where there is one.
        instance: else the scorer in this file's folder, or in the one above.

    Raises:
        InputError: there is none.
    """
    near = [instance.parent, instance.parent.parent] if instance else []
    sources = [place / "score.py" for place in (home() / folder, *near)]
    source = next((each for each in sources if each.is_file()), None)
    spec = importlib.util.spec_from_file_location(f"given_scorer_{folder}", source) if source else None
    if spec is None or spec.loader is None:
        action = f"put the set's score.py there, or say by {VARIABLE} where public instances are"
        raise InputError([Problem(code="E6205", cause=f"there is no scorer {sources[0]}", action=action)])
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
