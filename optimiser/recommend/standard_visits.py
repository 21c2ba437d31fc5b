"""Standard visits to count room with: half an hour by one worker without any skill, to people who ask for nobody."""

import datetime as calendar
from collections.abc import Sequence
from itertools import chain

from models.clock import at
from models.request import RotaRequest
from models.service_users import ServiceUser
from models.visits import Need, Visit, Window

MINUTES = 30
PLACES = 6  # of a constituency's service users, spread over the list of their ids
LAST_START = calendar.time(23, 59)


def joined(
    request: RotaRequest, constituencies: Sequence[str], date: calendar.date, count: int
) -> tuple[RotaRequest, dict[str, list[Visit]]]:
    """Return the request with so many standard visits on a date in each constituency, and these visits.

    Each may start at any time of the date; they go round the places in turn, so that neighbours in a list are to
    different people wherever the constituency has several places.
    """
    day = Window(earliest_start=at(date, calendar.time(0)), latest_start=at(date, LAST_START))
    users: list[ServiceUser] = []
    visits: dict[str, list[Visit]] = {}
    for name in constituencies:
        own = [_person(len(users) + row, place_id, name) for row, place_id in enumerate(_places(request, name))]
        first = count * len(visits)
        visits[name] = [_visit(first + row, own[row % len(own)], day) for row in range(count)]
        users += own
    every = chain.from_iterable(visits.values())
    whole = request.changed(service_users=(*request.service_users, *users), visits=(*request.visits, *every), as_was=())
    return whole, visits


def _visit(number: int, user: ServiceUser, day: Window) -> Visit:
    name = f"standard visit {number}"
    return Visit(id=name, service_user_id=user.id, minutes=MINUTES, windows=(day,), need=Need.WAITING_LIST)


def _person(number: int, place_id: str, constituency: str) -> ServiceUser:
    return ServiceUser(id=f"standard person {number}", place_id=place_id, constituency=constituency)


def _places(request: RotaRequest, constituency: str) -> Sequence[str]:
    """Return places of a constituency's service users, as many as PLACES if there are."""
    users = sorted((user.id, user.place_id) for user in request.service_users if user.constituency == constituency)
    places = list(dict.fromkeys(place_id for _, place_id in users))
    return [places[number * len(places) // PLACES] for number in range(PLACES)] if len(places) > PLACES else places
