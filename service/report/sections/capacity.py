"""Room left: what a roster can still accept, by constituency, weekday and half-hour."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from optimiser.recommend.capacity import Room
from service.report.charts.heat_map import COLOURS, HeatRow, heat_map
from service.report.words import day_name, hours


@dataclass(frozen=True)
class Line:
    """One date's hours by time of day, and of the whole day together; or a constituency's by day, and of the best."""

    name: str
    cells: tuple[str, ...]
    day: str


@dataclass(frozen=True)
class Constituency:
    """One constituency's map and table."""

    name: str
    chart: Markup
    lines: tuple[Line, ...]
    best: str


@dataclass(frozen=True)
class View:
    """All constituencies on one scale, the most of it in hours, and the times of day in order."""

    times: tuple[str, ...]
    days: tuple[str, ...]
    overview: tuple[Line, ...]
    constituencies: tuple[Constituency, ...]
    most: str
    colours: tuple[str, ...] = COLOURS


def view(rooms: Sequence[Room]) -> View:
    """Return the maps and tables of these rooms."""
    most = max((minutes for room in rooms for minutes in room.half_hours), default=0) / 60
    names = list(dict.fromkeys(room.constituency for room in rooms))
    dates = dict.fromkeys(room.date for room in rooms)
    return View(
        times=tuple(rooms[0].times_of_day) if rooms else (),
        days=tuple(map(day_name, dates)),
        overview=tuple(_of_week(name, rooms) for name in names) if len(names) > 1 else (),
        constituencies=tuple(
            _constituency(name, [room for room in rooms if room.constituency == name], most) for name in names
        ),
        most=f"{most:g} h",
    )


def _of_week(name: str, rooms: Sequence[Room]) -> Line:
    """Return one constituency's hours by day, and the most of them in one day."""
    days = [room.day for room in rooms if room.constituency == name]
    return Line(name, tuple(hours(minutes) if minutes else "" for minutes in days), hours(max(days)))


def _constituency(name: str, rooms: Sequence[Room], most: float) -> Constituency:
    rows = [HeatRow(day_name(room.date), [minutes / 60 for minutes in room.half_hours]) for room in rooms]
    return Constituency(
        name=name,
        chart=heat_map(f"Hours that {name} can still accept in each half-hour of each day", rows, most or 1, "h"),
        lines=tuple(_line(room) for room in rooms),
        best=_best(rooms),
    )


def _line(room: Room) -> Line:
    cells = tuple(hours(minutes) if minutes else "" for minutes in room.times_of_day.values())
    return Line(day_name(room.date), cells, hours(room.day))


def _best(rooms: Sequence[Room]) -> str:
    """Return the time of day with most room, in words; empty where there is none."""
    each = [(minutes, room.date, name) for room in rooms for name, minutes in room.times_of_day.items()]
    most = max(each, key=lambda one: (one[0], -one[1].toordinal()), default=None)
    if most is None or not most[0]:
        return ""
    minutes, date, name = most
    return f"Most on {date:%A}, {name}: {hours(minutes)} h."
