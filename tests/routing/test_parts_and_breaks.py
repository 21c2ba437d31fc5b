"""R11 and R23: every stop lies inside one part of the shift after the handover, and the break can be taken."""

from datetime import time

import pytest

from models.base import StartsFrom
from models.clock import clock_text, minutes_between
from models.patterns import ClockSpan, PatternKind, ShiftPattern
from models.workers import Training
from tests.builders import MONDAY, pattern, request, user, visit, window, worker
from tests.routing.plans import makings, opened, planned, shift

ALL_DAY = (window("06:00", "21:00"),)
SPLIT = ShiftPattern(
    id="split",
    kind=PatternKind.SPLIT,
    parts=tuple(ClockSpan(start=time(first), end=time(last)) for first, last in ((7, 10), (12, 14), (16, 22))),
)
LONG = pattern("long", "07:00", "15:00", break_minutes=30)


def on(own: ShiftPattern, *work, crew=None, steps: int = 200, **fields):
    """A plan of one worker with one shift of this pattern on Monday."""
    asked = request(patterns=(own,), workers=(crew or worker(pattern_ids=(own.id,)),), visits=work, **fields)
    return planned(asked, shift(asked, pattern_id=own.id), steps=steps)


def test_r23_binds_a_visit_that_would_outlast_the_shift_is_not_made() -> None:
    assert makings(planned(request(visits=(visit(windows=(window("12:31", "14:00"),)),)))) == {}


def test_r23_holds_a_visit_may_end_with_the_shift() -> None:
    assert makings(planned(request(visits=(visit(windows=(window("12:30", "14:00"),)),)))) == {"V1": [("W1", "12:30")]}


def test_r23_binds_nothing_starts_in_the_handover() -> None:
    assert makings(planned(request(visits=(visit(windows=(window("07:00", "07:09"),)),)))) == {}
    assert makings(planned(request(visits=(visit(windows=(window("07:00", "07:10"),)),)))) == {"V1": [("W1", "07:10")]}


@pytest.mark.parametrize("start", ["09:31", "10:00", "11:59", "13:31", "15:00"])
def test_r23_binds_no_visit_reaches_into_the_unpaid_time_of_a_split(start: str) -> None:
    assert makings(on(SPLIT, visit(windows=(window(start, start),)))) == {}


@pytest.mark.parametrize("start", ["07:10", "09:30", "12:00", "13:30", "16:00", "21:30"])
def test_r23_holds_at_the_edges_of_each_part_of_a_split(start: str) -> None:
    assert makings(on(SPLIT, visit(windows=(window(start, start),)))) == {"V1": [("W1", start)]}


def test_r23_holds_a_training_too_long_for_one_part_is_held_in_another() -> None:
    session = Training(id="T1", worker_id="W1", minutes=180, first_date=MONDAY, last_date=MONDAY)
    assert makings(on(SPLIT, trainings=(session,))) == {"T1": [("W1", "16:00")]}


def test_r21_binds_a_worker_from_a_base_returns_to_it_for_the_unpaid_time() -> None:
    """From 09:25 a half-hour visit would leave five minutes for the journey back."""
    crew = worker(pattern_ids=("split",), starts_from=StartsFrom.BASE)
    sharp = visit(windows=(window("09:25", "09:25"),))
    assert makings(on(SPLIT, sharp, crew=crew)) == {}
    assert makings(on(SPLIT, sharp)) == {"V1": [("W1", "09:25")]}


def test_r21_holds_in_a_split_the_way_between_parts_is_the_workers_own() -> None:
    """U1 and U2 are many minutes apart; the visits touch the two ends of the unpaid time."""
    work = (visit(windows=(window("09:30", "09:30"),)), visit("V2", "U2", windows=(window("12:00", "12:00"),)))
    plan = on(SPLIT, *work, service_users=(user(), user("U2", place_id="P5")))
    assert len(makings(plan)) == 2


def test_r11_holds_a_duty_without_a_break_due_has_none() -> None:
    (duty,) = planned(request()).duties()
    assert duty.rest_break is None


def test_r11_binds_a_long_shift_has_its_break_between_visits_and_away_from_both_ends() -> None:
    """Fifteen visits of half an hour at one address fill the shift but for the handover and ten minutes."""
    work = tuple(visit(f"V{n:02d}", windows=ALL_DAY) for n in range(15))
    plan = on(LONG, *work)
    (duty,) = plan.duties()
    assert duty.rest_break is not None
    assert duty.rest_break.minutes == 30
    assert minutes_between(duty.start, duty.rest_break.start) >= 60
    assert minutes_between(duty.rest_break.end, duty.end) >= 60
    assert len(makings(plan)) == 14


def test_r11_binds_the_break_gives_way_to_a_visit_and_is_taken_later_or_earlier() -> None:
    """A visit from 08:00 to 13:00 leaves the hour before 14:00 only."""
    plan = on(LONG, visit(minutes=300, windows=(window("08:30", "08:30"),)))
    (duty,) = plan.duties()
    assert makings(plan) == {"V1": [("W1", "08:30")]}
    assert duty.rest_break is not None
    assert clock_text(duty.rest_break.start) in ("08:00", "13:30")


def test_r11_binds_a_visit_that_leaves_no_room_for_the_break_is_not_made() -> None:
    """From 08:20 to 13:40 no half-hour is left at least an hour from both ends."""
    assert makings(on(LONG, visit(minutes=320, windows=(window("08:20", "08:20"),)))) == {}


def test_r11_binds_a_legal_break_is_kept_where_the_pattern_names_none() -> None:
    seven_hours = pattern("seven", "07:00", "14:00")
    (duty,) = on(seven_hours).duties()
    assert duty.rest_break is not None
    assert duty.rest_break.minutes == 20


def test_r11_holds_the_break_of_a_split_lies_inside_one_part() -> None:
    own = SPLIT.model_copy(update={"break_minutes": 30})
    work = tuple(visit(f"V{n}", windows=ALL_DAY) for n in range(12))
    (duty,) = on(own, *work).duties()
    assert duty.rest_break is not None
    assert any(part.start <= duty.rest_break.start and duty.rest_break.end <= part.end for part in duty.parts)


def test_a_shift_too_short_for_its_break_cannot_be_opened() -> None:
    short = pattern("short", "07:00", "09:00", break_minutes=20)
    asked = request(patterns=(short,), workers=(worker(pattern_ids=("short",)),))
    with pytest.raises(ValueError, match="no room for the break of short"):
        opened(asked, shift(asked, pattern_id="short"))


def test_more_visits_than_a_route_has_room_for_are_left_out_whole() -> None:
    """A hundred visits of a minute at one address: what is made is made wholly, two-worker visits too."""
    work = tuple(visit(f"V{n:03d}", minutes=1, workers_needed=1 + n % 2, windows=ALL_DAY) for n in range(100))
    asked = request(workers=(worker(), worker("W2")), visits=work)
    plan = opened(asked)
    plan.fill_all()
    before = plan.guided_pence()
    assert plan.anneal(plan.routing.primaries, 500, 100.0) == plan.guided_pence() - before
    made = makings(plan)
    assert all(len(who) == asked.visit_by_id[name].workers_needed for name, who in made.items())
