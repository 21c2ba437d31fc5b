"""The terminal: what is told goes to standard output, what is wrong to standard error."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from models.problems import InputError

BAD_INPUT = 2
PLAIN_WIDTH = 120


def console() -> Console:
    """Return a console that is plain, and wide enough for every table, when it is not a terminal."""
    own = Console(highlight=False, markup=False)
    return own if own.is_terminal else Console(highlight=False, markup=False, width=PLAIN_WIDTH)


def print_table(console: Console, title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table whose first column is words and whose others are figures."""
    made = Table(box=box.SIMPLE_HEAD if console.is_terminal else box.ASCII)
    for number, heading in enumerate(headings):
        made.add_column(heading, justify="right" if number else "left", overflow="fold")
    for row in rows:
        made.add_row(*row)
    console.print(title, style="bold")
    console.print(made)


@contextmanager
def problems_told() -> Iterator[None]:
    """Tell every problem, a line each (after a line for each file that was read), and end with status 2."""
    try:
        yield
    except InputError as error:
        for line in error.report_lines or error.problems:
            typer.echo(str(line), err=True)
        raise typer.Exit(BAD_INPUT) from error
