"""A scale: where today and the plan stand beside published bands; it fills whatever width it is given."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from service.report.svg import element, joined, share

HEIGHT = 112
TRACK = 50
THICKNESS = 14
PLANNED = "planned"
AS_WAS = "as-was"


@dataclass(frozen=True)
class Band:
    """A published range, or one value when both ends are equal."""

    start: float
    end: float
    label: str
    name: str


@dataclass(frozen=True)
class Mark:
    """One of our own figures on the scale: `kind` is "planned" or "as-was"."""

    value: float
    label: str
    kind: str


def _band(band: Band, most: float) -> Markup:
    middle = share((band.start + band.end) / 2, most)
    wide = band.end > band.start
    return joined(
        [
            element(
                "rect", x=share(band.start, most), y=TRACK, width=share(band.end - band.start, most) if wide else 3,
                height=THICKNESS, class_="band" if wide else "band target",
            ),
            element("text", band.label, x=middle, y=TRACK + THICKNESS + 20, class_="band-value"),
            element("text", band.name, x=middle, y=TRACK + THICKNESS + 37, class_="band-name"),
        ]
    )  # fmt: skip


def _mark(mark: Mark, anchor: str, most: float) -> Markup:
    at, lean = share(mark.value, most), {"end": -3, "start": 3}.get(anchor, 0)
    shape = element("circle", cx=at, cy=TRACK + THICKNESS / 2, r=9, class_=f"mark {mark.kind}")
    stem = element("line", x1=at, x2=at, y1=26, y2=TRACK, class_="stem")
    text = element("text", mark.label, x=at, y=18, dx=lean, class_=f"mark-label {mark.kind}", text_anchor=anchor)
    return joined([stem, shape, text])


def _anchors(marks: Sequence[Mark], most: float) -> list[str]:
    """Labels stand centred, or lean apart where two would meet."""
    values = [mark.value for mark in marks]
    if len(marks) < 2 or max(values) - min(values) > 0.3 * most:
        return ["middle"] * len(marks)
    lower = values.index(min(values))
    return ["end" if place == lower else "start" for place in range(len(marks))]


def scale(description: str, most: float, bands: Sequence[Band], marks: Sequence[Mark], ends: tuple[str, str]) -> Markup:
    """Return the scale from 0 to `most`.

    Args:
        description: what a reader who cannot see the chart is told.
        most: the value at the right end.
        bands: published ranges, drawn on the track with their names beneath.
        marks: our own figures, drawn above it.
        ends: what is written at the left and the right end.
    """
    below = TRACK + THICKNESS + 20
    track = element("rect", x=0, y=TRACK, width="100%", height=THICKNESS, rx=2, class_="track")
    left = element("text", ends[0], x=0, y=below, class_="end")
    right = element("text", ends[1], x="100%", y=below, class_="end", text_anchor="end")
    drawn = [_band(band, most) for band in bands]
    drawn += [_mark(mark, anchor, most) for mark, anchor in zip(marks, _anchors(marks, most), strict=True)]
    title = element("title", description)
    return element("svg", title, track, left, right, *drawn, class_="scale", width="100%", height=HEIGHT, role="img")
