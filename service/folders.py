"""The folder a result is written to: all of it or none of it, and never over somebody else's files."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.problems import InputError, Problem

MARKERS = frozenset({"request.json", "metrics.json"})
CALENDARS = "calendars"
RESULT_NAMES = MARKERS | {"roster.json", "ledger.csv", "gain.json", "roster.xlsx", "report.html", CALENDARS}
SOMETIMES_NAMES = frozenset({"study.json", "changes.json", "changes.html"})  # with a study, after a re-plan


def require_usable(folder: Path, *, replacing: bool = True) -> None:
    """Refuse a folder that must not be written to; asked before solving, so that no solve is wasted.

    Args:
        folder: where the files are to go.
        replacing: whether an earlier result standing there may be replaced.

    Raises:
        InputError: E6001 a file is there; E6002 it holds something else than a result; E6003 it cannot be written;
            E6004 it is the folder we stand in, which a whole result cannot take the place of.
    """
    if folder.exists() and not folder.is_dir():
        raise _problem("E6001", f"{folder} is a file", "name a folder")
    if Path.cwd().is_relative_to(folder.resolve()):
        raise _problem("E6004", f"{folder} is the folder you are in", "name a folder inside it")
    others = _other_names(folder) if replacing else _names(folder)
    if others:
        shown = ", ".join(others[:3]) + (" and more" if len(others) > 3 else "")
        raise _problem(
            "E6002",
            f"{folder} holds files that were not made here ({shown})"
            if replacing
            else f"{folder} is not empty ({shown})",
            "name a new or empty folder, or move those files elsewhere",
        )
    try:
        # Only trying tells: permission bits say nothing to root, or of a read-only file system.
        Path(tempfile.mkdtemp(dir=_nearest_folder(folder))).rmdir()
    except OSError as error:
        raise _unwritable(folder, error.strerror or str(error)) from error


@contextmanager
def whole_folder(folder: Path, *, replacing: bool = True) -> Iterator[Path]:
    """Give a temporary folder beside `folder` that takes its place, all at once, when the block ends without an error.

    Args:
        folder: where the files are to stand.
        replacing: whether an earlier result standing there may be replaced.

    Raises:
        InputError: as `require_usable`, or E6003 when writing fails; what stood at `folder` before stays then.
    """
    folder = folder.resolve()
    require_usable(folder, replacing=replacing)
    partial: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{folder.name[:100]}.", suffix=".partial", dir=folder.parent))
        yield partial
        partial.chmod(0o777 & ~_umask())
        _put_in_place(partial, folder)
    except OSError as error:
        raise _unwritable(folder, error.strerror or str(error)) from error
    finally:
        if partial is not None:
            shutil.rmtree(partial, ignore_errors=True)


def _put_in_place(partial: Path, folder: Path) -> None:
    """Rename `partial` to `folder`; an earlier result steps aside first and comes back if that fails."""
    if not folder.exists():
        partial.rename(folder)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name[:100]}.", suffix=".earlier", dir=folder.parent))
    folder.rename(aside)
    try:
        partial.rename(folder)
    except OSError:
        aside.rename(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _other_names(folder: Path) -> list[str]:
    """Return the names in `folder` that no result of ours has; every name, when it does not look like a result."""
    names = _names(folder)
    if not set(names) >= MARKERS:
        return names
    calendars = [f"{CALENDARS}/{name}" for name in _names(folder / CALENDARS) if not name.endswith(".ics")]
    return sorted(set(names) - RESULT_NAMES - SOMETIMES_NAMES) + calendars


def _names(folder: Path) -> list[str]:
    """Return the names in `folder`, in order; none, when it is not there."""
    try:
        return sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        raise _unwritable(folder, error.strerror or str(error)) from error


def _nearest_folder(folder: Path) -> Path:
    """Return the nearest thing above `folder` that is there."""
    return next(parent for parent in folder.resolve().parents if parent.exists())


def _umask() -> int:
    """Return the process's umask, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _unwritable(folder: Path, why: str) -> InputError:
    return _problem("E6003", f"{folder} cannot be written: {why}", "name another folder, or make room")


def _problem(code: str, cause: str, action: str) -> InputError:
    return InputError([Problem(code=code, cause=cause, action=action)])
