"""The work of the week after: the same visits at the same clock times, without those whose support has ended."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from models.clock import Horizon, at, minutes_between
from models.cover import Cover
from models.delivered import DeliveredVisit, NotMade
from models.integrity import find_problems
from models.problems import InputError
from models.request import RotaRequest
from models.roster import Roster
from models.visits import Gap, Need, Post, Visit, Window
from models.wishes import Pin, PinKind, Preference, PreferenceKind
from models.workers import Absence, AbsenceKind, Training
from optimiser.next_week import left_out, next_week
from tests.builders import MONDAY, duty, moment, request, roster, user, visit, window, worker
from tests.strategies import requests

NOBODY = Roster()
WEEK = timedelta(days=7)
MARCH = Horizon(start=date(2026, 3, 16), days=7)  # the week after ends with the clocks going forward
OCTOBER = Horizon(start=date(2026, 10, 12), days=7)  # and here with the clocks going back


def windows(day: date, *clocks: tuple[str, str]) -> tuple[Window, ...]:
    spans = [(time.fromisoformat(first), time.fromisoformat(last)) for first, last in clocks]
    return tuple(Window(earliest_start=at(day, first), latest_start=at(day, last)) for first, last in spans)


def clocks(made: Visit) -> list[str]:
    return [f"{each.earliest_start:%a %d %b %H:%M%z} {each.latest_start:%H:%M%z}" for each in made.windows]


def test_the_horizon_moves_on_by_its_own_days() -> None:
    fortnight = request(horizon=Horizon(start=MONDAY, days=14))
    assert next_week(fortnight, NOBODY).horizon == Horizon(start=MONDAY + timedelta(days=14), days=14)


def test_a_visit_keeps_its_clock_time_when_the_clocks_have_gone_forward() -> None:
    before = MARCH.start + WEEK
    case = request(horizon=Horizon(start=before, days=7), visits=(visit(windows=windows(before, ("08:00", "10:00"))),))
    assert clocks(case.visits[0]) == ["Mon 23 Mar 08:00+0000 10:00+0000"]
    assert clocks(next_week(case, NOBODY).visits[0]) == ["Mon 30 Mar 08:00+0100 10:00+0100"]


@pytest.mark.parametrize(
    ("given_", "moved"),
    [
        (("01:15", "01:45"), "Sun 29 Mar 02:15+0100 02:45+0100"),
        (("01:30", "02:00"), "Sun 29 Mar 02:00+0100 02:00+0100"),
        (("00:30", "03:00"), "Sun 29 Mar 00:30+0000 03:00+0100"),
    ],
)
def test_a_window_in_the_hour_left_out_opens_later_and_never_after_it_closes(given_: Any, moved: str) -> None:
    sunday = MARCH.dates[-1]
    case = request(horizon=MARCH, visits=(visit(windows=windows(sunday, given_)),))
    assert clocks(next_week(case, NOBODY).visits[0]) == [moved]


def test_a_window_in_the_hour_shown_twice_is_on_its_first_showing() -> None:
    sunday = OCTOBER.dates[-1]
    case = request(horizon=OCTOBER, visits=(visit(windows=windows(sunday, ("01:30", "02:00"))),))
    assert clocks(next_week(case, NOBODY).visits[0]) == ["Sun 25 Oct 01:30+0100 02:00+0000"]


def night_post(post_id: str, start: Any, end: Any) -> Post:
    return Post(id=post_id, place_id="P0", constituency="Yardley", start=start, end=end)


def test_a_waking_night_is_as_long_as_the_clocks_make_it_and_one_they_leave_out_is_none() -> None:
    saturday, sunday = MARCH.dates[-2:]
    night = night_post("night", at(saturday, time(22)), at(sunday, time(7)))
    hour = night_post("hour", at(sunday, time(1)), at(sunday, time(2)))
    made = next_week(request(horizon=MARCH, visits=(), posts=(night, hour)), NOBODY).posts
    assert [each.id for each in made] == ["night"]
    assert minutes_between(night.start, night.end) == 540
    assert minutes_between(made[0].start, made[0].end) == 480
    assert made[0].end == at(sunday + WEEK, time(7))


def test_covers_move_with_their_dates() -> None:
    cover = Cover(id="Mon early", date=MONDAY, pattern_id="early", wanted=1, under_pence=5)
    made = next_week(request(covers=(cover,)), NOBODY).covers
    assert made == (cover.model_copy(update={"date": MONDAY + WEEK}),)


def test_ids_stay_and_a_date_that_one_names_moves_on_with_it() -> None:
    case = request(visits=(visit("U1-mon-1"), visit("U1-12Jan-tea"), visit("2026-01-12 U1"), visit("14Jan")))
    assert [each.id for each in next_week(case, NOBODY).visits] == [
        "U1-mon-1",
        "U1-19Jan-tea",
        "2026-01-19 U1",
        "14Jan",
    ]


def test_ids_that_would_become_one_stay_as_they_are() -> None:
    case = request(visits=(visit("12Jan"), visit("19Jan")))
    assert [each.id for each in next_week(case, NOBODY).visits] == ["12Jan", "19Jan"]


def test_a_gap_follows_its_visit_and_goes_with_one_left_out() -> None:
    ending = user(expected_end_date=MONDAY + WEEK)
    morning, tea = visit("12Jan-am"), visit("12Jan-tea", gaps=(Gap(after_visit_id="12Jan-am", least_minutes=60),))
    late = visit("late", windows=(window("08:00", "09:00", day=1),), gaps=(Gap(after_visit_id="12Jan-am"),))
    back = visit("back", gaps=(Gap(after_visit_id="late"),))
    made = next_week(request(service_users=(ending,), visits=(morning, tea, late, back)), NOBODY)
    assert [(each.id, [gap.after_visit_id for gap in each.gaps]) for each in made.visits] == [
        ("19Jan-am", []),
        ("19Jan-tea", ["19Jan-am"]),
        ("back", []),
    ]


def test_visits_end_with_the_last_date_of_a_persons_support() -> None:
    users = (
        user("U1", expected_end_date=MONDAY + WEEK),
        user("U2", expected_end_date=MONDAY + timedelta(days=6)),
        user("U3"),
    )
    twice = (window("08:00", "09:00", day=0), window("08:00", "09:00", day=1))
    visits = (visit("V1", "U1"), visit("V2", "U1", windows=twice[1:]), visit("V3", "U1", windows=twice))
    case = request(service_users=users, visits=(*visits, visit("V4", "U2"), visit("V5", "U3")))
    made = next_week(case, NOBODY)
    assert [(each.id, len(each.windows)) for each in made.visits] == [("V1", 1), ("V3", 1), ("V5", 1)]
    assert [each.id for each in made.service_users] == ["U1", "U3"], "U2's support ended before the week"
    assert left_out(case) == ("V2", "V4")


def test_a_waiting_list_visit_stays_on_the_list_made_or_not() -> None:
    listed = tuple(visit(name, need=Need.WAITING_LIST) for name in ("V1", "V2"))
    made = next_week(request(visits=listed), roster(duty(visits=(("V1", "08:00"),))))
    assert [each.need for each in made.visits] == [Need.WAITING_LIST] * 2


def test_what_was_asked_and_fixed_of_last_week_is_over() -> None:
    case = request(
        preferences=(Preference(id="a", worker_id="W1", kind=PreferenceKind.WANT, date=MONDAY),),
        pins=(Pin(id="k", kind=PinKind.VISIT, worker_id="W1", visit_id="V1"),),
        as_was=(duty(),),
    )
    made = next_week(case, roster(duty()))
    assert (made.preferences, made.pins, made.as_was) == ((), (), ())
    unchanged = {"rules", "prices", "pay", "travel", "places", "patterns", "name", "line_terms"}
    assert all(getattr(made, name) == getattr(case, name) for name in unchanged)


def leave(first: int, last: int, paid: int) -> Absence:
    dates = {"first_date": MONDAY + timedelta(days=first), "last_date": MONDAY + timedelta(days=last)}
    return Absence(id=f"{first}-{last}", worker_id="W1", kind=AbsenceKind.LEAVE, paid_minutes=paid, **dates)


def test_leave_that_goes_on_is_cut_and_each_of_its_dates_keeps_its_minutes() -> None:
    made = next_week(request(absences=(leave(0, 6, 700), leave(5, 9, 1_003), leave(6, 7, 3))), NOBODY)
    assert [(each.id, each.first_date, each.paid_minutes) for each in made.absences] == [
        ("5-9", MONDAY + WEEK, 201 + 200 + 200),
        ("6-7", MONDAY + WEEK, 1),
    ]
    assert made.absences[0].last_date == MONDAY + timedelta(days=9)


def training(training_id: str, last: int) -> Training:
    return Training(
        id=training_id, worker_id="W1", minutes=30, first_date=MONDAY, last_date=MONDAY + timedelta(days=last)
    )


def test_a_training_not_held_goes_on_as_long_as_its_dates_reach() -> None:
    held = duty(trainings=({"training_id": "held", "start": moment("09:00")},))
    case = request(trainings=(training("held", 9), training("open", 9), training("over", 6)))
    made = next_week(case, roster(held)).trainings
    assert [(each.id, each.first_date) for each in made] == [("open", MONDAY + WEEK)]


def test_who_visited_somebody_is_known_to_them() -> None:
    case = request(workers=(worker("W1"), worker("W2")), service_users=(user(known_worker_ids=("W2",)), user("U2")))
    made = next_week(case, roster(duty(visits=(("V1", "08:00"),))))
    assert [each.known_worker_ids for each in made.service_users] == [("W2", "W1"), ()]


def test_who_really_visited_counts_and_not_who_was_told_to() -> None:
    crew = tuple(worker(name) for name in ("W1", "W2", "W3"))
    case = request(workers=crew, visits=(visit("V1"), visit("V2")))
    planned = roster(duty(visits=(("V1", "08:00"), ("V2", "09:00"))))
    stood_in = DeliveredVisit(visit_id="V1", worker_id="W3", start=moment("08:00"), end=moment("08:30"))
    refused = DeliveredVisit(visit_id="V2", worker_id="W1", not_made=NotMade.NO_ACCESS)
    made = next_week(case, planned, [stood_in, refused])
    assert made.service_users[0].known_worker_ids == ("W3",)


def test_a_week_that_cannot_be_carried_on_is_refused_with_its_problems() -> None:
    for case, code in (
        (request(visits=(visit(user_id="nobody"),)), "E2002"),
        (request(horizon=Horizon(start=date(2098, 12, 22), days=7), visits=()), "E8241"),
    ):
        with pytest.raises(InputError) as refused:
            next_week(case, NOBODY)
        assert [each.code for each in refused.value.problems] == [code]
    with pytest.raises(InputError) as refused:
        next_week(request(), NOBODY, [DeliveredVisit(visit_id="V9", worker_id="W1", not_made=NotMade.OTHER)])
    assert [each.code for each in refused.value.problems] == ["E8251"]


@settings(max_examples=30)
@given(requests())
def test_three_weeks_on_a_generated_request_is_sound_and_has_all_its_visits(case: RotaRequest) -> None:
    week = case
    for _ in range(3):
        week = next_week(week, NOBODY)
        assert find_problems(week) == []
    assert [each.id for each in week.visits] == [each.id for each in case.visits]
    days = timedelta(days=3 * case.horizon.days)
    for before, after in zip(case.visits, week.visits, strict=True):
        assert [each.latest_start.date() + days for each in before.windows] == [
            each.latest_start.date() for each in after.windows
        ]
