"""Small charts in SVG, many to a sheet: points, a line for each series, a line across for each reference."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log10

from markupsafe import Markup

from service.report.palette import ROUTE_COLOURS
from service.report.svg import element, number

WIDTH, HEIGHT = 330, 230
LEFT, RIGHT, TOP, BOTTOM = 62, 14, 34, 40
COLUMNS = 3
LEGEND, ENTRY = 26, 220  # height of a line of the legend, width of an entry
LINE = 12  # height of a name beside a reference
FONT = "font-family:system-ui,sans-serif;font-size:11px;fill:#222"


@dataclass(frozen=True)
class Panel:
    """One chart.

    Attributes:
        title: what it shows.
        across: what x is, with its unit.
        series: by name, points (x, y).
        references: by name, a y to draw a line at.
        is_log: both axes are logarithmic; all values are above 0. Otherwise x begins at 0.
        lines: by name, the points that a series' line joins; its own unless given.
    """

    title: str
    across: str
    series: Mapping[str, Sequence[tuple[float, float]]]
    references: Mapping[str, float] = field(default_factory=dict)
    is_log: bool = False
    lines: Mapping[str, Sequence[tuple[float, float]]] = field(default_factory=dict)


def sheet(title: str, panels: Sequence[Panel]) -> str:
    """Return an SVG file with the panels side by side and one legend for all."""
    names = list(dict.fromkeys(name for panel in panels for name in panel.series))
    colour = {name: ROUTE_COLOURS[place % len(ROUTE_COLOURS)] for place, name in enumerate(names)}
    columns = min(COLUMNS, len(panels))
    rows = -(-len(panels) // columns)
    width, beside = columns * WIDTH, max(1, columns * WIDTH // ENTRY)
    height = rows * HEIGHT + LEGEND * -(-len(names) // beside)
    drawn = [
        element(
            "g", _panel(panel, colour), transform=f"translate({place % columns * WIDTH},{place // columns * HEIGHT})"
        )
        for place, panel in enumerate(panels)
    ]
    legend = [
        _legend_entry(name, colour[name], 12 + place % beside * ENTRY, rows * HEIGHT + LEGEND * (place // beside) + 12)
        for place, name in enumerate(names)
    ]
    ground = element("rect", width=width, height=height, fill="#fff")
    made = element(
        "svg", element("title", title), ground, *drawn, *legend,
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width} {height}", style=FONT, role="img",
    )  # fmt: skip
    return str(made) + "\n"


def _legend_entry(name: str, colour: str, x: int, y: int) -> Markup:
    return element(
        "g", element("circle", cx=x, cy=y, r=4, fill=colour), element("text", name, x=x + 10, y=y, dy="0.35em")
    )


def _panel(panel: Panel, colour: Mapping[str, str]) -> Markup:
    points = [point for series in panel.series.values() for point in series]
    across = _Axis([x for x, _ in points] + ([] if panel.is_log else [0.0]), LEFT, WIDTH - RIGHT, panel.is_log)
    up = _Axis([y for _, y in points] + list(panel.references.values()), HEIGHT - BOTTOM, TOP, panel.is_log)
    frame = f"M{LEFT} {TOP}V{HEIGHT - BOTTOM}H{WIDTH - RIGHT}"
    parts = [
        element("text", panel.title, x=LEFT, y=18, font_weight="600"),
        element("path", d=frame, fill="none", stroke="#888"),
        element("text", panel.across, x=(LEFT + WIDTH - RIGHT) / 2, y=HEIGHT - 8, text_anchor="middle"),
        *(_tick_across(value, across) for value in across.ends),
        *(_tick_up(value, up) for value in up.ends),
        *_references(panel.references, up),
    ]
    for name, series in panel.series.items():
        joined = sorted(panel.lines.get(name, series))
        line = "M" + "L".join(f"{number(across(x))} {number(up(y))}" for x, y in joined)
        parts.append(element("path", d=line, fill="none", stroke=colour[name], stroke_width=1.5))
        parts += [element("circle", cx=across(x), cy=up(y), r=3.5, fill=colour[name]) for x, y in series]
    return element("g", *parts)


def _tick_across(value: float, axis: "_Axis") -> Markup:
    return element("text", f"{value:,.6g}", x=axis(value), y=HEIGHT - BOTTOM + 15, text_anchor="middle")


def _tick_up(value: float, axis: "_Axis") -> Markup:
    return element("text", f"{value:,.6g}", x=LEFT - 6, y=axis(value), dy="0.35em", text_anchor="end")


def _references(references: Mapping[str, float], axis: "_Axis") -> list[Markup]:
    """Return a line across for each reference; names of lines that stand close are stacked."""
    drawn, above = [], float(HEIGHT)
    for height, name in sorted(((axis(value), name) for name, value in references.items()), reverse=True):
        above = min(height - 3, above - LINE)
        line = element(
            "line", x1=LEFT, x2=WIDTH - RIGHT, y1=height, y2=height, stroke="#999", stroke_dasharray="4 3"
        )  # fmt: skip
        drawn += [line, element("text", name, x=WIDTH - RIGHT, y=above, text_anchor="end", fill="#666")]
    return drawn


class _Axis:
    """Where values stand, in pixels; values all alike stand in the middle."""

    def __init__(self, values: Sequence[float], first: int, last: int, is_log: bool) -> None:
        self.ends = sorted({min(values), max(values)})
        self._first, self._last, self._is_log = first, last, is_log

    def __call__(self, value: float) -> float:
        low, high, at = (log10(each) if self._is_log else each for each in (self.ends[0], self.ends[-1], value))
        share = 0.5 if low == high else 0.06 + 0.88 * (at - low) / (high - low)
        return self._first + share * (self._last - self._first)
