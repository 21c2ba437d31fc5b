"""A small scored result for tests: two visits made, one not, a wish granted and one refused, beside today's roster."""

from models.base import Gender
from models.patterns import ClockSpan
from models.roster import Unserved
from models.wishes import Pin, PinKind, Preference, PreferenceKind
from models.workers import Absence, AbsenceKind
from service.bundle import Bundle, make_bundle
from tests import builders as make

CLASHING_PINS = (
    Pin(id="pin1", kind=PinKind.DUTY, worker_id="W1", date=make.MONDAY),
    Pin(id="pin2", kind=PinKind.DAY_OFF, worker_id="W1", date=make.MONDAY),
)


def wish(wish_id: str, kind: PreferenceKind, **fields: object) -> Preference:
    return Preference(**{"id": wish_id, "worker_id": "W1", "kind": kind, "date": make.MONDAY, **fields})


def bundle() -> Bundle:
    request = make.request(
        visits=(
            make.visit("V1"),
            make.visit("V2", windows=(make.window("09:00", "11:00"),)),
            make.visit("V3", windows=(make.window("08:00", "08:30", day=2),)),
        ),
        workers=(make.worker("W1"), make.worker("W2", gender=Gender.MALE)),
        preferences=(
            wish("granted", PreferenceKind.WANT),
            wish("refused", PreferenceKind.RATHER_NOT, span=ClockSpan(start="12:00", end="14:00")),
        ),
        absences=(
            Absence(
                id="A1",
                worker_id="W2",
                kind=AbsenceKind.LEAVE,
                first_date=make.MONDAY,
                last_date=make.MONDAY,
                paid_minutes=240,
            ),
        ),
        as_was=(make.duty(visits=[("V1", "08:00")]), make.duty(day=1)),
    )
    roster = make.roster(make.duty(visits=[("V1", "08:00"), ("V2", "09:00")]))
    reason = Unserved(visit_id="V3", reason_code="U01", reason="=nobody is on duty then")
    return make_bundle(request, roster.model_copy(update={"unserved": (reason,)}))
