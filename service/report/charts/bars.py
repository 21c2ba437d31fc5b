"""Bars for a table's cell: one or more stretches on a common axis, stretching with the cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from service.report.svg import element, share


@dataclass(frozen=True)
class Stretch:
    """One bar from `start` to `end` on the axis, in a CSS class, `row` counting from the top."""

    start: float
    end: float
    css: str
    row: int = 0


def bars(
    stretches: Sequence[Stretch], most: float, rows: int = 1, thickness: int = 14, lines: Sequence[float] = ()
) -> Markup:
    """Return the stretches on an axis from 0 to `most`, hidden from screen readers: a cell beside it has the figure.

    Args:
        stretches: the bars, in the axis's unit.
        most: the value at the axis's right end.
        rows: how many rows of bars stand one under the other.
        thickness: a bar's height in pixels.
        lines: values at which a thin upright line is drawn behind the bars.
    """
    height = rows * (thickness + 3) + 3
    drawn = [element("line", x1=share(at, most), x2=share(at, most), y1=0, y2=height, class_="rule") for at in lines]
    for each in stretches:
        low, high = sorted((each.start, each.end))
        drawn.append(
            element(
                "rect", x=share(low, most), y=3 + each.row * (thickness + 3), width=share(high - low, most),
                height=thickness, class_=each.css,
            )
        )  # fmt: skip
    return element("svg", *drawn, class_="bars", width="100%", height=height, aria_hidden="true")
