"""Room is what standard visits really find: none where the duty is full, none where nobody works, and never twice."""

import datetime as calendar

import pytest

from models.clock import Horizon, at
from models.problems import InputError
from models.roster import Duty, Span
from models.visits import Need
from optimiser.recommend.capacity import SLOTS, TIMES_OF_DAY, Room, capacity
from tests import builders as make
from tests.recommend.weeks import published

EMPTY = make.request(visits=())


def monday(*duties: object, week: object = EMPTY) -> Room:
    return capacity(published(week, *duties))[0]  # type: ignore[arg-type]


def clock(slot: int) -> str:
    return f"{slot // 2:02d}:{slot % 2 * 30:02d}"


def night_into_sunday(saturday: calendar.date) -> Room:
    """Room on a Sunday whose only duty is the night before it, from 22:00 to 07:00."""
    worker = make.worker(night_volunteer=True, pattern_ids=("night",))
    monday = saturday - calendar.timedelta(days=5)
    week = EMPTY.changed(horizon=Horizon(start=monday, days=7), workers=(worker,))
    sunday = saturday + calendar.timedelta(days=1)
    part = Span(start=at(saturday, calendar.time(22)), end=at(sunday, calendar.time(7)))
    rest = Span(start=at(sunday, calendar.time(5)), end=at(sunday, calendar.time(5, 20)))
    night = Duty(worker_id="W1", date=saturday, pattern_id="night", parts=(part,), rest_break=rest)
    return capacity(published(week, night))[-1]


def test_a_week_without_duties_has_no_room() -> None:
    rooms = capacity(published(EMPTY))
    assert len(rooms) == 7
    assert not any(any(room.half_hours) or room.day for room in rooms)


def test_an_empty_duty_has_room_from_the_handover_to_its_end() -> None:
    room = monday(make.duty("W1"))  # 07:00 to 13:00, of which ten minutes are handover
    with_room = [clock(slot) for slot, minutes in enumerate(room.half_hours) if minutes]
    assert (with_room[0], with_room[-1]) == ("07:00", "12:30")
    assert set(room.half_hours) == {0, 30}


def test_the_day_holds_as_many_visits_as_follow_each_other_at_one_place() -> None:
    room = monday(make.duty("W1"))  # 07:10 to 13:00 is 350 minutes: eleven half hours
    assert room.day == 330


def test_a_time_of_day_holds_visits_that_start_in_it_with_the_rest_of_the_day_as_published() -> None:
    room = monday(make.duty("W1"))  # from 07:10 every half hour to 10:40; and at 11:00, 11:30, 12:00 and 12:30
    assert room.times_of_day == {"night": 0, "morning": 240, "lunch": 120, "tea": 0, "evening": 0}


def test_two_workers_have_twice_the_room() -> None:
    week = EMPTY.changed(workers=(make.worker("W1"), make.worker("W2")))
    assert monday(make.duty("W1"), make.duty("W2"), week=week).day == 660


def test_what_is_promised_leaves_less_room() -> None:
    visit = make.visit(minutes=300, windows=(make.window("07:10", "07:10"),))
    room = monday(make.duty("W1", visits=(("V1", "07:10"),)), week=make.request(visits=(visit,)))
    assert [clock(slot) for slot, minutes in enumerate(room.half_hours) if minutes] == ["12:00", "12:30"]
    assert room.day == 30


def test_optional_visits_in_the_roster_are_not_dropped_for_room() -> None:
    visit = make.visit(minutes=350, windows=(make.window("07:10", "07:10"),), need=Need.WAITING_LIST)
    room = monday(make.duty("W1", visits=(("V1", "07:10"),)), week=make.request(visits=(visit,)))
    assert room.day == 0


def test_work_that_nobody_reaches_has_no_room() -> None:
    week = EMPTY.changed(service_users=(make.user("U1", constituency="Selly Oak"),))
    assert monday(make.duty("W1"), week=week).day == 0


def test_a_visit_dearer_than_it_is_worth_is_not_accepted() -> None:
    prices = EMPTY.prices.model_copy(update={"waiting_list_minute_unserved": 1})
    assert monday(make.duty("W1"), week=EMPTY.changed(prices=prices)).day == 0


def test_every_half_hour_belongs_to_one_time_of_day() -> None:
    slots = sorted(slot for first, end in TIMES_OF_DAY.values() for slot in range(first, end))
    assert slots == list(range(SLOTS))


@pytest.mark.parametrize(("saturday", "room"), [(21, 30), (28, 0)])
def test_the_hour_that_clocks_skip_has_no_room(saturday: int, room: int) -> None:
    sunday = night_into_sunday(calendar.date(2026, 3, saturday))
    assert sunday.half_hours[1:5] == (30, room, room, 30)


@pytest.mark.parametrize(("saturday", "room"), [(17, 30), (24, 60)])
def test_the_hour_that_comes_twice_has_room_twice(saturday: int, room: int) -> None:
    sunday = night_into_sunday(calendar.date(2026, 10, saturday))
    assert sunday.half_hours[1:5] == (30, room, room, 30)


def test_a_constituency_without_service_users_is_refused() -> None:
    with pytest.raises(InputError, match="E7109 no service user lives in Nowhere; use one of Yardley"):
        capacity(published(EMPTY), ["Nowhere"])
