"""Rows of the public table, one an instance with what each seed gave; printed, and written as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from rich.table import Table

PRECISION = 1e-3  # the last decimal of any published total


@dataclass(frozen=True)
class Solved:
    """One instance solved with one seed, scored.

    Attributes:
        total: by the scorer.
        told: by the engine; the scorer may find less, as where who has no visits has lunch, but never more.
        seconds: wall time; `limit` is what was asked.
    """

    instance: str
    seed: int
    total: float
    told: float
    seconds: float
    limit: float
    violations: tuple[str, ...]
    terms: Mapping[str, float]

    @property
    def is_valid(self) -> bool:
        """No rule is broken, and the engine did not promise a better total."""
        return not self.violations and self.total <= self.told + PRECISION


@dataclass(frozen=True)
class Line:
    """One instance over all seeds, beside the published figures."""

    instance: str
    solved: tuple[Solved, ...]
    published: Mapping[str, float]

    @property
    def totals(self) -> list[float]:
        """A total each seed."""
        return [each.total for each in self.solved]

    @property
    def is_valid(self) -> bool:
        """Every seed's solution is."""
        return all(each.is_valid for each in self.solved)

    def gap(self, column: str, total: float) -> float | None:
        """Return by how many per cent of the published figure a total is above it; None without a figure above 0."""
        figure = self.published.get(column, 0.0)
        return 100 * (total - figure) / figure if figure > 0 else None


def as_json(lines: Sequence[Line], gap_to: Sequence[str]) -> list[dict[str, Any]]:
    """Return a row an instance with its seeds' totals, the published columns, and gaps in % of them."""
    return [
        {
            "instance": line.instance,
            "mean": round(fmean(line.totals), 3),
            "worst": round(max(line.totals), 3),
            "seconds": round(fmean(each.seconds for each in line.solved), 2),
            "valid": line.is_valid,
            "published": dict(line.published),
            "gap_pct": {column: _rounded(line.gap(column, fmean(line.totals))) for column in gap_to},
            "seeds": [_seed_row(each) for each in line.solved],
        }
        for line in lines
    ]


def _seed_row(solved: Solved) -> dict[str, Any]:
    return {
        "seed": solved.seed,
        "total": round(solved.total, 3),
        "told": round(solved.told, 3),
        "seconds": round(solved.seconds, 2),
        "limit_seconds": solved.limit,
        "violations": list(solved.violations),
        "terms": dict(solved.terms),
    }


def _rounded(gap: float | None) -> float | None:
    return None if gap is None else round(gap, 3)


def summary(lines: Sequence[Line], gap_to: Sequence[str]) -> dict[str, dict[str, float]]:
    """Return for each column the mean and worst gap in % over instances that have it, and how many we are not above."""
    found = {}
    for column in gap_to:
        means = [gap for line in lines if (gap := line.gap(column, fmean(line.totals))) is not None]
        worsts = [gap for line in lines if (gap := line.gap(column, max(line.totals))) is not None]
        if means:
            found[column] = {
                "instances": len(means),
                "mean_gap_pct": round(fmean(means), 3),
                "worst_gap_pct": round(max(worsts), 3),
                "not_above": sum(gap <= 1e-6 for gap in means),
            }
    return found


def drawn(lines: Sequence[Line], gap_to: Sequence[str]) -> Table:
    """Return the table for a terminal."""
    seeds = [each.seed for each in lines[0].solved]
    columns = list(dict.fromkeys(column for line in lines for column in line.published))
    heads = [*(f"seed {seed}" for seed in seeds), "mean", "worst", *columns, *(f"% to {name}" for name in gap_to)]
    table = Table(box=None, header_style="bold")
    table.add_column("instance")
    for head in [*heads, "seconds"]:
        table.add_column(head, justify="right")
    table.add_column("valid")
    for line in lines:
        table.add_row(line.instance, *_cells(line, columns, gap_to), "yes" if line.is_valid else "NO")
    return table


def _cells(line: Line, columns: Sequence[str], gap_to: Sequence[str]) -> list[str]:
    mean = fmean(line.totals)
    figures = [*line.totals, mean, max(line.totals), *(line.published.get(column) for column in columns)]
    gaps = [line.gap(column, mean) for column in gap_to]
    seconds = fmean(each.seconds for each in line.solved)
    return [*map(_figure, figures), *("" if gap is None else f"{gap:.2f}" for gap in gaps), f"{seconds:.1f}"]


def _figure(figure: float | None) -> str:
    return "" if figure is None else f"{figure:.3f}".rstrip("0").rstrip(".")
