"""One duty as a bar of time: visits, travel, wait, break and handover in their colours, on the day's axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from service.report.svg import element

HEIGHT = 20


@dataclass(frozen=True)
class Piece:
    """A stretch of a duty: minutes after the day's midnight, its ledger category, and what it is in words."""

    start: int
    end: int
    category: str
    words: str = ""
    two_workers: bool = False


def _box(start: int, end: int, top: int, height: int) -> str:
    width = max(1, end - start)
    return f"M{start} {top}h{width}v{height}h-{width}z"


def _piece(piece: Piece) -> list[Markup]:
    top, height = (1, HEIGHT - 2) if piece.category in ("contact", "standby") else (5, HEIGHT - 10)
    path = {"d": _box(piece.start, piece.end, top, height), "class_": f"c-{piece.category}"}
    drawn = [element("path", element("title", piece.words), **path) if piece.words else element("path", **path)]
    if piece.two_workers:
        drawn.append(element("path", d=_box(piece.start + 3, piece.end - 3, HEIGHT // 2 - 2, 4), class_="two"))
    return drawn


def timeline(pieces: Sequence[Piece], first_minute: int, last_minute: int) -> Markup:
    """Return the bar; it stretches to the width it is given, so that one minute is equally wide in every row.

    Args:
        pieces: the duty's stretches in order.
        first_minute: the axis's left end, in minutes after midnight.
        last_minute: its right end.
    """
    drawn = [shape for piece in pieces for shape in _piece(piece)]
    gaps = [
        element("path", d=f"M{earlier.end - 1} 0v{HEIGHT}", class_="edge")
        for earlier, later in pairwise(pieces)
        if earlier.category == later.category == "contact"
    ]
    return element(
        "svg", *drawn, *gaps, class_="bar", viewBox=f"{first_minute} 0 {last_minute - first_minute} {HEIGHT}",
        preserveAspectRatio="none", aria_hidden="true",
    )  # fmt: skip
