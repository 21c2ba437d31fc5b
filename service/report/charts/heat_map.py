"""A heat map: a row a day, a column a half-hour, darker where there is more room; every cell says its figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from service.report.svg import element, joined

LABEL = 66
CELL = 19
ROW = 24
TOP = 20
COLOURS = ("#f1f4f6", "#cfe3f0", "#94c3de", "#4c97c2", "#1b6ea0", "#0a3f63")
"""From nothing to the most; light to dark, so that it reads without colour vision and in print."""


@dataclass(frozen=True)
class HeatRow:
    """One day: its name and its half-hours from midnight."""

    name: str
    values: Sequence[float]


def level(value: float, most: float) -> int:
    """Return which colour a value has: the first for nothing alone, the last for the most there is."""
    steps = len(COLOURS) - 1
    return 0 if value <= 0 else min(steps, 1 + int((value / most) * (steps - 1)))


def heat_map(title: str, rows: Sequence[HeatRow], most: float, unit: str) -> Markup:
    """Return the map.

    Args:
        title: what a reader who cannot see it is told.
        rows: days, with as many half-hours each.
        most: the value of the darkest colour, the same for every map beside this one.
        unit: of the values, as "h".
    """
    columns = max((len(row.values) for row in rows), default=0)
    axis = [
        element("text", f"{slot // 2:02d}", x=LABEL + slot * CELL, y=13, class_="tick", text_anchor="middle")
        for slot in range(0, columns + 1, 4)
    ]
    lines = [_line(row, TOP + number * ROW, most, unit) for number, row in enumerate(rows)]
    return element(
        "svg", element("title", title), *axis, *lines,
        viewBox=f"0 0 {LABEL + columns * CELL + 12} {TOP + len(rows) * ROW}", class_="heat", role="img",
    )  # fmt: skip


def _line(row: HeatRow, top: int, most: float, unit: str) -> Markup:
    name = element("text", row.name, x=0, y=top + ROW / 2 + 4, class_="day")
    return joined([name, *(_cell(row.name, slot, value, top, most, unit) for slot, value in enumerate(row.values))])


def _cell(name: str, slot: int, value: float, top: int, most: float, unit: str) -> Markup:
    """Return one half-hour; its figure stands in it where there is any."""
    left, depth = LABEL + slot * CELL, level(value, most)
    told = element("title", f"{name} {slot // 2:02d}:{slot % 2 * 30:02d}, {value:g} {unit}")
    shape = element("rect", told, x=left, y=top + 1, width=CELL - 1, height=ROW - 2, rx=2, fill=COLOURS[depth])
    if not depth:
        return shape
    text = element(
        "text", f"{value:g}", x=left + (CELL - 1) / 2, y=top + ROW / 2 + 4, text_anchor="middle",
        fill="#ffffff" if depth > 2 else "#14202b", class_="figure",
    )  # fmt: skip
    return joined([shape, text])
