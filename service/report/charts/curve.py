"""How a figure rose or fell while the engine worked: a step line over seconds."""

from collections.abc import Sequence

from markupsafe import Markup

from service.report.svg import element, number

WIDTH = 460
HEIGHT = 190
LEFT = 64
FLOOR = 150
TOP = 14


def curve(
    title: str, points: Sequence[tuple[float, float]], ends: tuple[str, str], bound: float | None = None
) -> Markup:
    """Return the line.

    Args:
        title: what a reader who cannot see the chart is told.
        points: (seconds, value), in order of time, at least one.
        ends: how the least and the greatest value are written on the axis.
        bound: a value that the figure cannot pass, drawn as a dashed line across.
    """
    last = max(points[-1][0], 0.001)
    values = [value for _, value in points] + ([] if bound is None else [bound])
    low, high = min(values), max(values)

    def height(value: float) -> str:
        part = (value - low) / (high - low) if high > low else 0.5
        return number(FLOOR - part * (FLOOR - TOP - 6))

    def across(seconds: float) -> str:
        return number(LEFT + (WIDTH - LEFT - 8) * seconds / last)

    line = f"M{across(points[0][0])} {height(points[0][1])}"
    line += "".join(f"H{across(seconds)}V{height(value)}" for seconds, value in points[1:])
    dots = [element("circle", cx=across(seconds), cy=height(value), r=3) for seconds, value in points]
    across_all = f"M{LEFT} {height(low if bound is None else bound)}H{WIDTH - 8}"
    limit = [] if bound is None else [element("path", d=across_all, class_="limit")]
    labels = [
        element("text", ends[0], x=LEFT - 8, y=height(low), dy="0.35em", text_anchor="end", class_="tick"),
        element("text", "0 s", x=LEFT, y=HEIGHT - 18, class_="tick"),
        element("text", f"{last:.0f} s", x=WIDTH - 8, y=HEIGHT - 18, text_anchor="end", class_="tick"),
    ]
    if high > low:
        labels.append(
            element("text", ends[1], x=LEFT - 8, y=height(high), dy="0.35em", text_anchor="end", class_="tick")
        )
    return element(
        "svg", element("title", title), element("path", d=f"M{LEFT} {TOP}V{FLOOR + 8}H{WIDTH}", class_="axis"),
        *limit, element("path", d=line, class_="line"), *dots, *labels,
        viewBox=f"0 0 {WIDTH} {HEIGHT}", class_="curve", role="img",
    )  # fmt: skip
