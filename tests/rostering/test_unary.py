"""The rules that one shift keeps or breaks alone, each binding and not binding."""

from datetime import time

import pytest

from models.clock import at
from models.patterns import ClockSpan
from models.request import RotaRequest
from models.rules import RuleCode, Rules
from models.visits import Post
from models.wishes import Preference, PreferenceKind
from models.workers import Absence, AbsenceKind
from optimiser.shifts import candidate_shifts
from tests.builders import PATTERNS, pattern, request, worker
from tests.rostering.shifts_by_hand import day, keeps, shift


def leave(first: int, last: int) -> Absence:
    return Absence(
        id="A1", worker_id="W1", kind=AbsenceKind.LEAVE, first_date=day(first), last_date=day(last), paid_minutes=0
    )


def cannot(**fields: object) -> Preference:
    return Preference(**{"id": "C1", "worker_id": "W1", "kind": PreferenceKind.CANNOT, "date": day(1), **fields})


def test_r02_binds_when_a_night_runs_into_leave() -> None:
    own = request(absences=(leave(1, 2),))
    assert not keeps(own, RuleCode.AVAILABILITY, shift(own, 0, "night"))


def test_r02_holds_on_the_days_around_leave() -> None:
    own = request(absences=(leave(1, 2),))
    assert keeps(own, RuleCode.AVAILABILITY, shift(own, 0, "late"), shift(own, 3))


def test_r02_binds_on_a_day_a_pattern_or_a_span_that_a_worker_cannot_work() -> None:
    span = ClockSpan(start=time(12), end=time(14))
    for wish in (cannot(), cannot(pattern_id="early"), cannot(span=span)):
        own = request(preferences=(wish,))
        assert not keeps(own, RuleCode.AVAILABILITY, shift(own, 1))


def test_r02_holds_for_another_pattern_and_beside_the_span() -> None:
    span = ClockSpan(start=time(13), end=time(15))
    for wish in (cannot(pattern_id="early"), cannot(span=span)):
        own = request(preferences=(wish,))
        assert keeps(own, RuleCode.AVAILABILITY, shift(own, 1, "late"), shift(own, 0))


def test_r02_binds_when_the_night_before_overlaps_the_span() -> None:
    own = request(preferences=(cannot(span=ClockSpan(start=time(6), end=time(8))),))
    assert not keeps(own, RuleCode.AVAILABILITY, shift(own, 0, "night"))


def test_r03_binds_on_a_pattern_not_permitted_and_beyond_its_bounds() -> None:
    own = request(patterns=(pattern("early", "07:00", "13:00", end_later_minutes=30), *PATTERNS[1:]))
    assert not keeps(own, RuleCode.PERMITTED_PATTERNS, shift(own, 0, "night"))
    assert not keeps(own, RuleCode.PERMITTED_PATTERNS, shift(own, 0, parts=((420, 811),)))


def test_r03_holds_at_the_edge_of_the_bounds() -> None:
    own = request(patterns=(pattern("early", "07:00", "13:00", end_later_minutes=30), *PATTERNS[1:]))
    assert keeps(own, RuleCode.PERMITTED_PATTERNS, shift(own, 0, parts=((420, 810),)))


def test_r04_binds_on_whoever_did_not_volunteer() -> None:
    own = request(patterns=(*PATTERNS, pattern("very_late", "20:00", "02:00")))
    assert not keeps(own, RuleCode.VOLUNTARY_NIGHTS, shift(own, 0, "night"))
    assert not keeps(own, RuleCode.VOLUNTARY_NIGHTS, shift(own, 0, "very_late"))


def test_r04_holds_for_volunteers_and_for_late_duties_with_little_night_time() -> None:
    own = request(workers=(worker(night_volunteer=True),))
    assert keeps(own, RuleCode.VOLUNTARY_NIGHTS, shift(own, 0, "night"))
    late = request(patterns=(pattern("very_late", "19:59", "01:59"),))
    assert keeps(late, RuleCode.VOLUNTARY_NIGHTS, shift(late, 0, "very_late"))


def test_r11_binds_when_the_break_due_would_lie_at_the_edge() -> None:
    own = request(patterns=(pattern("short", "07:00", "09:19", break_minutes=20),))
    assert not keeps(own, RuleCode.REST_BREAK, shift(own, 0, "short"))


def test_r11_holds_when_the_break_just_fits_and_when_none_is_due() -> None:
    own = request(patterns=(pattern("short", "07:00", "09:20", break_minutes=20), pattern("brief", "07:00", "09:00")))
    assert keeps(own, RuleCode.REST_BREAK, shift(own, 0, "short"), shift(own, 1, "brief"))


def with_hours(earliest: str, latest: str, start: str = "07:00", end: str = "13:00") -> RotaRequest:
    """A shift with a break of 20 minutes that starts between two clock times."""
    times = {"break_earliest_start": time.fromisoformat(earliest), "break_latest_start": time.fromisoformat(latest)}
    return request(patterns=(pattern("own", start, end, break_minutes=20, **times),))


@pytest.mark.parametrize(("earliest", "latest"), [("07:00", "07:59"), ("11:41", "13:00"), ("13:01", "14:00")])
def test_r11_binds_when_the_break_hours_leave_no_start_off_the_edges(earliest: str, latest: str) -> None:
    own = with_hours(earliest, latest)
    assert not keeps(own, RuleCode.REST_BREAK, shift(own, 0, "own"))


@pytest.mark.parametrize(("earliest", "latest"), [("07:00", "08:00"), ("11:40", "13:00"), ("10:00", "10:00")])
def test_r11_holds_when_the_break_hours_leave_one_start_off_the_edges(earliest: str, latest: str) -> None:
    own = with_hours(earliest, latest)
    assert keeps(own, RuleCode.REST_BREAK, shift(own, 0, "own"))


def test_r11_holds_and_binds_in_hours_after_midnight() -> None:
    for earliest, latest, holds in (("02:00", "03:00", True), ("23:30", "00:10", True), ("06:00", "07:00", False)):
        own = with_hours(earliest, latest, "22:00", "07:00")
        assert keeps(own, RuleCode.REST_BREAK, shift(own, 1, "own")) is holds


def desk(**fields: object) -> Post:
    own = {"id": "desk", "place_id": "P5", "constituency": "Yardley"}
    return Post(**{**own, "start": at(day(0), time(7)), "end": at(day(0), time(13)), **fields})


def test_r18_binds_on_a_post_whose_skill_the_worker_lacks() -> None:
    own = request(posts=(desk(skills=("desk",)),))
    assert not keeps(own, RuleCode.SKILLS, shift(own, 0, post_id="desk"))


def test_r18_holds_with_the_skill() -> None:
    own = request(posts=(desk(skills=("desk",)),), workers=(worker(skills=("desk", "other")),))
    assert keeps(own, RuleCode.SKILLS, shift(own, 0, post_id="desk"))


def test_r24_binds_on_a_post_elsewhere_or_too_far() -> None:
    elsewhere = request(posts=(desk(constituency="Ladywood"),))
    assert not keeps(elsewhere, RuleCode.REACH, shift(elsewhere, 0, post_id="desk"))
    far = request(posts=(desk(),), workers=(worker(reach_minutes=5),))
    assert not keeps(far, RuleCode.REACH, shift(far, 0, post_id="desk"))


def test_r24_holds_within_reach() -> None:
    anywhere = request(posts=(desk(constituency="Ladywood"),), workers=(worker(reach_constituencies=("*",)),))
    assert keeps(anywhere, RuleCode.REACH, shift(anywhere, 0, post_id="desk"))
    near = request(posts=(desk(),), workers=(worker(reach_minutes=30),))
    assert keeps(near, RuleCode.REACH, shift(near, 0, post_id="desk"))


def test_candidates_move_on_the_grid_within_bounds_and_hold_the_unmoved_shift() -> None:
    moving = pattern("early", "07:10", "13:00", start_earlier_minutes=40, end_later_minutes=60)
    own = request(patterns=(moving,), workers=(worker(pattern_ids=("early",)),))
    parts = {each.parts[0] for each in candidate_shifts(own, 30)["W1"] if each.date == day(0)}
    assert parts == {(start, end) for start in (400, 430) for end in (780, 810, 840)}


def test_a_post_gives_one_candidate_with_exactly_its_times() -> None:
    odd = desk(start=at(day(0), time(7)), end=at(day(0), time(13, 10)))
    moving = pattern("early", "07:00", "13:00", end_later_minutes=30)
    own = request(posts=(odd,), patterns=(moving,), workers=(worker(pattern_ids=("early",)),))
    covering = [each for each in candidate_shifts(own)["W1"] if each.post_id == "desk"]
    assert [each.parts for each in covering] == [((420, 790),)]
    assert covering[0].break_minutes == Rules().break_minutes and covering[0].paid_minutes == 350


def test_extra_shifts_are_offered_once_and_only_when_allowed() -> None:
    own = request(patterns=(pattern("early", "07:00", "13:00", end_later_minutes=30), *PATTERNS[1:]))
    odd, known, wrong = shift(own, 0, parts=((420, 787),)), shift(own, 0), shift(own, 0, parts=((420, 900),))
    offered = candidate_shifts(own, extra=(odd, known, wrong))["W1"]
    assert offered.count(odd) == 1 and offered.count(known) == 1 and wrong not in offered
