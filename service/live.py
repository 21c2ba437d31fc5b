"""The line a person watches while a rota is being planned; nothing at all when nobody is looking at a terminal."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from rich.console import Console
from rich.live import Live
from rich.text import Text

from service.words import percent, pounds

if TYPE_CHECKING:
    from optimiser.progress import Progress


class LiveLine:
    """The newest progress of a solve as one line; the time in it runs on between two improvements."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.began = monotonic()
        self.latest: Progress | None = None

    def update(self, progress: "Progress") -> None:
        """Take over what the solver just found."""
        self.latest = progress

    def __rich__(self) -> Text:
        """Return the line as it stands now."""
        line = f"{self.what} {monotonic() - self.began:4.0f} s"
        return Text(line if self.latest is None else f"{line}  {progress_text(self.latest)}")


def progress_text(progress: "Progress") -> str:
    """Return contact time (of rostered paid time), about what a contact hour costs, and required visits unserved."""
    return (
        f"contact {percent(progress.contact_minutes, progress.paid_minutes)} of rostered paid time  "
        f"{_cost(progress)}  "
        f"{progress.visits_required_unserved} required unserved"
    )


def _cost(progress: "Progress") -> str:
    """Return about what a contact hour costs or, where that is not known, the objective."""
    if progress.cost_per_contact_hour_pence is None:
        return f"objective {pounds(progress.objective_pence)}"
    return f"about {pounds(progress.cost_per_contact_hour_pence)} per contact hour"


@contextmanager
def live_line(console: Console, what: str) -> Iterator[LiveLine]:
    """Show a live line on a terminal while the block runs, and leave none behind; elsewhere stay silent."""
    line = LiveLine(what)
    if not console.is_terminal:
        yield line
        return
    with Live(line, console=console, refresh_per_second=4, transient=True):
        yield line
