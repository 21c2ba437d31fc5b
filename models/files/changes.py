"""Reading a file of changes to a published roster."""

from pathlib import Path

from models.changes import Changes
from models.files.documents import read_document


def read_changes(path: Path) -> Changes:
    """Return the changes in a .yaml or .json file.

    Raises:
        InputError: with every problem found, under E7301 (E1xxx where it cannot be read at all).
    """
    return read_document(path, Changes, "E7301", "changes")
