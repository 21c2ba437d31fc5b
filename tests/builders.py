"""The smallest service worth planning, for tests: one constituency, straight shifts, people a few minutes apart.

Every builder takes the fields of its model as overrides, so that a test names only what it is about.
"""

from datetime import date, time
from typing import Any

from models.base import Gender
from models.clock import Horizon, at, plus
from models.patterns import ClockSpan, PatternKind, ShiftPattern
from models.places import Place
from models.request import RotaRequest
from models.roster import Duty, PlannedVisit, Roster, Span
from models.service_users import ServiceUser
from models.visits import Visit, Window
from models.workers import Worker

MONDAY = date(2026, 1, 12)
PLACES = tuple(Place(id=f"P{n}", latitude=52.45 + 0.01 * n, longitude=-1.85) for n in range(6))


def moment(clock: str, day: int = 0) -> Any:
    """Return the instant of HH:MM on the day-th date of the horizon."""
    return at(date.fromordinal(MONDAY.toordinal() + day), time.fromisoformat(clock))


def pattern(pattern_id: str = "early", start: str = "07:00", end: str = "14:00", **fields: Any) -> ShiftPattern:
    """A straight shift, unmovable and without a break unless told otherwise."""
    span = ClockSpan(start=time.fromisoformat(start), end=time.fromisoformat(end))
    return ShiftPattern(**{"id": pattern_id, "kind": PatternKind.EARLY, "parts": (span,), **fields})


PATTERNS = (
    pattern("early", "07:00", "13:00"),
    pattern("late", "15:00", "21:00", kind=PatternKind.LATE),
    pattern("night", "22:00", "07:00", kind=PatternKind.NIGHT, break_minutes=20),
)


def worker(worker_id: str = "W1", **fields: Any) -> Worker:
    """A permanent car-driver with a wide contract, so that hours bind only where a test says so."""
    return Worker(
        **{
            "id": worker_id,
            "place_id": "P0",
            "constituency": "Yardley",
            "pay_pence_per_hour": 1_200,
            "contract_minutes_per_week": 1_260,
            "tolerance_under_minutes": 1_260,
            "tolerance_over_minutes": 1_260,
            "pattern_ids": ("early", "late"),
            "gender": Gender.FEMALE,
            **fields,
        }
    )


def user(user_id: str = "U1", **fields: Any) -> ServiceUser:
    """A service user at the second place."""
    return ServiceUser(**{"id": user_id, "place_id": "P1", "constituency": "Yardley", **fields})


def window(earliest: str, latest: str, day: int = 0, late: int = 0, early: int = 0) -> Window:
    """A window on the day-th date of the horizon."""
    return Window(
        earliest_start=moment(earliest, day),
        latest_start=moment(latest, day),
        late_minutes_allowed=late,
        early_minutes_allowed=early,
    )


def visit(visit_id: str = "V1", user_id: str = "U1", **fields: Any) -> Visit:
    """A required half-hour on Monday morning."""
    return Visit(
        **{"id": visit_id, "service_user_id": user_id, "minutes": 30, "windows": (window("08:00", "10:00"),), **fields}
    )


def request(**fields: Any) -> RotaRequest:
    """One worker, one service user, one visit, a week from Monday 12 January 2026."""
    return RotaRequest(
        **{
            "name": "tiny",
            "horizon": Horizon(start=MONDAY, days=7),
            "places": PLACES,
            "patterns": PATTERNS,
            "workers": (worker(),),
            "service_users": (user(),),
            "visits": (visit(),),
            **fields,
        }
    )


def duty(worker_id: str = "W1", day: int = 0, pattern_id: str = "early", **fields: Any) -> Duty:
    """An unmoved duty of one of the builders' patterns; `visits` may be given as (visit id, HH:MM) pairs."""
    own = next(each for each in PATTERNS if each.id == pattern_id)
    parts = tuple(Span(start=start, end=end) for start, end in own.parts_on(date.fromordinal(MONDAY.toordinal() + day)))
    if own.break_minutes and "rest_break" not in fields:
        middle = plus(parts[0].start, 240)
        fields["rest_break"] = Span(start=middle, end=plus(middle, own.break_minutes))
    visits = tuple(
        PlannedVisit(visit_id=visit_id, start=moment(clock, day)) for visit_id, clock in fields.pop("visits", ())
    )
    return Duty(
        worker_id=worker_id,
        date=date.fromordinal(MONDAY.toordinal() + day),
        pattern_id=pattern_id,
        parts=parts,
        visits=visits,
        **fields,
    )


def roster(*duties: Duty) -> Roster:
    """A roster of these duties, as if typed by hand."""
    return Roster(duties=duties)
