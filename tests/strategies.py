"""Small but whole rota requests, generated: a few workers, a dozen visits, and every kind of rule and wish in play.

What is drawn is always sound (`models.integrity` finds no problem); whether it can be met is for the engine to say.
"""

from datetime import date, time, timedelta
from typing import Any

from hypothesis import strategies as st

from models.base import Employment, Gender, StartsFrom, TravelMode
from models.clock import Horizon, at, plus
from models.money import Prices
from models.patterns import ClockSpan, PatternKind, ShiftPattern
from models.request import RotaRequest
from models.rules import Rules, WeeklyRest
from models.service_users import ServiceUser
from models.visits import Gap, Need, Period, Post, Together, Visit, Window
from models.wishes import Pin, PinKind, Preference, PreferenceKind
from models.workers import Absence, AbsenceKind, CarriedIn, Training, Worker
from tests.builders import PLACES, pattern, user, worker

# An ordinary week, and weeks and fortnights that hold a clock change at their end or in their first night.
FIRST_DAYS = (
    date(2026, 1, 12),
    date(2026, 3, 23),
    date(2026, 3, 28),
    date(2026, 10, 19),
    date(2026, 10, 24),
)
SPLIT_PARTS = (
    ClockSpan(start=time(7), end=time(11)),
    ClockSpan(start=time(16), end=time(20)),
)
BREAK_HOURS = {"break_earliest_start": time(0, 30), "break_latest_start": time(4)}
PATTERNS = (
    pattern("early", "07:00", "13:00", start_later_minutes=60, end_earlier_minutes=60),
    pattern("late", "15:00", "21:00", kind=PatternKind.LATE, end_later_minutes=60),
    pattern("long", "07:00", "15:00", kind=PatternKind.LONG, break_minutes=30),
    pattern("night", "22:00", "07:00", kind=PatternKind.NIGHT, break_minutes=20, break_paid=True, **BREAK_HOURS),
    ShiftPattern(id="split", kind=PatternKind.SPLIT, parts=SPLIT_PARTS),
)
PATTERN_IDS = tuple(each.id for each in PATTERNS)
DAY_STARTS = tuple(range(7 * 60, 20 * 60 + 1, 15))
NIGHT_STARTS = tuple(range(22 * 60, 29 * 60 + 1, 15))


def some(values: Any, most: int | None = None) -> st.SearchStrategy[tuple[Any, ...]]:
    """A few different ones of `values`, in their order."""
    order = {value: number for number, value in enumerate(values)}
    chosen = st.lists(st.sampled_from(values), unique=True, max_size=len(values) if most is None else most)
    return chosen.map(lambda own: tuple(sorted(own, key=order.__getitem__)))


def carried(horizon: Horizon) -> st.SearchStrategy[CarriedIn]:
    return st.builds(
        CarriedIn,
        last_duty_end=st.sampled_from([None, plus(horizon.midnight, -240), horizon.midnight]),
        consecutive_days_worked=st.integers(0, 2),
        wishes_refused=st.integers(0, 2),
        hours_balance_minutes=st.integers(-300, 300),
        worked_minutes_by_week=st.sampled_from([(), (1_200,), (2_000, 2_400, 1_800)]),
    )


@st.composite
def workers(draw: Any, worker_id: str, horizon: Horizon) -> Worker:
    ends = draw(journeys_begin_and_end())
    return draw(
        st.builds(
            worker,
            st.just(worker_id),
            place_id=st.sampled_from([place.id for place in PLACES]),
            **ends,
            travel_mode=st.sampled_from(TravelMode),
            employment=st.sampled_from([Employment.PERMANENT, Employment.PERMANENT, Employment.BANK]),
            contract_minutes_per_week=st.sampled_from([600, 1_260]),
            pattern_ids=st.sampled_from(
                [PATTERN_IDS, ("early", "late", "night"), ("early", "split"), ("long",), ("night",)]
            ),
            night_volunteer=st.booleans(),
            gender=st.sampled_from([None, *Gender]),
            skills=some(("medication", "hoist")),
            reach_constituencies=st.sampled_from([(), ("*",), ("Ladywood",)]),
            reach_minutes=st.sampled_from([None, None, 40]),
            carried=carried(horizon),
        )
    )


def journeys_begin_and_end() -> st.SearchStrategy[dict[str, st.SearchStrategy[Any]]]:
    """From home or a base, and back to where they began, to home or to another base."""
    home, base = StartsFrom.HOME, StartsFrom.BASE
    own = [
        (home, None, None),
        (home, None, None),
        (base, None, None),
        (home, base, "P0"),
        (base, home, None),
        (base, None, "P3"),
    ]
    names = ("starts_from", "ends_at", "end_place_id")
    return st.sampled_from(own).map(lambda each: dict(zip(names, map(st.just, each), strict=True)))


def service_users(user_id: str, worker_ids: tuple[str, ...]) -> st.SearchStrategy[ServiceUser]:
    def build(
        place_id: str, constituency: str, gender: Gender | None, known: Any, preferred: Any, excluded: Any
    ) -> ServiceUser:
        return user(
            user_id,
            place_id=place_id,
            constituency=constituency,
            gender_asked=gender,
            known_worker_ids=known,
            preferred_worker_ids=tuple(each for each in preferred if each not in excluded),
            excluded_worker_ids=excluded,
        )

    return st.builds(
        build,
        st.sampled_from([place.id for place in PLACES]),
        st.sampled_from(["Yardley", "Yardley", "Yardley", "Ladywood"]),
        st.sampled_from([None, None, None, Gender.FEMALE]),
        some(worker_ids),
        some(worker_ids, most=1),
        some(worker_ids, most=1),
    )


@st.composite
def windows(draw: Any, horizon: Horizon, period: Period) -> Window:
    day = horizon.start + timedelta(days=draw(st.integers(0, horizon.days - 1)))
    earliest = draw(st.sampled_from(NIGHT_STARTS if period is Period.NIGHT else DAY_STARTS))
    night_before_midnight = plus(at(day, time(0)), earliest) >= plus(horizon.end, -60)
    start = plus(horizon.end, -120) if night_before_midnight else plus(at(day, time(0)), earliest)
    return Window(
        earliest_start=start,
        latest_start=min(plus(start, draw(st.sampled_from([480, 240, 120, 30, 0]))), plus(horizon.end, -60)),
        late_minutes_allowed=draw(st.sampled_from([0, 0, 20])),
        early_minutes_allowed=draw(st.sampled_from([0, 0, 15])),
    )


def makers() -> st.SearchStrategy[dict[str, Any]]:
    """One worker, or two together, one after the other, or each when it suits."""
    sequence = {"workers_needed": 2, "together": Together.SEQUENCE, "second_least_minutes": 20}
    return st.sampled_from(
        [
            {},
            {},
            {},
            {},
            {"workers_needed": 2},
            {"workers_needed": 2, "together": Together.INDEPENDENT},
            sequence,
            sequence | {"second_most_minutes": 60},
        ]
    )


@st.composite
def visits(draw: Any, number: int, horizon: Horizon, user_ids: tuple[str, ...]) -> Visit:
    period = draw(st.sampled_from([Period.DAY, Period.DAY, Period.DAY, Period.NIGHT]))
    return Visit(
        id=f"V{number}",
        service_user_id=draw(st.sampled_from(user_ids)),
        minutes=draw(st.sampled_from([15, 30, 45, 60])),
        windows=tuple(draw(st.lists(windows(horizon, period), min_size=1, max_size=2))),
        **draw(makers()),
        skills=draw(st.sampled_from([(), (), (), ("medication",)])),
        need=draw(st.sampled_from([Need.REQUIRED, Need.REQUIRED, Need.WAITING_LIST])),
        time_critical=draw(st.booleans()),
        period=period,
        unserved_price_pence=draw(st.sampled_from([None, None, 50, 5_000])),
    )


@st.composite
def with_gap(draw: Any, visit: Visit, earlier: tuple[Visit, ...]) -> Visit:
    same = [each.id for each in earlier if each.service_user_id == visit.service_user_id]
    if not same or draw(st.booleans()):
        return visit
    least = draw(st.sampled_from([0, 60]))
    most = draw(st.sampled_from([None, least + 60, least + 600]))
    gap = Gap(after_visit_id=draw(st.sampled_from(same)), least_minutes=least, most_minutes=most)
    return visit.model_copy(update={"gaps": (gap,)})


@st.composite
def posts(draw: Any, horizon: Horizon) -> Post:
    day = horizon.start + timedelta(days=draw(st.integers(0, horizon.days - 2)))
    start, end = draw(st.sampled_from([pattern.parts_on(day)[0] for pattern in PATTERNS[:4]]))
    return Post(id="desk", place_id="P0", constituency="Yardley", start=start, end=end)


@st.composite
def preferences(draw: Any, number: int, horizon: Horizon, worker_ids: tuple[str, ...]) -> Preference:
    about = draw(st.sampled_from(["day", "pattern", "span"]))
    return Preference(
        id=f"W{number}",
        worker_id=draw(st.sampled_from(worker_ids)),
        kind=draw(st.sampled_from(PreferenceKind)),
        date=draw(st.sampled_from(horizon.dates)),
        pattern_id=draw(st.sampled_from(PATTERN_IDS)) if about == "pattern" else None,
        span=ClockSpan(start=time(12), end=draw(st.sampled_from([time(6), time(22)]))) if about == "span" else None,
        strength=draw(st.integers(1, 3)),
    )


@st.composite
def pins(draw: Any, horizon: Horizon, crew: tuple[Worker, ...], work: tuple[Visit, ...]) -> Pin:
    own = draw(st.sampled_from(crew))
    kind = draw(st.sampled_from(PinKind if work else [PinKind.DUTY, PinKind.DAY_OFF]))
    if kind is PinKind.VISIT:
        visit = draw(st.sampled_from(work))
        start = draw(st.sampled_from([None, visit.windows[0].earliest_start]))
        return Pin(id="pin", kind=kind, worker_id=own.id, visit_id=visit.id, start=start)
    day = draw(st.sampled_from(horizon.dates))
    named = draw(st.sampled_from([None, *own.pattern_ids])) if kind is PinKind.DUTY else None
    return Pin(id="pin", kind=kind, worker_id=own.id, date=day, pattern_id=named)


@st.composite
def absences(draw: Any, horizon: Horizon, worker_ids: tuple[str, ...]) -> Absence:
    first = draw(st.sampled_from(horizon.dates))
    return Absence(
        id="away",
        worker_id=draw(st.sampled_from(worker_ids)),
        kind=draw(st.sampled_from(AbsenceKind)),
        first_date=first,
        last_date=min(first + timedelta(days=draw(st.integers(0, 2))), horizon.dates[-1]),
        paid_minutes=draw(st.sampled_from([0, 200, 433])),
    )


@st.composite
def trainings(draw: Any, number: int, horizon: Horizon, worker_ids: tuple[str, ...]) -> Training:
    return Training(
        id=f"T{number}",
        worker_id=draw(st.sampled_from(worker_ids)),
        minutes=draw(st.sampled_from([30, 60])),
        first_date=horizon.dates[draw(st.integers(0, 2))],
        last_date=horizon.dates[draw(st.integers(3, horizon.days - 1))],
    )


def a_few(build: Any, most: int, *arguments: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """Up to `most` records, numbered."""
    return st.integers(0, most).flatmap(
        lambda count: st.tuples(*[build(number, *arguments) for number in range(count)])
    )


@st.composite
def requests(draw: Any, most_visits: int = 12) -> RotaRequest:
    """A whole request: one to four workers, up to `most_visits` visits, 7 to 14 days."""
    horizon = Horizon(start=draw(st.sampled_from(FIRST_DAYS)), days=draw(st.integers(7, 14)))
    crew = tuple(draw(workers(f"W{number}", horizon)) for number in range(draw(st.integers(1, 4))))
    worker_ids = tuple(each.id for each in crew)
    users = tuple(draw(service_users(f"U{number}", worker_ids)) for number in range(draw(st.integers(1, 4))))
    work: tuple[Visit, ...] = ()
    for number in range(min(most_visits, draw(st.sampled_from([12, 9, 6, 2, 0])))):
        work += (draw(with_gap(draw(visits(number, horizon, tuple(each.id for each in users))), work)),)
    return RotaRequest(
        name="generated",
        horizon=horizon,
        places=PLACES,
        patterns=PATTERNS,
        workers=crew,
        service_users=users,
        visits=work,
        posts=draw(st.lists(posts(horizon), max_size=1).map(tuple)),
        absences=draw(st.lists(absences(horizon, worker_ids), max_size=1).map(tuple)),
        trainings=draw(a_few(trainings, 2, horizon, worker_ids)),
        preferences=draw(a_few(preferences, 4, horizon, worker_ids)),
        pins=draw(
            st.sampled_from([False, False, False, True]).flatmap(
                lambda pinned: st.tuples(pins(horizon, crew, work)) if pinned else st.just(())
            )
        ),
        prices=draw(
            st.builds(
                Prices,
                waiting_minute=st.sampled_from([0, 0, 3]),
                most_idle_minute=st.sampled_from([0, 0, 5]),
                early_minute=st.sampled_from([30, 10]),
                not_preferred_worker=st.sampled_from([0, 40]),
            )
        ),
        rules=Rules(weekly_rest=draw(st.sampled_from(WeeklyRest)), most_weekends_in_a_row=2),
    )
