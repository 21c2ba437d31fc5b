"""What preflight finds impossible, with the ids a leader needs, and what it leaves alone."""

from datetime import time

import pytest

from models.base import Gender
from models.clock import at
from models.request import RotaRequest
from models.rules import Rules
from models.visits import Post, Together, Window
from models.wishes import Pin, PinKind, Preference, PreferenceKind
from models.workers import Absence, AbsenceKind, Training
from optimiser.preflight import preflight
from tests.builders import moment, request, user, visit, window, worker
from tests.rostering.shifts_by_hand import day

TWO = (worker("W1"), worker("W2", gender=Gender.MALE, skills=("hoist",)))


def duty_pin(number: int, **fields: object) -> Pin:
    return Pin(**{"id": f"P{number}", "kind": PinKind.DUTY, "worker_id": "W1", "date": day(number), **fields})


def visit_pin(pin_id: str = "P1", **fields: object) -> Pin:
    return Pin(**{"id": pin_id, "kind": PinKind.VISIT, "worker_id": "W1", "visit_id": "V1", **fields})


def leave(first: int, last: int, paid_minutes: int = 0) -> Absence:
    dates = {"first_date": day(first), "last_date": day(last)}
    return Absence(id="A1", worker_id="W1", kind=AbsenceKind.LEAVE, paid_minutes=paid_minutes, **dates)


def only_fatal(own: RotaRequest) -> str:
    found = preflight(own).fatal
    assert len(found) == 1, found
    return str(found[0])


def reason(own: RotaRequest) -> str:
    found = preflight(own)
    assert found.fatal == () and list(found.unservable) == ["V1"]
    return str(found.unservable["V1"])


def sequence(least: int, most: int | None = None, *windows: Window) -> RotaRequest:
    """A visit, from 08:00 to 10:00 unless told otherwise, by two workers one after the other."""
    bounds = {"together": Together.SEQUENCE, "second_least_minutes": least, "second_most_minutes": most}
    own = visit(workers_needed=2, windows=windows or (window("08:00", "10:00"),), **bounds)
    return request(workers=TWO, visits=(own,))


def test_a_request_that_can_be_met_has_no_problem() -> None:
    found = preflight(request())
    assert found.fatal == () and found.warnings == ()


@pytest.mark.parametrize(
    ("own", "code", "words"),
    [
        (request(visits=(visit(minutes=351),)), "E3101", ["V1", "351", "350"]),
        (request(visits=(visit(skills=("hoist",)),)), "E3102", ["V1", "hoist", "0 workers"]),
        (request(workers=TWO, visits=(visit(skills=("hoist",), workers_needed=2),)), "E3102", ["V1", "1 workers"]),
        (request(service_users=(user(gender_asked=Gender.MALE),)), "E3103", ["V1", "U1", "male"]),
        (request(service_users=(user(excluded_worker_ids=("W1",)),)), "E3103", ["V1", "exclusions W1"]),
        (request(service_users=(user(constituency="Ladywood"),)), "E3103", ["V1", "reach of Ladywood"]),
        (request(visits=(visit(windows=(window("13:00", "14:00"),)),)), "E3104", ["V1", "0 of those"]),
        (request(visits=(visit(windows=(window("12:31", "14:00"),)),)), "E3104", ["V1", "window"]),
        (request(visits=(visit(windows=(window("06:50", "07:09"),)),)), "E3104", ["V1", "window"]),
        (request(visits=(visit(windows=(window("12:40", "14:00", early=9),)),)), "E3104", ["V1", "window"]),
        (sequence(121), "E3106", ["V1", "121 to any minutes"]),
        (sequence(30, 239, window("08:00", "08:00"), window("12:00", "12:00")), "E3106", ["V1", "30 to 239 minutes"]),
    ],
)
def test_a_visit_nobody_can_make_has_its_reason(own: RotaRequest, code: str, words: list[str]) -> None:
    text = reason(own)
    assert text.startswith(code) and all(word in text for word in words), text


@pytest.mark.parametrize(
    "own",
    [
        request(visits=(visit(minutes=350, windows=(window("07:10", "07:10"),)),)),
        request(visits=(visit(windows=(window("12:30", "14:00"),)),)),
        request(visits=(visit(windows=(window("12:00", "12:05"), window("16:00", "16:00"))),)),
        request(visits=(visit(windows=(window("07:00", "07:09", late=1),)),)),
        request(visits=(visit(windows=(window("12:40", "14:00", early=10),)),)),
        sequence(120),
        sequence(125, None, window("08:00", "10:00", early=5)),
        sequence(30, 240, window("08:00", "08:00"), window("12:00", "12:00")),
        sequence(0, 0, window("08:00", "08:00"), window("12:00", "12:00")),
        request(workers=(worker(reach_constituencies=("*",)),), service_users=(user(constituency="Ladywood"),)),
    ],
)
def test_a_visit_that_just_fits_is_left_alone(own: RotaRequest) -> None:
    assert preflight(own).unservable == {}


def test_a_two_worker_visit_needs_two_on_duty_at_once() -> None:
    evening_only = (worker("W1"), worker("W2", pattern_ids=("late",)))
    text = reason(request(workers=evening_only, visits=(visit(workers_needed=2),)))
    assert text.startswith("E3104") and "needs 2" in text and "1 of those" in text


def test_a_training_its_worker_can_never_attend_is_told() -> None:
    midday = {"earliest_start": time(13), "latest_start": time(14)}
    training = Training(id="T1", worker_id="W1", minutes=60, first_date=day(0), last_date=day(6), **midday)
    found = preflight(request(trainings=(training,)))
    assert list(found.unheld) == ["T1"] and "W1" in str(found.unheld["T1"])
    later = training.model_copy(update={"latest_start": time(15, 10)})
    assert preflight(request(trainings=(later,))).unheld == {}


def test_two_pinned_patterns_on_one_date_clash() -> None:
    own = request(pins=(duty_pin(1, pattern_id="early"), duty_pin(1, id="P2", pattern_id="late")))
    codes = [problem.code for problem in preflight(own).fatal]
    assert "E3001" in codes
    assert "P1 and P2" in str(preflight(own).fatal[codes.index("E3001")])


def test_a_duty_and_a_day_off_pinned_to_one_date_clash() -> None:
    own = request(pins=(duty_pin(1), Pin(id="P2", kind=PinKind.DAY_OFF, worker_id="W1", date=day(1))))
    assert "E3002" in [problem.code for problem in preflight(own).fatal]


def test_a_duty_pinned_on_leave_names_the_rule_that_refuses_it() -> None:
    text = only_fatal(request(pins=(duty_pin(1),), absences=(leave(1, 2),)))
    assert text.startswith("E3003") and "P1" in text and "W1" in text and "refused by R02 leave, sickness" in text


def test_a_pinned_night_names_what_stands_against_it() -> None:
    text = only_fatal(request(pins=(duty_pin(1, pattern_id="night"),)))
    assert text.startswith("E3003") and "refused by R03" in text
    nights = worker(pattern_ids=("early", "night"))
    text = only_fatal(request(workers=(nights,), pins=(duty_pin(1, pattern_id="night"),)))
    assert "refused by R04" in text


def test_a_duty_pinned_against_a_cannot_is_refused() -> None:
    wish = Preference(id="C1", worker_id="W1", kind=PreferenceKind.CANNOT, date=day(1))
    assert only_fatal(request(pins=(duty_pin(1),), preferences=(wish,))).startswith("E3003")


def test_more_workers_pinned_to_a_visit_than_it_takes_clash() -> None:
    own = request(workers=TWO, pins=(visit_pin(), visit_pin("P2", worker_id="W2")))
    text = only_fatal(own)
    assert text.startswith("E3004") and "P1 and P2" in text and "V1" in text
    both = request(workers=TWO, visits=(visit(workers_needed=2),), pins=own.pins)
    assert preflight(both).fatal == ()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"visits": (visit(skills=("hoist",)),)}, "R18 W1 lacks hoist"),
        ({"service_users": (user(gender_asked=Gender.MALE),)}, "R19"),
        ({"service_users": (user(excluded_worker_ids=("W1",)),)}, "R20"),
        ({"service_users": (user(constituency="Ladywood"),)}, "R24"),
    ],
)
def test_a_worker_pinned_to_a_visit_they_may_not_make_is_told_why(fields: dict[str, object], words: str) -> None:
    text = only_fatal(request(pins=(visit_pin(),), **fields))
    assert text.startswith("E3005") and words in text


def test_a_worker_pinned_to_a_visit_on_their_day_off_or_leave_is_told() -> None:
    off = Pin(id="P2", kind=PinKind.DAY_OFF, worker_id="W1", date=day(0))
    assert only_fatal(request(pins=(visit_pin(), off))).startswith("E3006")
    assert only_fatal(request(pins=(visit_pin(),), absences=(leave(0, 0),))).startswith("E3006")


def test_a_visit_pinned_outside_its_windows_is_told() -> None:
    assert only_fatal(request(pins=(visit_pin(start=moment("10:01")),))).startswith("E3007")
    assert preflight(request(pins=(visit_pin(start=moment("10:00")),))).fatal == ()


def test_one_visit_pinned_to_two_starts_is_told() -> None:
    pins = (visit_pin(start=moment("09:00")), visit_pin("P2", worker_id="W2", start=moment("09:30")))
    own = request(workers=TWO, visits=(visit(workers_needed=2),), pins=pins)
    assert only_fatal(own).startswith("E3007")


def test_two_workers_of_a_visit_are_pinned_to_starts_as_far_apart_as_it_asks() -> None:
    pins = (visit_pin(start=moment("09:00")), visit_pin("P2", worker_id="W2", start=moment("09:30")))
    for least, most, codes in ((30, 30, []), (0, 29, ["E3007"]), (31, None, ["E3007"])):
        found = preflight(sequence(least, most).changed(pins=pins)).fatal
        assert [problem.code for problem in found] == codes
    own = visit(workers_needed=2, together=Together.INDEPENDENT)
    assert preflight(request(workers=TWO, visits=(own,), pins=pins)).fatal == ()
    assert preflight(sequence(30).changed(pins=pins[:1])).fatal == ()


def test_one_worker_pinned_twice_to_a_visit_has_one_start() -> None:
    pins = (visit_pin(start=moment("09:00")), visit_pin("P2", start=moment("09:30")))
    text = only_fatal(request(workers=TWO, visits=(visit(workers_needed=2, together=Together.INDEPENDENT),), pins=pins))
    assert text.startswith("E3007") and "for one worker" in text


def test_a_visit_may_be_pinned_to_a_start_that_is_early() -> None:
    early = visit(windows=(window("12:40", "14:00", early=10),))
    assert preflight(request(visits=(early,), pins=(visit_pin(start=moment("12:30")),))).fatal == ()
    assert preflight(request(visits=(early,), pins=(visit_pin(),))).fatal == ()
    assert only_fatal(request(visits=(early,), pins=(visit_pin(start=moment("12:29")),))).startswith("E3007")


def desk(**fields: object) -> Post:
    own = {"id": "desk", "place_id": "P0", "constituency": "Yardley"}
    return Post(**{**own, "start": at(day(0), time(7)), "end": at(day(0), time(13)), **fields})


def test_a_post_nobody_can_cover_is_told() -> None:
    text = only_fatal(request(posts=(desk(end=at(day(0), time(12))),)))
    assert text.startswith("E3008") and "desk" in text
    assert only_fatal(request(posts=(desk(skills=("desk",)),))).startswith("E3008")
    assert preflight(request(posts=(desk(),))).fatal == ()


def test_contract_hours_out_of_reach_are_told() -> None:
    terms = {"contract_minutes_per_week": 2_220, "tolerance_under_minutes": 59, "tolerance_over_minutes": 0}
    text = only_fatal(request(workers=(worker(**terms),)))
    assert text.startswith("E3009") and "W1" in text and "36 h" in text
    assert preflight(request(workers=(worker(**{**terms, "tolerance_under_minutes": 60}),))).fatal == ()


def test_runs_of_three_days_leave_six_days_of_a_week_to_work_and_runs_of_two_five() -> None:
    own = worker(contract_minutes_per_week=2_160, tolerance_under_minutes=0)
    assert preflight(request(workers=(own,), rules=Rules(most_consecutive_days=3))).fatal == ()
    assert only_fatal(request(workers=(own,), rules=Rules(most_consecutive_days=2))).startswith("E3009")


def test_paid_absence_counts_towards_contract_hours() -> None:
    own = worker(contract_minutes_per_week=1_260, tolerance_under_minutes=60, tolerance_over_minutes=60)
    assert preflight(request(workers=(own,), absences=(leave(0, 6, paid_minutes=1_260),))).fatal == ()
    assert only_fatal(request(workers=(own,), absences=(leave(0, 6, paid_minutes=1_199),))).startswith("E3009")


def test_more_pinned_than_contract_hours_are_told() -> None:
    own = worker(contract_minutes_per_week=1_260, tolerance_over_minutes=179)
    pins = tuple(duty_pin(number) for number in range(4))
    text = only_fatal(request(workers=(own,), pins=pins))
    assert text.startswith("E3010") and "W1" in text and "24 h" in text
    wider = worker(contract_minutes_per_week=1_260, tolerance_over_minutes=180)
    assert preflight(request(workers=(wider,), pins=pins)).fatal == ()


def test_absence_alone_above_the_contract_blames_no_pin() -> None:
    text = only_fatal(request(pins=(), workers=(worker(),), absences=(leave(1, 1, paid_minutes=5_000),)))
    assert text.startswith("E3010") and "83 h 20 min of absence" in text and "R05" not in text


def test_a_handover_longer_than_every_shift_leaves_no_minutes_for_visits_rather_than_fewer_than_none() -> None:
    text = str(preflight(request(rules=Rules(handover_minutes=5_000))).unservable["V1"])
    assert text.startswith("E3101") and "has 0 for visits" in text


def two_pinned_starts(second: str) -> RotaRequest:
    """W1 pinned to half an hour with U1 at 08:00, and to U2, a mile away, at a second start."""
    return request(
        service_users=(user("U1"), user("U2", place_id="P2")),
        visits=(visit("V1"), visit("V2", "U2")),
        pins=(visit_pin(start=moment("08:00")), visit_pin("P2", visit_id="V2", start=moment(second))),
    )


def test_two_visits_pinned_to_one_worker_at_once_are_named_before_solving() -> None:
    assert only_fatal(two_pinned_starts("08:30")).startswith("E3011 pins P1 and P2 give W1 visits V1 and V2")


def test_two_visits_pinned_to_one_worker_with_time_for_the_journey_are_left_alone() -> None:
    assert preflight(two_pinned_starts("08:40")).fatal == ()
