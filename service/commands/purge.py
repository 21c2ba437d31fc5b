"""`rota purge`: what was kept long enough goes."""

from service.operations.opening import opened_store
from service.operations.time_zone import fix_time_zone
from service.settings_reading import read_settings
from service.store.retention import Purge


def purged(*, only_count: bool) -> list[str]:
    """Remove what is older than the settings say, or only count it; return a line for each kind.

    Raises:
        InputError: a setting is wrong, or the store cannot be opened.
    """
    fix_time_zone()
    settings = read_settings()
    with opened_store(settings) as store:
        counts = Purge(store, settings, only_count).run()
    done = "would go" if only_count else "gone"
    kept = counts.pop("weeks not closed")
    lines = [f"{count:>7,} {kind} {done}" for kind, count in counts.items()]
    return [*lines, f"{kept:>7,} weeks are as old but were never closed: kept"] if kept else lines
