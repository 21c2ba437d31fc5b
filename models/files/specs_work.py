"""The tables about the work: places, shift patterns, visits, posts, pins and the duties worked today."""

from typing import Any

from models.files.cells import CHOICE, CLOCK_TEXT, DAY, DECIMAL, ID, IDS, MOMENT, SPANS, TEXT, TIME, WHOLE, YES_NO
from models.files.codes import FileCode
from models.files.nested_cells import BREAK_TEXT, FUNDING, GAPS, WINDOWS, window_date
from models.files.quoting import quoted
from models.files.stop_rows import StopRow
from models.files.tables import Column, RowError, Table
from models.patterns import ShiftPattern
from models.places import Place
from models.postcodes import place_of
from models.visits import Post, Visit
from models.wishes import Pin


def _placed(values: dict[str, Any]) -> dict[str, Any]:
    """Give a place that has only a postcode the coordinates of the postcode."""
    given = [name for name in ("latitude", "longitude") if values.get(name) is not None]
    postcode = str(values.get("postcode") or "")
    if len(given) == 2:
        return values
    if given or not postcode:
        cause = "a place needs latitude and longitude, or a postcode"
        raise RowError("postcode", FileCode.NO_COORDINATES, cause, "fill in both coordinates or the postcode")
    place = place_of(postcode)
    if place is None:
        raise no_such_postcode("postcode", postcode)
    return {**values, **place.model_dump(exclude={"id"})}


def no_such_postcode(column: str, postcode: str) -> RowError:
    """Return the error for a postcode that is not in the directory."""
    cause = f"there is no postcode {quoted(postcode)} in the Office for National Statistics directory"
    action = "correct the postcode, or give the place's latitude and longitude in the table places"
    return RowError(column, FileCode.NO_SUCH_POSTCODE, cause, action)


PLACES = Table(
    "places",
    "One row is one point on the map: a home, a base, a scheme. Postcodes may also stand directly in place_id cells.",
    Place,
    (
        Column("id", ID, "The place's id.", "P1"),
        Column("latitude", DECIMAL, "Degrees north (WGS84); may stay empty beside a postcode.", "52.4459", "degrees"),
        Column("longitude", DECIMAL, "Degrees east (WGS84); may stay empty beside a postcode.", "-1.8929", "degrees"),
        Column("postcode", TEXT, "A UK postcode, looked up on this machine and sent nowhere.", "B13 8JL"),
    ),
    completed=_placed,
    follows=("latitude", "longitude"),
)

PATTERNS = Table(
    "patterns",
    "One row is one shift that may be worked.",
    ShiftPattern,
    (
        Column("id", ID, "The pattern's id.", "early"),
        Column("kind", CHOICE, "What staff call it.", "early"),
        Column("parts", SPANS, "Its parts; two or three for a split.", "07:00-10:00; 16:00-20:00"),
        Column("start_earlier_minutes", WHOLE, "How much earlier it may start.", "30", unit="minutes"),
        Column("start_later_minutes", WHOLE, "How much later it may start.", "30", unit="minutes"),
        Column("end_earlier_minutes", WHOLE, "How much earlier it may end.", "60", unit="minutes"),
        Column("end_later_minutes", WHOLE, "How much later it may end.", "30", unit="minutes"),
        Column("break_minutes", WHOLE, "Rest break inside it; 0 leaves it to the rules.", "20", unit="minutes"),
        Column("break_paid", YES_NO, "Whether the break is paid.", "no"),
        Column("break_earliest_start", TIME, "Earliest clock time at which the break may start, if any.", "11:30"),
        Column("break_latest_start", TIME, "Latest clock time at which it may start; both or neither.", "13:30"),
    ),
    is_mandatory=True,
)

VISITS = Table(
    "visits",
    "One row is one visit to one person.",
    Visit,
    (
        Column("id", ID, "The visit's id.", "V1"),
        Column("service_user_id", ID, "The person visited, as in the table service_users.", "U1"),
        Column("date", DAY, "The date of windows that name none themselves.", "2026-01-12", field=None),
        Column(
            "windows",
            WINDOWS,
            "When it may start; +30: up to 30 minutes later, 15+: up to 15 earlier, at a price.",
            "15+07:00-09:00+30",
        ),
        Column("minutes", WHOLE, "How long it lasts.", "30", unit="minutes"),
        Column("workers_needed", WHOLE, "Workers who make it; all of them or nobody.", "2", unit="workers"),
        Column(
            "together", CHOICE, "How two workers start: together, one after the other, or when it suits.", "sequence"
        ),
        Column("second_least_minutes", WHOLE, "In sequence: least from first to second start.", "30", unit="minutes"),
        Column("second_most_minutes", WHOLE, "In sequence: most; empty: no most.", "90", unit="minutes"),
        Column("skills", IDS, "What each worker at it must be trained for.", "medication"),
        Column("need", CHOICE, "Promised, or made from the waiting list if time allows.", "required"),
        Column("time_critical", YES_NO, "Whether missing it does harm (medication).", "no"),
        Column("period", CHOICE, "Day or night work, for costs and metrics.", "day"),
        Column("unserved_price_pence", WHOLE, "Its price when not made; empty: from prices.", "9000", unit="pence"),
        Column("gaps", GAPS, "Least-most minutes after another visit of the person ends.", "V2:180-420"),
    ),
    day_of=lambda visit: window_date(visit.windows),
)

POSTS = Table(
    "posts",
    "One row is standing cover by one worker whose duty is exactly its time.",
    Post,
    (
        Column("id", ID, "The post's id.", "waking night Mon"),
        Column("place_id", ID, "Where: a place's id, or a postcode.", "P4"),
        Column("constituency", ID, "The constituency it lies in.", "Hall Green"),
        Column("start", MOMENT, "When it starts.", "2026-01-12 22:00"),
        Column("end", MOMENT, "When it ends.", "2026-01-13 07:00"),
        Column("skills", IDS, "What the worker must be trained for.", "medication"),
        Column("programme", ID, "What it is provided under.", "posts"),
        Column("funding", FUNDING, "Who pays which whole percentage; the shares sum to 100.", "council:100"),
    ),
)

PINS = Table(
    "pins",
    "One row is something the plan must keep.",
    Pin,
    (
        Column("id", ID, "The pin's id.", "K1"),
        Column("kind", CHOICE, "duty: works that date; day_off: does not; visit: makes that visit.", "visit"),
        Column("worker_id", ID, "The worker, as in the table workers.", "W1"),
        Column("date", DAY, "The date of a pinned duty or day off.", "2026-01-14"),
        Column("pattern_id", ID, "The pattern of a pinned duty, if it matters.", "early"),
        Column("visit_id", ID, "The visit pinned to the worker.", "V3"),
        Column("start", MOMENT, "When the pinned visit starts, if it matters.", "2026-01-14 08:00"),
    ),
)

AS_WAS = Table(
    "as_was",
    "The duties worked today, to compare with. One row is one stop of a duty, or a duty (or part) without stops; rows "
    "of one worker and date are one duty, and different start and end are the parts of a split.",
    StopRow,
    (
        Column("worker", ID, "The worker.", "W1"),
        Column("date", DAY, "The date on which the duty begins.", "2026-01-12"),
        Column("start", CLOCK_TEXT, "When this part of the duty starts.", "07:00"),
        Column("end", CLOCK_TEXT, "When it ends; a time before the start is on the day after.", "14:00"),
        Column("visit", ID, "The visit made, if any.", "V1"),
        Column("start_time", CLOCK_TEXT, "When the visit or training starts.", "08:15"),
        Column("training", ID, "The training held, if any.", "T1"),
        Column("pattern", ID, "The shift pattern; empty: the permitted one that fits best.", "early"),
        Column("post", ID, "The post covered, if any.", "waking night Mon"),
        Column("role", ID, "The skill that covers count it for; empty: the only one there can be.", "medication"),
        Column(
            "break",
            BREAK_TEXT,
            "The rest break; empty: the first that fits, if one is due; none: no break.",
            "11:00-11:20",
            field="rest_break",
        ),
    ),
)
