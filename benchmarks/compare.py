"""`rota-bench compare`: what changed between two measurements, instance by instance, and whether it may pass."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from benchmarks.files import Row, read_rows
from benchmarks.measures import MEASURES, Measure, key_of, name_of
from models.problems import InputError, Problem
from service.console import print_table


@dataclass(frozen=True)
class Change:
    """One measure of one instance, before and after."""

    name: str
    measure: Measure
    before: float
    after: float

    @property
    def is_regression(self) -> bool:
        """Whether it got worse by more than may pass."""
        return self.measure.is_regression(self.before, self.after)

    @property
    def verdict(self) -> str:
        """Return it in a word."""
        if self.is_regression:
            return "WORSE"
        worse = self.measure.worse_by(self.before, self.after)
        return "same" if worse == 0 else "better" if worse < 0 else "worse, may pass"


def run_compare(console: Console, before: Path, after: Path) -> bool:
    """Print every change, and return whether any may not pass.

    Args:
        console: where to print.
        before: a measurement that was kept.
        after: a later one.

    Raises:
        InputError: E6101 a file cannot be read; E6104 they measure nothing alike.
    """
    rows_before, rows_after = read_rows(before), read_rows(after)
    changes = changes_between(rows_before, rows_after)
    if not changes:
        cause = f"{before} and {after} measure nothing alike"
        raise InputError([Problem(code="E6104", cause=cause, action="compare two files of the same command")])
    headings = ("instance", "measure", "before", "after", "change", "verdict")
    print_table(console, f"{before.name} and {after.name}", headings, map(_cells, changes))
    gone = {key_of(row): name_of(row) for row in rows_before}
    for row in rows_after:
        gone.pop(key_of(row), None)
    for name in gone.values():
        console.print(f"not measured any more: {name}")
    return bool(gone) or any(change.is_regression for change in changes)


def changes_between(before: Sequence[Row], after: Sequence[Row]) -> list[Change]:
    """Return each measure that rows of one instance have in both, in the order of the later rows."""
    earlier = {key_of(row): row for row in before}
    return [
        Change(name_of(row), measure, earlier[key_of(row)][measure.name], row[measure.name])
        for row in after
        if key_of(row) in earlier
        for measure in MEASURES
        if _is_number(row.get(measure.name)) and _is_number(earlier[key_of(row)].get(measure.name))
    ]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _cells(change: Change) -> list[str]:
    share = f"{100 * (change.after / change.before - 1):+.2f}%" if change.before else f"{change.after:+g}"
    return [change.name, change.measure.name, f"{change.before:g}", f"{change.after:g}", share, change.verdict]
