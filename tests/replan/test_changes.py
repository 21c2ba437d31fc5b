"""Each kind of change: what it does to the published roster, and what stays as it was."""

from datetime import timedelta

from models.base import Employment
from models.changes import (
    Area,
    CancelledVisit,
    Lateness,
    LongerVisit,
    RoadClosed,
    Sickness,
    UrgentVisit,
    Withdrawal,
)
from models.places import Place
from models.visits import Post
from models.wishes import Pin, PinKind
from optimiser.replan.roads import late_journeys
from tests.builders import MONDAY, PATTERNS, duty, moment, request, roster, user, worker
from tests.replan.scenes import USERS, duty_of, half_hour, made, replanned, scene

SICK = Sickness(worker_id="W1", first_date=MONDAY)
MORNING = [
    half_hour("V1", 1, "08:00", "08:30"),
    half_hour("V2", 2, "09:00", "11:00"),
    half_hour("V3", 3, "11:00", "12:00"),
    half_hour("V4", 4, "08:00", "12:00"),
]
PLANS = (
    ("W1", (("V1", "08:00"), ("V2", "09:30"), ("V3", "11:00"))),
    ("W2", (("V4", "08:30"),)),
    ("W3", ()),
)


def test_what_has_begun_stays_and_the_rest_of_a_sick_workers_round_goes_to_others() -> None:
    asked, published = scene(*PLANS, visits=MORNING)
    found = replanned(asked, published, SICK, now=moment("08:10"))
    assert [each.visit_id for each in duty_of(found, "W1").visits] == ["V1"]
    assert duty_of(found, "W1").visits[0] == published.duties[0].visits[0]
    assert not found.left
    assert made(found)["V2"] != ["W1"] != made(found)["V3"]


def test_duties_that_need_not_change_are_the_same_byte_for_byte() -> None:
    asked, published = scene(*PLANS, visits=MORNING)
    found = replanned(asked, published, SICK)
    changed = {each.slot for each in found.changes}
    same = [each for each in published.duties if (each.worker_id, each.date) not in changed]
    assert same
    assert [each.model_dump_json() for each in same] == [
        duty_of(found, each.worker_id).model_dump_json() for each in same
    ]


def test_a_visit_that_its_worker_has_set_out_for_is_not_taken_from_them() -> None:
    asked, published = scene(*PLANS, visits=MORNING)
    soon = half_hour("V9", 1, "08:40", "08:50")
    found = replanned(asked, published, UrgentVisit(visit=soon), now=moment("08:28"))
    assert made(found)["V4"] == ["W2"]
    assert duty_of(found, "W2").visits[0].start == moment("08:30")


def test_a_new_journey_begins_no_sooner_than_now() -> None:
    asked, published = scene(("W1", (("V1", "08:00"),)), visits=MORNING[:1])
    now, far = moment("09:00"), half_hour("V9", 5, "08:30", "12:00")
    found = replanned(asked, published, UrgentVisit(visit=far), now=now)
    places = asked.place_by_id
    minutes = asked.travel.minutes(asked.travel.metres(places["P1"], places["P5"]), asked.workers[0].travel_mode)
    assert duty_of(found, "W1").visits[1].start >= now + timedelta(minutes=minutes)


def test_a_late_worker_starts_later_and_gives_up_what_cannot_wait() -> None:
    asked, published = scene(*PLANS, visits=MORNING)
    found = replanned(asked, published, Lateness(worker_id="W1", date=MONDAY, minutes=100), now=moment("06:30"))
    assert duty_of(found, "W1").start == moment("08:40")
    assert made(found)["V1"] != ["W1"]
    assert not found.left
    assert len(found.further) == 1


def test_a_worker_who_runs_late_during_the_round_is_free_later() -> None:
    asked, published = scene(*PLANS, visits=MORNING)
    found = replanned(asked, published, Lateness(worker_id="W1", date=MONDAY, minutes=60), now=moment("09:00"))
    assert all(each.start >= moment("10:00") for each in duty_of(found, "W1").visits[1:])
    assert not found.further


def test_a_cancelled_visit_changes_its_own_duty_and_no_other() -> None:
    asked, published = scene(*PLANS, visits=MORNING)
    found = replanned(asked, published, CancelledVisit(visit_id="V2"))
    assert [each.worker_id for each in found.changes] == ["W1"]
    assert [(each.visit_id, each.start) for each in duty_of(found, "W1").visits] == [
        ("V1", moment("08:00")),
        ("V3", moment("11:00")),
    ]


def test_a_longer_visit_that_there_is_time_for_changes_nothing() -> None:
    asked, published = scene(*PLANS, visits=MORNING)
    found = replanned(asked, published, LongerVisit(visit_id="V1", minutes=60))
    assert not found.changes
    assert found.roster.duties == published.duties


def test_a_longer_visit_moves_the_next_one_where_its_window_lets_it() -> None:
    asked, published = scene(*PLANS, visits=MORNING)
    found = replanned(asked, published, LongerVisit(visit_id="V2", minutes=150))
    assert [each.worker_id for each in found.changes] == ["W1"]
    starts = {each.visit_id: each.start for each in duty_of(found, "W1").visits}
    assert starts["V3"] >= starts["V2"] + timedelta(minutes=150)


def test_an_urgent_visit_to_somebody_new_is_made_by_changing_one_duty() -> None:
    asked, published = scene(*PLANS, visits=MORNING)
    new = half_hour("V9", 1, "09:00", "10:00").model_copy(update={"service_user_id": "U9"})
    place = Place(id="P9", latitude=52.47, longitude=-1.86)
    change = UrgentVisit(visit=new, service_user=user("U9", place_id="P9"), place=place)
    found = replanned(asked, published, change)
    assert len(found.changes) == len(found.further) == 1
    assert "V9" in made(found)


def test_an_urgent_visit_for_two_is_made_by_two_at_one_time() -> None:
    asked, published = scene(*PLANS, visits=MORNING)
    found = replanned(asked, published, UrgentVisit(visit=half_hour("V9", 1, "09:00", "11:00", workers_needed=2)))
    assert len(made(found)["V9"]) == 2


def test_nobody_is_left_alone_at_a_visit_for_two_whatever_the_budget() -> None:
    visits = [half_hour("V1", 1, "09:00", "09:00", workers_needed=2), half_hour("V2", 2, "09:00", "09:00")]
    plans = (("W1", (("V1", "09:00"),)), ("W2", (("V1", "09:00"),)), ("W3", (("V2", "09:00"),)))
    asked, published = scene(*plans, visits=visits)
    found = replanned(asked, published, SICK, at_most_duties=0)
    assert "V1" not in made(found)
    assert [each.worker_id for each in found.further] == ["W2"]


def test_a_withdrawn_worker_has_no_duty_from_then_on() -> None:
    asked, published = scene(*PLANS, visits=MORNING)
    found = replanned(asked, published, Withdrawal(worker_id="W1", first_date=MONDAY))
    assert all(each.worker_id != "W1" for each in found.roster.duties)
    assert not found.left


def test_somebody_free_that_day_gets_a_new_duty_where_nobody_on_duty_has_room() -> None:
    visits = [half_hour("V1", 1, "09:00", "09:00"), half_hour("V2", 2, "09:00", "09:00")]
    workers = (worker("W1"), worker("W2"), worker("W4", employment=Employment.BANK))
    asked = request(workers=workers, service_users=USERS, visits=tuple(visits))
    published = roster(duty("W1", visits=(("V1", "09:00"),)), duty("W2", visits=(("V2", "09:00"),)))
    found = replanned(asked, published, SICK)
    assert made(found)["V1"] == ["W4"]
    assert [(each.worker_id, each.before) for each in found.further] == [("W4", None)]


def test_a_post_that_stands_empty_is_taken_over() -> None:
    post = Post(id="night desk", place_id="P0", constituency="Yardley", start=moment("22:00"), end=moment("07:00", 1))
    workers = tuple(worker(name, pattern_ids=("early", "night"), night_volunteer=True) for name in ("W1", "W2", "W3"))
    asked = request(workers=workers, visits=(), posts=(post,), patterns=PATTERNS)
    published = roster(duty("W1", pattern_id="night", post_id="night desk"), duty("W2", 1))
    found = replanned(asked, published, SICK, now=moment("12:00"))
    assert [(each.worker_id, each.post_id) for each in found.roster.duties if each.post_id] == [("W3", "night desk")]
    assert len(found.further) == 1


def test_no_journey_is_made_on_a_closed_road() -> None:
    visits = [half_hour("V1", 1, "08:00", "11:00"), half_hour("V2", 5, "08:00", "12:00")]
    asked, published = scene(("W1", (("V1", "08:00"), ("V2", "09:00"))), ("W2", ()), visits=visits)
    road = RoadClosed(start=moment("08:30"), end=moment("10:00"), area=Area(place_ids=("P5",)))
    before = published.duties[0]
    assert late_journeys(asked, before, [road], moment("07:00"))
    found = replanned(asked, published, road, now=moment("07:00"))
    assert not found.left
    assert not any(late_journeys(asked, each, [road], moment("07:00")) for each in found.roster.duties)


def test_a_slower_road_leaves_duties_alone_that_have_the_time() -> None:
    visits = [half_hour("V1", 1, "08:00", "11:00"), half_hour("V2", 5, "08:00", "12:00")]
    asked, published = scene(("W1", (("V1", "08:00"), ("V2", "09:30"))), visits=visits)
    road = RoadClosed(start=moment("08:30"), end=moment("10:00"), area=Area(place_ids=("P5",)), extra_minutes=20)
    assert not replanned(asked, published, road).changes


def test_nothing_changes_for_others_sooner_than_the_least_notice() -> None:
    asked, published = scene(*PLANS, visits=MORNING)
    now = moment("06:00")
    found = replanned(asked, published, SICK, now=now, least_notice_hours=3)
    assert found.further
    assert all(each.first_instant > now + timedelta(hours=3) for each in found.further)
    assert [each.visit_id for each in found.left] == ["V1"]
    assert "3 hours' notice" in found.left[0].reason


def test_a_visit_pinned_to_its_worker_stays_theirs() -> None:
    pin = Pin(id="pin", kind=PinKind.VISIT, worker_id="W2", visit_id="V4")
    asked, published = scene(*PLANS, visits=MORNING, pins=(pin,))
    found = replanned(asked, published, SICK)
    assert made(found)["V4"] == ["W2"]
    assert not found.left
