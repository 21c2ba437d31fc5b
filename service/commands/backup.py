"""`rota backup` and `rota restore`."""

from pathlib import Path

from service.settings_reading import read_settings
from service.store import backup


def back_up_to(file: Path) -> str:
    """Write a backup of the store; return what to tell.

    Raises:
        InputError: it cannot be made.
    """
    backup.back_up(read_settings(), file)
    return f"{file}: {file.stat().st_size:,} bytes; it holds what everybody may see together, so keep it as safe"


def restore_from(file: Path, *, replace: bool) -> str:
    """Put a backup in the store's place; return what to tell.

    Raises:
        InputError: it cannot be put there.
    """
    backup.restore(read_settings(), file, replace=replace)
    return "Restored. Everybody signs in again; check whether tokens were revoked since the backup was made."
