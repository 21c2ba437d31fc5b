"""A map of each day's routes: for a single team one map a day, for a city one for all and one a constituency."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from models.request import RotaRequest
from models.roster import Duty
from models.workers import Worker
from service.bundle import Bundle
from service.report.charts.outline import Sheet, sheet_of
from service.report.charts.route_map import Area, Route, route_map
from service.report.palette import ROUTE_COLOURS, ROUTE_DASHES
from service.report.words import count, day_name, long_date


@dataclass(frozen=True)
class Map:
    """One map, and the workers whose routes are on it."""

    name: str
    chart: Markup
    routes: tuple[Route, ...]


@dataclass(frozen=True)
class Day:
    """One date's maps: the whole service first, then each constituency where there are several."""

    key: str
    name: str
    long_name: str
    whole: Map
    parts: tuple[Map, ...]


def _areas(request: RotaRequest, sheet: Sheet) -> dict[str, Area]:
    """Each constituency with the places of its service users and posts."""
    points: dict[str, set[tuple[float, float]]] = defaultdict(set)
    owners = [(user.place_id, user.constituency) for user in request.service_users]
    owners += [(post.place_id, post.constituency) for post in request.posts]
    for place_id, constituency in owners:
        if place := request.place_by_id.get(place_id):
            points[constituency].add(sheet.point(place))
    return {name: Area(name, tuple(sorted(points[name]))) for name in sorted(points)}


def _route(request: RotaRequest, duty: Duty, worker: Worker, number: int, sheet: Sheet) -> Route:
    """The visits in order, from and to the bases where there are any; a worker's own home is never drawn."""
    visits = [request.visit_by_id[each.visit_id] for each in duty.visits if each.visit_id in request.visit_by_id]
    places = [request.service_user_by_id[visit.service_user_id].place_id for visit in visits]
    if places:
        places = [base for base in (worker.start_base_id, *places, worker.end_base_id) if base]
    points = tuple(sheet.point(request.place_by_id[place]) for place in places if place in request.place_by_id)
    dash = ROUTE_DASHES[number // len(ROUTE_COLOURS) % len(ROUTE_DASHES)]
    return Route(worker.id, f"{worker.id}: {count(len(visits), 'visit')}", number % len(ROUTE_COLOURS), dash, points)


def _routes(request: RotaRequest, day: date, duties: tuple[Duty, ...], sheet: Sheet) -> dict[str, list[Route]]:
    """The day's routes by the worker's constituency."""
    routes: dict[str, list[Route]] = defaultdict(list)
    own = [duty for duty in duties if duty.date == day and duty.visits and duty.worker_id in request.worker_by_id]
    for duty in sorted(own, key=lambda duty: duty.worker_id):
        worker = request.worker_by_id[duty.worker_id]
        found = routes[worker.constituency]
        found.append(_route(request, duty, worker, len(found), sheet))
    return routes


def _map(name: str, areas: list[Area], routes: list[Route], day: date) -> Map:
    title = f"{name}, {long_date(day)}: {count(len(routes), 'route')}"
    return Map(name, route_map(title, areas, routes), tuple(routes))


def _day(bundle: Bundle, day: date, areas: dict[str, Area], sheet: Sheet) -> Day:
    routes = _routes(bundle.request, day, bundle.roster.duties, sheet)
    everything = [route for own in routes.values() for route in own]
    whole = _map("All routes", list(areas.values()), everything, day)
    names = sorted(name for name in routes if name in areas) if len(areas) > 1 else []
    parts = tuple(_map(name, [areas[name]], routes[name], day) for name in names)
    return Day(day.isoformat(), day_name(day), long_date(day), whole, parts)


def view(bundle: Bundle) -> tuple[Day, ...]:
    """Return every date's maps."""
    sheet = sheet_of(bundle.request.places)
    areas = _areas(bundle.request, sheet)
    return tuple(_day(bundle, day, areas, sheet) for day in bundle.request.horizon.dates)
