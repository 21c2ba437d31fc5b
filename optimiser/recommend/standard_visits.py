"""Standard visits to count room with: half an hour by one worker without any skill, to people who ask for nobody."""

import datetime as calendar
from collections.abc import Sequence

from models.clock import at
from models.request import RotaRequest
from models.service_users import ServiceUser
from models.visits import Need, Visit, Window

MINUTES = 30
PLACES = 6  # of a constituency's service users, spread over the list of their ids
LAST_START = calendar.time(23, 59)


def joined(
    request: RotaRequest, constituency: str, date: calendar.date, count: int
) -> tuple[RotaRequest, tuple[Visit, ...]]:
    """Return the request with so many standard visits on a date in a constituency, and these visits.

    Each may start at any time of the date; they go round the places in turn, so that neighbours in the list are to
    different people wherever the constituency has several places.
    """
    users = [_person(number, place_id, constituency) for number, place_id in enumerate(_places(request, constituency))]
    day = Window(earliest_start=at(date, calendar.time(0)), latest_start=at(date, LAST_START))
    visits = tuple(
        Visit(
            id=f"standard visit {number}",
            service_user_id=users[number % len(users)].id,
            minutes=MINUTES,
            windows=(day,),
            need=Need.WAITING_LIST,
        )
        for number in range(count)
    )
    whole = request.changed(
        service_users=(*request.service_users, *users), visits=(*request.visits, *visits), as_was=()
    )
    return whole, visits


def _person(number: int, place_id: str, constituency: str) -> ServiceUser:
    return ServiceUser(id=f"standard person {number}", place_id=place_id, constituency=constituency)


def _places(request: RotaRequest, constituency: str) -> Sequence[str]:
    """Return places of a constituency's service users, as many as PLACES if there are."""
    users = sorted((user.id, user.place_id) for user in request.service_users if user.constituency == constituency)
    places = list(dict.fromkeys(place_id for _, place_id in users))
    return [places[number * len(places) // PLACES] for number in range(PLACES)] if len(places) > PLACES else places
