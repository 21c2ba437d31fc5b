"""A calendar per worker: their duties in London time, with the visits named by id and place id only."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from models.clock import LONDON, clock_text
from models.request import RotaRequest
from models.roster import Duty, Roster, Span
from models.visits import Together
from service.own_duties import OwnDuty, OwnStop, own_duty

CALENDAR_NAME = "enablement-rota"
PAIRS = {
    Together.SIMULTANEOUS: ", two workers",
    Together.SEQUENCE: ", two workers, one after the other",
    Together.INDEPENDENT: ", two workers, each at their own time",
}


def write_calendars(request: RotaRequest, roster: Roster, folder: Path) -> None:
    """Write `<worker>.ics` into `folder` for every worker of the request, those without a duty included.

    Args:
        request: the request the roster was made for.
        roster: the duties, each of a worker and with visits of the request.
        folder: where the files go; made when it is not there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    duties = defaultdict(list)
    for duty in roster.duties:
        duties[duty.worker_id].append(duty)
    names = file_names(worker.id for worker in request.workers)
    for worker in request.workers:
        text = calendar(request, worker.id, duties[worker.id]).to_ical()
        (folder / names[worker.id]).write_bytes(text)


def file_names(worker_ids: Iterable[str]) -> dict[str, str]:
    """Return a file name for each id: the id itself where a file may be called so everywhere, and all different."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for worker_id in worker_ids:
        safe = "".join(letter if letter.isalnum() or letter in "-_." else "_" for letter in worker_id)
        name, count = safe, 2
        while name.casefold() in taken:
            name, count = f"{safe}_{count}", count + 1
        taken.add(name.casefold())
        names[worker_id] = f"{name}.ics"
    return names


def calendar(request: RotaRequest, worker_id: str, duties: Iterable[Duty]) -> Calendar:
    """Return one worker's calendar of a roster, stamped with the horizon's start: equal rosters, equal bytes."""
    own = [own_duty(request, duty) for duty in duties]
    return calendar_of(worker_id, [(request.horizon.midnight, own)])


def calendar_of(worker_id: str, weeks: Iterable[tuple[datetime, Iterable[OwnDuty]]]) -> Calendar:
    """Return one worker's calendar: an event for each part of each duty.

    Args:
        worker_id: whose.
        weeks: duties, each lot with the instant at which it became what it is.
    """
    own = Calendar()
    own.add("prodid", f"-//{CALENDAR_NAME}//EN")
    own.add("version", "2.0")
    own.add("x-wr-calname", f"Rota {worker_id}")
    own.add("x-wr-timezone", LONDON.key)
    own.add_component(_london())
    for stamp, duties in weeks:
        for duty in sorted(duties, key=lambda each: each.parts[0].start):
            for number, part in enumerate(duty.parts, start=1):
                own.add_component(_event(worker_id, stamp, duty, part, number))
    return own


def _event(worker_id: str, stamp: datetime, duty: OwnDuty, part: Span, number: int) -> Event:
    """Return the event of one part of a duty."""
    event = Event()
    event.add("uid", quote(f"{worker_id}/{duty.date}/{number}@{CALENDAR_NAME}", safe="/@"))
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", _in_zone(part.start))
    event.add("dtend", _in_zone(part.end))
    event.add("summary", f"{duty.pattern_id} {clock_text(part.start)}-{clock_text(part.end)}")
    event.add("description", "\n".join(_lines(duty, part)))
    return event


def _lines(duty: OwnDuty, part: Span) -> list[str]:
    """Return what happens in this part of the duty, in order of time, a line each."""
    return [f"{clock_text(stop.start)} {_words(stop)}" for stop in duty.stops if part.start <= stop.start < part.end]


def _words(stop: OwnStop) -> str:
    """Return a stop by id, place id and minutes: no name and no address is ever in a calendar."""
    if stop.kind == "break":
        return f"break, {stop.minutes} minutes"
    if stop.kind == "post":
        return f"post {stop.id} at {stop.place_id}"
    if stop.kind == "training":
        return f"training {stop.id}"
    return f"visit {stop.id} at {stop.place_id}, {stop.minutes} minutes{PAIRS[stop.together] if stop.together else ''}"


def _in_zone(moment: datetime) -> datetime:
    """Return the instant named with its zone; in UTC in the hour that London's clocks show a second time in autumn."""
    local = moment.astimezone(LONDON)
    return moment.astimezone(UTC) if local.fold else local


def _london() -> Timezone:
    """Return what Europe/London means since 1996: one o'clock UTC on the last Sundays of March and October."""
    summer, winter = timedelta(hours=1), timedelta(0)
    zone = Timezone()
    zone.add("tzid", LONDON.key)
    for part, name, month, hour, before, after in (
        (TimezoneDaylight(), "BST", 3, 1, winter, summer),
        (TimezoneStandard(), "GMT", 10, 2, summer, winter),
    ):
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, hour))
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        zone.add_component(part)
    return zone
