"""A map without tiles: areas, places and one day's routes in flat projected metres, with a scale bar and north."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

from markupsafe import Markup

from service.report.charts.outline import Point, outline
from service.report.svg import element, joined, number

WIDTH = 1000.0
HEIGHT = 640.0
MARGIN = 44.0


@dataclass(frozen=True)
class Area:
    """A constituency: its name and the places in it."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Route:
    """One worker's journeys of a day, the places in order, in one of the palette's route colours and dashes."""

    key: str
    words: str
    colour: int
    dash: str
    points: tuple[Point, ...]


class Frame:
    """How metres become points of the drawing: everything inside, one scale both ways."""

    def __init__(self, points: Sequence[Point]) -> None:
        across = [x for x, _ in points] or [0.0]
        down = [y for _, y in points] or [0.0]
        self.left, self.top = min(across), min(down)
        wide, tall = max(max(across) - self.left, 500.0), max(max(down) - self.top, 500.0)
        self.scale = min((WIDTH - 2 * MARGIN) / wide, HEIGHT / tall)
        self.shift = (WIDTH - wide * self.scale) / 2
        self.height = tall * self.scale + 2 * MARGIN

    def pair(self, point: Point) -> tuple[float, float]:
        """Return where a point in metres stands on the drawing."""
        return self.shift + (point[0] - self.left) * self.scale, MARGIN + (point[1] - self.top) * self.scale

    def path(self, points: Sequence[Point]) -> str:
        """Return the points as an SVG path."""
        return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in map(self.pair, points))

    def dots(self, points: Sequence[Point]) -> str:
        """Return the points as a path of zero-length strokes, each drawn as a round dot."""
        return "".join(f"M{number(x)} {number(y)}h0" for x, y in map(self.pair, points))


def _area(area: Area, frame: Frame) -> Markup:
    return element("path", d=frame.path(outline(area.points)) + "z", class_="area")


def _label(area: Area, frame: Frame, alone: bool) -> Markup:
    if alone:
        return element("text", area.name, x=24, y=36, class_="area-name")
    pairs = [frame.pair(point) for point in area.points]
    x, y = sum(pair[0] for pair in pairs) / len(pairs), sum(pair[1] for pair in pairs) / len(pairs)
    return element("text", area.name, x=x, y=y, class_="area-name", text_anchor="middle")


def _route(route: Route, frame: Frame) -> Markup:
    shapes = [element("title", route.words)]
    if len(route.points) > 1:
        shapes.append(element("path", d=frame.path(route.points), class_="route"))
    shapes.append(element("path", d=frame.dots(route.points), class_="stop"))
    return element("g", *shapes, class_=f"r{route.colour} {route.dash}".rstrip(), data_route=route.key)


def _scale_bar(frame: Frame) -> Markup:
    longest = 200 / frame.scale
    power = 10 ** floor(log10(longest))
    metres = max(step * power for step in (1, 2, 5) if step * power <= longest)
    end, y = 24 + metres * frame.scale, frame.height - 18
    words = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    bar = element("path", d=f"M24 {number(y - 6)}v6H{number(end)}v-6", class_="scale-bar")
    return joined([bar, element("text", words, x=30, y=y - 8, class_="map-note")])


def _north() -> Markup:
    arrow = element("path", d="M970 14l9 26l-9 -6l-9 6z", class_="north")
    return joined([arrow, element("text", "N", x=970, y=58, class_="map-note", text_anchor="middle")])


def route_map(title: str, areas: Sequence[Area], routes: Sequence[Route]) -> Markup:
    """Return the map.

    Args:
        title: what a reader who cannot see the map is told.
        areas: the constituencies, each drawn as the outline around its places with its name.
        routes: the day's routes; a worker with a single visit is a dot.
    """
    frame = Frame([point for area in areas for point in area.points] + [p for route in routes for p in route.points])
    ground = [_area(area, frame) for area in areas if area.points]
    ground += [element("path", d=frame.dots(area.points), class_="place") for area in areas]
    drawn = [_route(route, frame) for route in routes if route.points]
    names = [_label(area, frame, len(areas) == 1) for area in areas if area.points]
    return element(
        "svg", element("title", title), *ground, *drawn, *names, _scale_bar(frame), _north(),
        viewBox=f"0 0 {number(WIDTH)} {number(frame.height)}", role="img",
        class_="map dense" if len(areas) > 1 else "map",
    )  # fmt: skip
