"""One figure against another: a numbered dot for each alternative, those that nothing beats filled."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from markupsafe import Markup

from service.report.svg import element, number

WIDTH = 460
HEIGHT = 316
LEFT = 56
FLOOR = 266
TOP = 28
RIGHT = WIDTH - 18
RADIUS = 11
LEAST_SPAN = 1.0
"""So much of the axis at least, so that hair's breadths do not look like leaps."""


@dataclass(frozen=True)
class Dot:
    """One alternative."""

    label: str
    across: float
    up: float
    is_unbeaten: bool


@dataclass(frozen=True)
class Axis:
    """A figure's name and how its values are written."""

    name: str
    text: str  # a format, as "{:.0f}%"


def scatter(description: str, dots: Sequence[Dot], across: Axis, up: Axis) -> Markup:
    """Return the picture.

    Args:
        description: what a reader who cannot see the chart is told.
        dots: at least one.
        across: what is to the right.
        up: what is upwards.
    """
    left, right = _ends([dot.across for dot in dots])
    low, high = _ends([dot.up for dot in dots])

    def x(value: float) -> float:
        return LEFT + RADIUS + (RIGHT - LEFT - 2 * RADIUS) * (value - left) / (right - left)

    def y(value: float) -> float:
        return FLOOR - RADIUS - (FLOOR - TOP - 2 * RADIUS) * (value - low) / (high - low)

    drawn = [element("path", d=f"M{LEFT} {TOP}V{FLOOR}H{RIGHT}", class_="axis")]
    for value in (low, high):
        drawn.append(element("text", up.text.format(value), x=LEFT - 6, y=number(y(value)), dy="0.35em",
                             text_anchor="end", class_="tick"))  # fmt: skip
    for value in (left, right):
        drawn.append(element("text", across.text.format(value), x=number(x(value)), y=FLOOR + 18,
                             text_anchor="middle", class_="tick"))  # fmt: skip
    drawn.append(element("text", f"{up.name} ↑", x=0, y=12, class_="tick"))
    drawn.append(element("text", f"{across.name} →", x=RIGHT, y=FLOOR + 40, text_anchor="end", class_="tick"))
    placed = [(x(dot.across), y(dot.up), dot) for dot in sorted(dots, key=lambda each: not each.is_unbeaten)]
    for group in reversed(_groups(placed)):
        drawn += _drawn(group)
    return element(
        "svg", element("title", description), *drawn,
        viewBox=f"0 0 {WIDTH} {HEIGHT}", class_="scatter", role="img",
    )  # fmt: skip


_Placed = tuple[float, float, Dot]


def _groups(placed: Sequence[_Placed]) -> list[list[_Placed]]:
    """Return the dots, those together that would cover each other; the first of a group is the one drawn."""
    groups: list[list[_Placed]] = []
    for each in placed:
        near = (own for own in groups if hypot(own[0][0] - each[0], own[0][1] - each[1]) < RADIUS)
        group = next(near, None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    return groups


def _drawn(group: Sequence[_Placed]) -> list[Markup]:
    """Return one dot with its label in it; with those of the dots that it covers beside it."""
    across, up, dot = group[0]
    kind = "dot unbeaten" if dot.is_unbeaten else "dot"
    circle = element("circle", cx=number(across), cy=number(up), r=RADIUS, class_=kind)
    label = element("text", dot.label, x=number(across), y=number(up), dy="0.35em", text_anchor="middle",
                    class_=f"{kind} label")  # fmt: skip
    if len(group) == 1:
        return [circle, label]
    side = -1 if across > WIDTH / 2 else 1
    others = element("text", f"and {', '.join(own.label for _, _, own in group[1:])}",
                     x=number(across + side * (RADIUS + 4)), y=number(up), dy="0.35em",
                     text_anchor="end" if side < 0 else "start", class_="tick")  # fmt: skip
    return [circle, label, others]


def _ends(values: Sequence[float]) -> tuple[float, float]:
    """Return the ends of an axis that holds all values, a little apart even where these are all one."""
    low, high = min(values), max(values)
    spare = max(0.0, LEAST_SPAN - (high - low)) / 2
    return low - spare, high + spare
