"""Every contradiction between the records of a request is told, with the ids it concerns."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest

from models.clock import plus
from models.cover import Cover
from models.integrity import find_problems
from models.integrity.codes import IntegrityCode
from models.line_terms import BoundKind, LineBound, LineTerms
from models.patterns import ClockSpan, PatternKind
from models.request import RotaRequest
from models.roster import PlannedTraining
from models.rules import Rules, Succession
from models.service_users import FundingShare
from models.visits import Gap, Post, Together, Visit
from models.wishes import Pin, PinKind, Preference, PreferenceKind
from models.workers import Absence, AbsenceKind, CarriedIn, Training, Worker
from tests.builders import MONDAY, PATTERNS, PLACES, duty, moment, pattern, request, user, visit, window, worker

DAY = timedelta(days=1)
BEFORE, AFTER = MONDAY - DAY, MONDAY + 7 * DAY


def absence(first: date = MONDAY, last: date = MONDAY, **fields: Any) -> Absence:
    return Absence(
        **{"id": "A1", "worker_id": "W1", "kind": AbsenceKind.LEAVE, "paid_minutes": 0, **fields},
        first_date=first,
        last_date=last,
    )


def training(first: date = MONDAY, last: date = MONDAY, **fields: Any) -> Training:
    return Training(**{"id": "T1", "worker_id": "W1", "minutes": 60, **fields}, first_date=first, last_date=last)


def wish(**fields: Any) -> Preference:
    return Preference(**{"id": "R1", "worker_id": "W1", "kind": PreferenceKind.WANT, "date": MONDAY, **fields})


def pin(kind: PinKind = PinKind.DUTY, **fields: Any) -> Pin:
    return Pin(**{"id": "K1", "kind": kind, "worker_id": "W1", **fields})


def post(**fields: Any) -> Post:
    night = {"start": moment("22:00"), "end": moment("07:00", 1)}
    return Post(**{"id": "N1", "place_id": "P1", "constituency": "Yardley", **night, **fields})


def cover(**fields: Any) -> Cover:
    return Cover(**{"id": "C1", "date": MONDAY, "pattern_id": "early", "wanted": 1, "under_pence": 100, **fields})


def with_bound(kind: BoundKind = BoundKind.DUTIES, **fields: Any) -> RotaRequest:
    return request(line_terms=(LineTerms(id="full", bounds=(LineBound(kind=kind, **fields),)),))


def with_history(**fields: Any) -> RotaRequest:
    return request(workers=(worker(carried=CarriedIn(**fields)),))


def parts(*spans: tuple[str, str]) -> tuple[ClockSpan, ...]:
    return tuple(ClockSpan(start=time.fromisoformat(start), end=time.fromisoformat(end)) for start, end in spans)


def with_pattern(**fields: Any) -> RotaRequest:
    return request(patterns=(*PATTERNS, pattern("other", **fields)))


def in_sequence(**fields: Any) -> Visit:
    own = {"workers_needed": 2, "together": Together.SEQUENCE, "second_least_minutes": 30, "second_most_minutes": 30}
    return visit(**{**own, **fields})


def ending(**fields: Any) -> Worker:
    return worker(**{"ends_at": "base", **fields})


def hours(earliest: str, latest: str) -> dict[str, time]:
    return {
        "break_earliest_start": time.fromisoformat(earliest),
        "break_latest_start": time.fromisoformat(latest),
    }


SPLIT = {"kind": PatternKind.SPLIT}
SOUND: dict[str, Callable[[], RotaRequest]] = {
    "the smallest service": request,
    "todays duties": lambda: request(as_was=(duty(visits=(("V1", "08:30"),)), duty(day=1))),
    "a night visit after the last date, in reach of its night duty": lambda: request(
        visits=(visit(windows=(window("02:00", "03:00", day=7),)),)
    ),
    "leave that began before": lambda: request(absences=(absence(BEFORE, MONDAY),)),
    "a training span that goes on after": lambda: request(trainings=(training(MONDAY, AFTER),)),
    "a duty that ends on the first morning": lambda: request(
        workers=(worker(carried=CarriedIn(last_duty_end=moment("07:00"))),)
    ),
    "pins that say enough": lambda: request(
        pins=(
            pin(date=MONDAY, pattern_id="early"),
            pin(PinKind.DAY_OFF, id="K2", date=MONDAY + DAY),
            pin(PinKind.VISIT, id="K3", visit_id="V1", start=moment("08:30")),
        )
    ),
    "a split that ends after midnight": lambda: with_pattern(
        **SPLIT, parts=parts(("07:00", "10:00"), ("20:00", "00:30"))
    ),
    "a gap to the same person": lambda: request(
        visits=(visit(), visit("V2", gaps=(Gap(after_visit_id="V1", least_minutes=60, most_minutes=60),)))
    ),
    "a visit that may only be early in the days planned": lambda: request(
        visits=(visit(windows=(window("07:10", "09:00", day=7, early=11),)),),
    ),
    "two workers in sequence": lambda: request(visits=(in_sequence(),)),
    "a break in hours of its own, on long duties only": lambda: with_pattern(
        end_earlier_minutes=60, **hours("07:00", "07:10")
    ),
    "a break in hours that only a moved duty reaches": lambda: with_pattern(
        break_minutes=30, end_later_minutes=60, **hours("13:30", "14:00")
    ),
    "a worker who goes home from the last visit": lambda: request(
        workers=(worker(starts_from="base", ends_at="home"), worker("W2", ends_at="base", end_place_id="P2"))
    ),
    "covers of one shift, with and without a skill": lambda: request(covers=(cover(), cover(id="C2", skill="hoist"))),
    "a bound of one pattern": lambda: with_bound(BoundKind.DUTIES_OF_PATTERN, pattern_id="night", most=3, most_pence=5),
    "a run of duties carried in": lambda: with_history(
        consecutive_days_worked=3, last_pattern_id="late", same_pattern_days=2
    ),
    "shares that sum to 100": lambda: request(
        service_users=(user(funding=(FundingShare(funder="a", percent=50), FundingShare(funder="b", percent=50))),)
    ),
}

WRONG: list[tuple[IntegrityCode, str, str, Callable[[], RotaRequest]]] = [
    *(
        (IntegrityCode.DUPLICATE_ID, table, "id", lambda table=table, records=records: request(**{table: records * 2}))
        for table, records in {
            "places": PLACES,
            "patterns": PATTERNS,
            "workers": (worker(),),
            "service_users": (user(),),
            "visits": (visit(),),
            "posts": (post(),),
            "covers": (cover(),),
            "line_terms": (LineTerms(id="full"),),
            "absences": (absence(),),
            "trainings": (training(),),
            "preferences": (wish(),),
            "pins": (pin(date=MONDAY),),
        }.items()
    ),
    (IntegrityCode.TWO_DUTIES_ON_A_DATE, "as_was", "date", lambda: request(as_was=(duty(), duty(pattern_id="late")))),
    (IntegrityCode.UNKNOWN_ID, "workers", "place_id", lambda: request(workers=(worker(place_id="P9"),))),
    (IntegrityCode.UNKNOWN_ID, "workers", "pattern_ids", lambda: request(workers=(worker(pattern_ids=("day",)),))),
    (IntegrityCode.UNKNOWN_ID, "service_users", "place_id", lambda: request(service_users=(user(place_id="P9"),))),
    *(
        (
            IntegrityCode.UNKNOWN_ID,
            "service_users",
            field,
            lambda field=field: request(service_users=(user(**{field: ("W1", "W9")}),)),
        )
        for field in ("known_worker_ids", "preferred_worker_ids", "excluded_worker_ids")
    ),
    (IntegrityCode.UNKNOWN_ID, "visits", "service_user_id", lambda: request(visits=(visit(user_id="U9"),))),
    (IntegrityCode.UNKNOWN_ID, "visits", "gaps", lambda: request(visits=(visit(gaps=(Gap(after_visit_id="V9"),)),))),
    (IntegrityCode.UNKNOWN_ID, "posts", "place_id", lambda: request(posts=(post(place_id="P9"),))),
    (IntegrityCode.UNKNOWN_ID, "absences", "worker_id", lambda: request(absences=(absence(worker_id="W9"),))),
    (IntegrityCode.UNKNOWN_ID, "trainings", "worker_id", lambda: request(trainings=(training(worker_id="W9"),))),
    (IntegrityCode.UNKNOWN_ID, "preferences", "worker_id", lambda: request(preferences=(wish(worker_id="W9"),))),
    (IntegrityCode.UNKNOWN_ID, "preferences", "pattern_id", lambda: request(preferences=(wish(pattern_id="day"),))),
    (IntegrityCode.UNKNOWN_ID, "pins", "worker_id", lambda: request(pins=(pin(date=MONDAY, worker_id="W9"),))),
    (IntegrityCode.UNKNOWN_ID, "pins", "pattern_id", lambda: request(pins=(pin(date=MONDAY, pattern_id="day"),))),
    (IntegrityCode.UNKNOWN_ID, "pins", "visit_id", lambda: request(pins=(pin(PinKind.VISIT, visit_id="V9"),))),
    (IntegrityCode.UNKNOWN_ID, "as_was", "worker_id", lambda: request(as_was=(duty("W9"),))),
    (
        IntegrityCode.UNKNOWN_ID,
        "as_was",
        "pattern_id",
        lambda: request(as_was=(duty().model_copy(update={"pattern_id": "day"}),)),
    ),
    (IntegrityCode.UNKNOWN_ID, "as_was", "post_id", lambda: request(as_was=(duty(post_id="N9"),))),
    (IntegrityCode.UNKNOWN_ID, "as_was", "visits", lambda: request(as_was=(duty(visits=(("V9", "08:30"),)),))),
    (
        IntegrityCode.UNKNOWN_ID,
        "as_was",
        "trainings",
        lambda: request(as_was=(duty(trainings=(PlannedTraining(training_id="T9", start=moment("08:00")),)),)),
    ),
    (
        IntegrityCode.OUTSIDE_HORIZON,
        "visits",
        "windows",
        lambda: request(visits=(visit(windows=(window("08:00", "09:00"), window("08:00", "09:00", day=-1))),)),
    ),
    (
        IntegrityCode.OUTSIDE_HORIZON,
        "visits",
        "windows",
        lambda: request(visits=(visit(windows=(window("07:00", "09:00", day=7),)),)),
    ),
    (
        IntegrityCode.OUTSIDE_HORIZON,
        "posts",
        "start",
        lambda: request(posts=(post(start=moment("22:00", 7), end=moment("23:00", 7)),)),
    ),
    (IntegrityCode.OUTSIDE_HORIZON, "absences", "first_date", lambda: request(absences=(absence(BEFORE, BEFORE),))),
    (IntegrityCode.OUTSIDE_HORIZON, "trainings", "first_date", lambda: request(trainings=(training(AFTER, AFTER),))),
    (IntegrityCode.OUTSIDE_HORIZON, "preferences", "date", lambda: request(preferences=(wish(date=AFTER),))),
    (IntegrityCode.OUTSIDE_HORIZON, "pins", "date", lambda: request(pins=(pin(date=BEFORE),))),
    (
        IntegrityCode.OUTSIDE_HORIZON,
        "pins",
        "start",
        lambda: request(pins=(pin(PinKind.VISIT, visit_id="V1", start=moment("08:30", -1)),)),
    ),
    (IntegrityCode.OUTSIDE_HORIZON, "as_was", "date", lambda: request(as_was=(duty(day=7),))),
    (
        IntegrityCode.OUTSIDE_HORIZON,
        "workers",
        "last_duty_end",
        lambda: request(workers=(worker(carried=CarriedIn(last_duty_end=plus(moment("00:00", 1), 1))),)),
    ),
    (
        IntegrityCode.LAST_BEFORE_FIRST,
        "visits",
        "windows",
        lambda: request(visits=(visit(windows=(window("09:00", "08:00"),)),)),
    ),
    (IntegrityCode.LAST_BEFORE_FIRST, "posts", "end", lambda: request(posts=(post(end=moment("22:00")),))),
    (
        IntegrityCode.LAST_BEFORE_FIRST,
        "absences",
        "last_date",
        lambda: request(absences=(absence(MONDAY + DAY, MONDAY),)),
    ),
    (
        IntegrityCode.LAST_BEFORE_FIRST,
        "trainings",
        "latest_start",
        lambda: request(trainings=(training(earliest_start=time(12), latest_start=time(9)),)),
    ),
    (
        IntegrityCode.LAST_BEFORE_FIRST,
        "service_users",
        "expected_end_date",
        lambda: request(service_users=(user(start_date=MONDAY, expected_end_date=BEFORE),)),
    ),
    (
        IntegrityCode.SHARES_NOT_100,
        "service_users",
        "funding",
        lambda: request(service_users=(user(funding=(FundingShare(funder="NHS", percent=99),)),)),
    ),
    (
        IntegrityCode.SHARES_NOT_100,
        "posts",
        "funding",
        lambda: request(posts=(post(funding=(FundingShare(funder="NHS", percent=50),) * 3),)),
    ),
    (
        IntegrityCode.PREFERRED_AND_EXCLUDED,
        "service_users",
        "excluded_worker_ids",
        lambda: request(service_users=(user(preferred_worker_ids=("W1",), excluded_worker_ids=("W1",)),)),
    ),
    (
        IntegrityCode.GAP_TO_ANOTHER_PERSON,
        "visits",
        "gaps",
        lambda: request(
            service_users=(user(), user("U2")),
            visits=(visit(gaps=(Gap(after_visit_id="V2"),)), visit("V2", "U2")),
        ),
    ),
    (
        IntegrityCode.GAP_TO_ITSELF,
        "visits",
        "gaps",
        lambda: request(visits=(visit(gaps=(Gap(after_visit_id="V1"),)),)),
    ),
    (
        IntegrityCode.MOST_BELOW_LEAST,
        "visits",
        "gaps",
        lambda: request(
            visits=(visit(), visit("V2", gaps=(Gap(after_visit_id="V1", least_minutes=61, most_minutes=60),)))
        ),
    ),
    (
        IntegrityCode.PATTERN_AND_SPAN,
        "preferences",
        "span",
        lambda: request(preferences=(wish(pattern_id="early", span=parts(("09:00", "10:00"))[0]),)),
    ),
    (IntegrityCode.PIN_LACKS_FIELD, "pins", "date", lambda: request(pins=(pin(),))),
    (IntegrityCode.PIN_LACKS_FIELD, "pins", "date", lambda: request(pins=(pin(PinKind.DAY_OFF),))),
    (IntegrityCode.PIN_LACKS_FIELD, "pins", "visit_id", lambda: request(pins=(pin(PinKind.VISIT),))),
    (
        IntegrityCode.PIN_HAS_TOO_MUCH,
        "pins",
        "pattern_id",
        lambda: request(pins=(pin(PinKind.DAY_OFF, date=MONDAY, pattern_id="early"),)),
    ),
    (
        IntegrityCode.PARTS_OUT_OF_ORDER,
        "patterns",
        "parts",
        lambda: with_pattern(**SPLIT, parts=parts(("16:00", "20:00"), ("07:00", "10:00"))),
    ),
    (
        IntegrityCode.PARTS_OUT_OF_ORDER,
        "patterns",
        "parts",
        lambda: with_pattern(**SPLIT, parts=parts(("07:00", "12:00"), ("11:00", "15:00"))),
    ),
    (IntegrityCode.UNKNOWN_ID, "workers", "line_terms_id", lambda: request(workers=(worker(line_terms_id="full"),))),
    (
        IntegrityCode.UNKNOWN_ID,
        "workers",
        "last_pattern_id",
        lambda: with_history(consecutive_days_worked=1, last_pattern_id="tea", same_pattern_days=1),
    ),
    (IntegrityCode.UNKNOWN_ID, "covers", "pattern_id", lambda: request(covers=(cover(pattern_id="tea"),))),
    (
        IntegrityCode.UNKNOWN_ID,
        "line_terms",
        "bounds",
        lambda: with_bound(BoundKind.DUTIES_OF_PATTERN, pattern_id="tea", most=1),
    ),
    (IntegrityCode.OUTSIDE_HORIZON, "covers", "date", lambda: request(covers=(cover(date=AFTER),))),
    (IntegrityCode.MOST_BELOW_LEAST, "covers", "least", lambda: request(covers=(cover(least=2),))),
    (IntegrityCode.COVER_TWICE, "covers", "id", lambda: request(covers=(cover(), cover(id="C2")))),
    (IntegrityCode.MOST_BELOW_LEAST, "line_terms", "bounds", lambda: with_bound(least=3, most=2)),
    (IntegrityCode.BOUND_SAYS_TOO_LITTLE, "line_terms", "bounds", with_bound),
    (IntegrityCode.BOUND_SAYS_TOO_LITTLE, "line_terms", "bounds", lambda: with_bound(most=1, pattern_id="early")),
    (
        IntegrityCode.BOUND_SAYS_TOO_LITTLE,
        "line_terms",
        "bounds",
        lambda: with_bound(BoundKind.CONSECUTIVE_SAME_PATTERN, most=1),
    ),
    (IntegrityCode.BOUND_SAYS_TOO_LITTLE, "line_terms", "bounds", lambda: with_bound(most=1, least_pence=5)),
    (IntegrityCode.HISTORY, "workers", "days_off", lambda: with_history(days_off=2, consecutive_days_worked=1)),
    (IntegrityCode.HISTORY, "workers", "same_pattern_days", lambda: with_history(same_pattern_days=2)),
    (
        IntegrityCode.HISTORY,
        "workers",
        "same_pattern_days",
        lambda: with_history(consecutive_days_worked=1, last_pattern_id="late", same_pattern_days=2),
    ),
    (
        IntegrityCode.PRICED_CANNOT,
        "preferences",
        "pence",
        lambda: request(preferences=(wish(kind=PreferenceKind.CANNOT, pence=5),)),
    ),
    (IntegrityCode.BREAK_FILLS_SHIFT, "patterns", "break_minutes", lambda: with_pattern(break_minutes=420)),
    *(
        (IntegrityCode.BREAK_HAS_ONE_TIME, "patterns", missing, lambda given=given: with_pattern(**{given: time(11)}))
        for given, missing in (
            ("break_earliest_start", "break_latest_start"),
            ("break_latest_start", "break_earliest_start"),
        )
    ),
    *(
        (
            IntegrityCode.BREAK_NEVER_FITS,
            "patterns",
            "break_earliest_start",
            lambda own=own: with_pattern(break_minutes=30, **own),
        )
        for own in (hours("07:00", "07:59"), hours("12:31", "13:00"), hours("14:00", "06:59"))
    ),
    (IntegrityCode.UNKNOWN_ID, "workers", "end_place_id", lambda: request(workers=(ending(end_place_id="P9"),))),
    (
        IntegrityCode.END_PLACE_AT_HOME,
        "workers",
        "end_place_id",
        lambda: request(workers=(worker(end_place_id="P2"),)),
    ),
    (
        IntegrityCode.TOGETHER_WITHOUT_TWO,
        "visits",
        "together",
        lambda: request(visits=(in_sequence(workers_needed=1),)),
    ),
    (
        IntegrityCode.SECOND_WITHOUT_SEQUENCE,
        "visits",
        "together",
        lambda: request(visits=(in_sequence(together=Together.INDEPENDENT),)),
    ),
    (
        IntegrityCode.SECOND_WITHOUT_SEQUENCE,
        "visits",
        "together",
        lambda: request(visits=(visit(workers_needed=2, second_least_minutes=1),)),
    ),
    (
        IntegrityCode.MOST_BELOW_LEAST,
        "visits",
        "second_most_minutes",
        lambda: request(visits=(in_sequence(second_most_minutes=29),)),
    ),
    (
        IntegrityCode.OUTSIDE_HORIZON,
        "visits",
        "windows",
        lambda: request(visits=(visit(windows=(window("07:10", "09:00", day=7, early=10),)),)),
    ),
]


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_request_has_no_problems(name: str) -> None:
    assert find_problems(SOUND[name]()) == []


@pytest.mark.parametrize(("code", "table", "column", "make"), WRONG, ids=lambda value: getattr(value, "name", None))
def test_a_contradiction_is_told_with_table_row_and_column(
    code: IntegrityCode, table: str, column: str, make: Callable[[], RotaRequest]
) -> None:
    made = make()
    told = find_problems(made)
    assert {(problem.code, problem.file, problem.column) for problem in told} == {(code, table, column)}
    for problem in told:
        assert problem.cause and problem.action
        assert problem.row is not None
        assert 1 <= problem.row <= len(getattr(made, table))


def test_every_code_is_tested() -> None:
    assert {code for code, *_ in WRONG} == set(IntegrityCode)


def test_a_forbidden_succession_of_a_pattern_that_is_not_there_is_told() -> None:
    pair = Succession(pattern_id="late", next_pattern_id="tea")
    (problem,) = find_problems(request(rules=Rules(forbidden_successions=(pair,))))
    assert (problem.code, problem.file, problem.column) == ("E2002", "rules", "forbidden_successions")
    assert "tea" in problem.cause


def test_the_row_is_the_position_of_the_record_that_is_wrong() -> None:
    (problem,) = find_problems(request(visits=(visit(), visit("V2"), visit("V3", "U9"))))
    assert problem.row == 3
    assert "V3" in problem.cause and "U9" in problem.cause


def test_an_id_that_counts_as_known_is_not_told() -> None:
    made = request(visits=(visit(user_id="U9"),))
    assert find_problems(made, {"service_users": {"U9"}}) == []
