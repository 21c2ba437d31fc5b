"""Writing files whole or not at all: first under another name, then renamed."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def save_file(path: Path, data: bytes) -> None:
    """Write a file, replacing one of that name only once all of it is on disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    waiting = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        waiting.chmod(0o644)
        waiting.replace(path)
    finally:
        waiting.unlink(missing_ok=True)


def save_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder: a new folder appears with all of them, in an existing one each is replaced whole."""
    if folder.exists():
        for name, data in files.items():
            save_file(folder / name, data)
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as name:
        waiting = Path(name) / folder.name
        waiting.mkdir(mode=0o755)
        for file, data in files.items():
            (waiting / file).write_bytes(data)
        waiting.rename(folder)
