"""A day by half hours: who is on duty, who is with service users, and what was asked for."""

from collections.abc import Sequence

from markupsafe import Markup

from service.report.svg import element, number

WIDTH = 320
HEIGHT = 124
FLOOR = 104


def _steps(values: Sequence[float], most: float) -> str:
    """The outline of a step curve, from its first point to its last."""
    step = WIDTH / len(values)
    points = []
    for slot, value in enumerate(values):
        height = number(FLOOR - (FLOOR - 8) * value / most)
        points += [f"{number(slot * step)} {height}", f"{number((slot + 1) * step)} {height}"]
    return "L".join(points)


def half_hours(
    title: str, on_duty: Sequence[float], contact: Sequence[float], asked: Sequence[float], most: float
) -> Markup:
    """Return one day's chart.

    Args:
        title: what a reader who cannot see the chart is told.
        on_duty: workers on duty in each half hour from midnight.
        contact: workers with service users in each.
        asked: workers needed if each visit were spread evenly over the time in which it may take place.
        most: the value at the top of the axis, the same for every day.
    """
    most = most or 1
    hours = len(on_duty) // 2
    area = f"M0 {FLOOR}L{_steps(on_duty, most)}L{WIDTH} {FLOOR}z"
    filled = f"M0 {FLOOR}L{_steps(contact, most)}L{WIDTH} {FLOOR}z"
    axis = [
        element("text", f"{hour % 24:02d}", x=WIDTH * hour / hours, y=HEIGHT - 6, class_="tick", text_anchor="middle")
        for hour in range(3, hours, 3)
    ]
    top = element("text", number(most), x=2, y=14, class_="tick")
    return element(
        "svg", element("title", title), element("path", d=area, class_="on-duty"),
        element("path", d=filled, class_="c-contact"), element("path", d=f"M{_steps(asked, most)}", class_="asked"),
        element("path", d=f"M0 {FLOOR}H{WIDTH}", class_="axis"), *axis, top,
        viewBox=f"0 0 {WIDTH} {HEIGHT}", class_="half-hours", role="img",
    )  # fmt: skip
