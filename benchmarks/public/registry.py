"""The public sets there are, by the word after `--set`; adding one is a file and a line."""

from benchmarks.public.sets import PublicSet

PUBLIC_SETS: tuple[PublicSet, ...] = ()


def public_set(name: str) -> PublicSet | None:
    """Return the set of a name, if there is one."""
    return next((each for each in PUBLIC_SETS if each.name == name), None)
