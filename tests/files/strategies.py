"""Generated requests without problems between their records, in weeks with and without a change of clocks."""

import string
from datetime import date, time
from typing import Any

from hypothesis import strategies as st

from models.base import Employment, Gender, StartsFrom, TravelMode
from models.clock import Horizon, at, plus
from models.cover import Cover
from models.line_terms import BoundKind, LineBound, LineTerms
from models.money import EnhancedDay, Enhancement, PayTerms, Prices
from models.patterns import ClockSpan, PatternKind, ShiftPattern
from models.places import Place
from models.request import RotaRequest
from models.roster import Duty, PlannedTraining, PlannedVisit, Span
from models.rules import Rules, Succession, WeeklyRest
from models.service_users import FundingShare, ServiceUser
from models.travel import ModeSpeed, TravelTerms
from models.visits import Gap, Need, Period, Post, Together, Visit, Window
from models.wishes import Pin, PinKind, Preference, PreferenceKind
from models.workers import Absence, AbsenceKind, CarriedIn, Training, TrainingKind, Worker

WEEKS = st.sampled_from([date(2026, 1, 12), date(2026, 10, 19), date(2026, 3, 23)])
INNER = string.ascii_letters + string.digits + " ._:/+&'-"
IDS = st.builds(
    lambda first, rest: (first + rest).strip(),
    st.sampled_from(string.ascii_letters + string.digits),
    st.text(INNER, max_size=8),
)
WORDS = st.one_of(st.just(""), IDS)
CLOCKS = st.times().map(lambda clock: time(clock.hour, clock.minute))
SPANS = st.builds(ClockSpan, start=CLOCKS, end=CLOCKS)
SKILLS = st.lists(IDS, max_size=3).map(tuple)


def sample(values: list[str], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


def ids(most: int, least: int = 1) -> st.SearchStrategy[list[str]]:
    return st.lists(IDS, min_size=least, max_size=most, unique=True)


def moments(horizon: Horizon) -> st.SearchStrategy[Any]:
    return st.integers(0, (horizon.days - 1) * 1_440).map(horizon.moment)


FUNDING = st.one_of(
    st.just((FundingShare(funder="council", percent=100),)),
    st.integers(1, 99).map(
        lambda p: (FundingShare(funder="NHS: a", percent=p), FundingShare(funder="b", percent=100 - p))
    ),
)
PATTERN = {
    "kind": st.sampled_from(PatternKind),
    "start_earlier_minutes": st.integers(0, 90),
    "end_later_minutes": st.integers(0, 90),
    "break_paid": st.booleans(),
}
# Hours in which each of the straight and the split shifts below can have its break.
BREAK_HOURS = st.sampled_from([{}, {"break_earliest_start": time(8), "break_latest_start": time(9)}])
STRAIGHT = st.tuples(st.just(ClockSpan(start=time(7), end=time(14))))
SPLIT = st.just((ClockSpan(start=time(7), end=time(10)), ClockSpan(start=time(16), end=time(1))))
PAY = st.builds(
    PayTerms,
    enhancements=st.lists(
        st.builds(
            Enhancement,
            name=WORDS,
            days=st.sampled_from(EnhancedDay),
            start=CLOCKS,
            end=CLOCKS,
            percent=st.integers(0, 300),
        ),
        max_size=3,
    ).map(tuple),
    bank_holidays=st.lists(st.dates(date(2000, 1, 1), date(2099, 12, 31)), max_size=2).map(tuple),
)


WORKERS_NEEDED = st.one_of(
    st.builds(dict, workers_needed=st.integers(1, 2)),
    st.just({"workers_needed": 2, "together": Together.INDEPENDENT}),
    st.builds(
        dict,
        workers_needed=st.just(2),
        together=st.just(Together.SEQUENCE),
        second_least_minutes=st.integers(0, 60),
        second_most_minutes=st.none() | st.integers(60, 100_000),
    ),
)
MORE_PENCE = st.none() | st.integers(0, 100_000_000)
WISHES = st.just({"kind": PreferenceKind.CANNOT}) | st.fixed_dictionaries(
    {"kind": st.sampled_from([PreferenceKind.WANT, PreferenceKind.RATHER_NOT]), "pence": MORE_PENCE}
)


@st.composite
def bounds(draw: Any, patterns: list[str]) -> LineBound:
    kind = draw(st.sampled_from(BoundKind))
    least, most = draw(st.sampled_from([(0, 1_000_000), (3, None), (None, 0), (2, 2)]))
    return LineBound(
        kind=kind,
        pattern_id=draw(st.sampled_from(patterns)) if kind.is_of_pattern else None,
        least=least,
        most=most,
        least_pence=None if least is None else draw(MORE_PENCE),
        most_pence=None if most is None else draw(MORE_PENCE),
    )


@st.composite
def covers(draw: Any, cover_id: str, pattern_id: str, skill: str | None, horizon: Horizon) -> Cover:
    wanted = draw(st.integers(0, 10_000))
    return Cover(
        id=cover_id,
        date=draw(st.sampled_from(horizon.dates)),
        pattern_id=pattern_id,
        skill=skill,
        wanted=wanted,
        least=draw(st.integers(0, wanted)),
        under_pence=draw(st.integers(0, 100_000_000)),
        over_pence=draw(st.integers(0, 100_000_000)),
    )


@st.composite
def workers(draw: Any, worker_id: str, places: list[str], patterns: list[str], horizon: Horizon) -> Worker:
    carried = CarriedIn(
        worked_minutes_by_week=draw(st.lists(st.integers(0, 3_000), max_size=3).map(tuple)),
        last_duty_end=draw(st.none() | st.integers(-900, 0).map(horizon.moment)),
        consecutive_days_worked=6,
        last_pattern_id=draw(st.sampled_from(patterns)),
        same_pattern_days=draw(st.integers(1, 6)),
        duties_worked=draw(st.integers(0, 1_000)),
        weekends_worked=draw(st.integers(0, 200)),
        hours_balance_minutes=draw(st.integers(-500, 500)),
    )
    return Worker(
        id=worker_id,
        place_id=draw(st.sampled_from(places)),
        starts_from=draw(st.sampled_from(StartsFrom)),
        **draw(st.just({}) | st.builds(dict, ends_at=st.just(StartsFrom.BASE), end_place_id=st.sampled_from(places))),
        constituency=draw(IDS),
        patch=draw(WORDS),
        employment=draw(st.sampled_from(Employment)),
        pay_pence_per_hour=draw(st.integers(1, 20_000)),
        contract_minutes_per_week=draw(st.integers(0, 3_600)),
        skills=draw(SKILLS),
        gender=draw(st.none() | st.sampled_from(Gender)),
        travel_mode=draw(st.sampled_from(TravelMode)),
        pattern_ids=draw(st.lists(st.sampled_from(patterns), min_size=1, max_size=2, unique=True).map(tuple)),
        night_volunteer=draw(st.booleans()),
        reach_constituencies=draw(st.lists(st.just("*") | IDS, max_size=2).map(tuple)),
        reach_minutes=draw(st.none() | st.integers(0, 90)),
        line_terms_id=draw(st.sampled_from([None, "full time"])),
        carried=carried,
    )


@st.composite
def visits(draw: Any, visit_id: str, users: list[str], horizon: Horizon) -> Visit:
    starts = draw(st.lists(moments(horizon), min_size=1, max_size=3))
    return Visit(
        id=visit_id,
        service_user_id=draw(st.sampled_from(users)),
        minutes=draw(st.integers(1, 1_440)),
        windows=tuple(
            Window(
                earliest_start=start,
                latest_start=plus(start, draw(st.integers(0, 2_000))),
                late_minutes_allowed=draw(st.integers(0, 60)),
                early_minutes_allowed=draw(st.integers(0, 60)),
            )
            for start in starts
        ),
        **draw(WORKERS_NEEDED),
        skills=draw(SKILLS),
        need=draw(st.sampled_from(Need)),
        time_critical=draw(st.booleans()),
        period=draw(st.sampled_from(Period)),
        unserved_price_pence=draw(st.none() | st.integers(0, 10_000)),
    )


def with_gap(all_visits: tuple[Visit, ...], least: int, most: int | None) -> tuple[Visit, ...]:
    """Give the second visit a gap after the first, to the same person."""
    if len(all_visits) < 2:
        return all_visits
    first, second, *rest = all_visits
    gap = Gap(after_visit_id=first.id, least_minutes=least, most_minutes=most)
    changed = second.model_copy(update={"service_user_id": first.service_user_id, "gaps": (gap,)})
    return (first, changed, *rest)


@st.composite
def duties(draw: Any, worker_id: str, request: dict[str, Any], horizon: Horizon) -> Duty:
    day = draw(st.sampled_from(horizon.dates))
    start = plus(at(day, time(0)), draw(st.integers(0, 1_380)))
    parts = [Span(start=start, end=plus(start, draw(st.integers(120, 600))))]
    if draw(st.booleans()):
        begin = plus(parts[0].end, draw(st.integers(1, 300)))
        parts.append(Span(start=begin, end=plus(begin, draw(st.integers(1, 300)))))
    times = sorted(draw(st.lists(st.integers(0, parts[0].minutes - 1), max_size=3)))
    chosen = [draw(st.sampled_from([visit.id for visit in request["visits"]])) for _ in times]
    training = request["trainings"][0].id if request["trainings"] and draw(st.booleans()) else None
    has_post = not times and training is None and request["posts"] and draw(st.booleans())
    rest = plus(start, draw(st.integers(0, 100)))
    return Duty(
        worker_id=worker_id,
        role=draw(st.sampled_from(["a", "a skill"])),
        date=day,
        pattern_id=draw(st.sampled_from([pattern.id for pattern in request["patterns"]])),
        parts=tuple(parts),
        rest_break=draw(st.sampled_from([None, Span(start=rest, end=plus(rest, 20))])),
        post_id=request["posts"][0].id if has_post else None,
        visits=tuple(
            PlannedVisit(visit_id=name, start=plus(start, minute)) for name, minute in zip(chosen, times, strict=True)
        ),
        trainings=(PlannedTraining(training_id=training, start=plus(start, 30)),) if training else (),
    )


@st.composite
def requests(draw: Any) -> RotaRequest:
    horizon = Horizon(start=draw(WEEKS), days=draw(st.integers(5, 9)))
    places = draw(ids(3))
    patterns = draw(ids(2))
    worker_ids, user_ids, visit_ids = draw(ids(3)), draw(ids(2)), draw(ids(4))
    dates = st.sampled_from(horizon.dates)
    one_worker = st.sampled_from(worker_ids)
    span_of_days = draw(st.lists(dates, min_size=2, max_size=2).map(sorted))
    fields: dict[str, Any] = {
        "name": draw(WORDS),
        "horizon": horizon,
        "places": tuple(
            Place(
                id=place, latitude=draw(st.floats(49, 61.5)), longitude=draw(st.floats(-9, 2.5)), postcode=draw(WORDS)
            )
            for place in places
        ),
        "patterns": tuple(
            ShiftPattern(
                id=name,
                parts=draw(STRAIGHT | SPLIT),
                **{key: draw(each) for key, each in PATTERN.items()},
                **draw(BREAK_HOURS),
            )
            for name in patterns
        ),
        "workers": tuple(draw(workers(name, places, patterns, horizon)) for name in worker_ids),
        "service_users": tuple(
            ServiceUser(
                id=name,
                place_id=draw(st.sampled_from(places)),
                constituency=draw(IDS),
                funding=draw(FUNDING),
                known_worker_ids=draw(sample(worker_ids)),
                start_date=draw(st.none() | dates),
                gender_asked=draw(st.none() | st.sampled_from(Gender)),
            )
            for name in user_ids
        ),
        "visits": with_gap(
            tuple(draw(visits(name, user_ids, horizon)) for name in visit_ids),
            draw(st.integers(0, 60)),
            draw(st.none() | st.integers(60, 900)),
        ),
        "posts": tuple(
            Post(
                id=name, place_id=places[0], constituency="C", start=start, end=plus(start, draw(st.integers(1, 2_000)))
            )
            for name, start in zip(draw(ids(2, 0)), draw(st.tuples(moments(horizon), moments(horizon))), strict=False)
        ),
        "covers": tuple(
            draw(covers(name, draw(st.sampled_from(patterns)), skill, horizon))
            for name, skill in zip(draw(ids(2, 0)), (None, draw(IDS)), strict=False)
        ),
        "line_terms": (
            LineTerms(
                id="full time",
                bounds=draw(st.lists(bounds(patterns), max_size=3).map(tuple)),
                incomplete_weekend_pence=draw(MORE_PENCE),
            ),
        ),
        "absences": tuple(
            Absence(
                id=name,
                worker_id=draw(one_worker),
                kind=draw(st.sampled_from(AbsenceKind)),
                first_date=span_of_days[0],
                last_date=span_of_days[1],
                paid_minutes=draw(st.integers(0, 2_000)),
            )
            for name in draw(ids(1, 0))
        ),
        "trainings": tuple(
            Training(
                id=name,
                worker_id=draw(one_worker),
                kind=draw(st.sampled_from(TrainingKind)),
                minutes=60,
                first_date=span_of_days[0],
                last_date=span_of_days[1],
            )
            for name in draw(ids(1, 0))
        ),
        "preferences": tuple(
            Preference(
                id=name,
                worker_id=draw(one_worker),
                date=draw(dates),
                strength=draw(st.integers(1, 3)),
                **draw(WISHES),
                **draw(st.sampled_from([{}, {"pattern_id": patterns[0]}]) | st.builds(dict, span=SPANS)),
            )
            for name in draw(ids(2, 0))
        ),
        "pins": tuple(
            Pin(
                id=name,
                kind=PinKind.VISIT,
                worker_id=draw(one_worker),
                visit_id=visit_ids[0],
                start=draw(moments(horizon)),
            )
            for name in draw(ids(1, 0))
        ),
        "rules": Rules(
            weekly_rest=draw(st.sampled_from(WeeklyRest)),
            night_start=draw(CLOCKS),
            forbidden_successions=draw(
                st.lists(
                    st.builds(
                        Succession, pattern_id=st.sampled_from(patterns), next_pattern_id=st.sampled_from(patterns)
                    ),
                    max_size=2,
                ).map(tuple)
            ),
        ),
        "prices": Prices(
            late_minute=draw(st.integers(0, 100_000_000)), waiting_minute=draw(st.integers(0, 100_000_000))
        ),
        "pay": draw(PAY),
        "travel": TravelTerms(car=ModeSpeed(metres_per_hour=draw(st.integers(1, 120_000)))),
    }
    fields["as_was"] = tuple(draw(duties(name, fields, horizon)) for name in worker_ids if draw(st.booleans()))
    return RotaRequest(**fields)
