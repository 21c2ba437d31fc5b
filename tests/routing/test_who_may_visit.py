"""R18, R19, R20, R24 and pins of visits: who may make a visit, whatever the time."""

import pytest

from models.base import Gender, TravelMode
from models.wishes import Pin, PinKind
from tests.builders import moment, request, user, visit, window, worker
from tests.routing.plans import makings, planned, shift

W1_AT_EIGHT = {"V1": [("W1", "08:00")]}


def made(user_fields=None, worker_fields=None, **visit_fields):
    """Who makes the one visit when W1 is the only worker."""
    return makings(
        planned(
            request(
                workers=(worker(**(worker_fields or {})),),
                service_users=(user(**(user_fields or {})),),
                visits=(visit(**visit_fields),),
            )
        )
    )


def test_r18_binds_a_worker_without_one_of_the_skills_stays_away() -> None:
    assert made(worker_fields={"skills": ("hoist",)}, skills=("hoist", "medication")) == {}


def test_r18_holds_with_all_skills_and_more() -> None:
    assert made(worker_fields={"skills": ("a", "hoist", "medication")}, skills=("hoist", "medication")) == W1_AT_EIGHT


def test_r18_binds_both_workers_of_a_two_worker_visit_need_the_skill() -> None:
    pair = visit(workers_needed=2, skills=("hoist",))
    one, both = (worker(skills=("hoist",)), worker("W2")), (worker(skills=("hoist",)), worker("W2", skills=("hoist",)))
    assert makings(planned(request(workers=one, visits=(pair,)))) == {}
    assert len(makings(planned(request(workers=both, visits=(pair,))))["V1"]) == 2


def test_r19_binds_another_gender_or_none_given_stays_away() -> None:
    assert made({"gender_asked": Gender.MALE}) == {}
    assert made({"gender_asked": Gender.MALE}, {"gender": None}) == {}


def test_r19_holds_the_gender_asked_for_or_none_asked() -> None:
    assert made({"gender_asked": Gender.FEMALE}) == W1_AT_EIGHT
    assert made({}, {"gender": None}) == W1_AT_EIGHT


def test_r20_binds_an_excluded_worker_stays_away() -> None:
    assert made({"excluded_worker_ids": ("W1",)}) == {}


def test_r20_holds_for_everybody_else() -> None:
    asked = request(workers=(worker(), worker("W2")), service_users=(user(excluded_worker_ids=("W1",)),))
    assert makings(planned(asked)) == {"V1": [("W2", "08:00")]}


@pytest.mark.parametrize("reach", [(), ("Selly Oak",)])
def test_r24_binds_another_constituency_is_out_of_reach(reach: tuple[str, ...]) -> None:
    assert made({"constituency": "Ladywood"}, {"reach_constituencies": reach}) == {}


@pytest.mark.parametrize("reach", [("Ladywood",), ("*",)])
def test_r24_holds_in_a_reached_constituency(reach: tuple[str, ...]) -> None:
    assert made({"constituency": "Ladywood"}, {"reach_constituencies": reach}) == W1_AT_EIGHT


def test_r24_binds_one_minute_beyond_reach_by_the_workers_own_mode() -> None:
    asked = request()
    metres = asked.travel.metres(asked.places[0], asked.places[1])
    for mode in TravelMode:
        minutes = asked.travel.minutes(metres, mode)
        assert made({}, {"travel_mode": mode, "reach_minutes": minutes - 1}) == {}
        assert made({}, {"travel_mode": mode, "reach_minutes": minutes}) == W1_AT_EIGHT


def pin(worker_id: str, start: str | None = None) -> Pin:
    own = moment(start) if start else None
    return Pin(id=f"{worker_id} pinned", kind=PinKind.VISIT, worker_id=worker_id, visit_id="V1", start=own)


def test_r05_binds_a_pinned_visit_is_made_by_the_pinned_worker_at_the_pinned_start() -> None:
    asked = request(workers=(worker(), worker("W2")), pins=(pin("W2", "09:17"),))
    assert makings(planned(asked)) == {"V1": [("W2", "09:17")]}


def test_r05_binds_a_pinned_visit_pushes_out_whatever_is_dearer() -> None:
    work = (
        visit(windows=(window("09:00", "09:00"),), unserved_price_pence=1),
        visit("V2", windows=(window("09:00", "09:00"),), unserved_price_pence=50_000),
    )
    assert makings(planned(request(visits=work, pins=(pin("W1"),)))) == {"V1": [("W1", "09:00")]}


def test_r05_holds_one_of_two_workers_is_pinned_and_the_other_free() -> None:
    asked = request(
        workers=(worker(), worker("W2"), worker("W3")),
        service_users=(user(excluded_worker_ids=("W2",)),),
        visits=(visit(workers_needed=2),),
        pins=(pin("W3"),),
    )
    assert makings(planned(asked)) == {"V1": [("W1", "08:00"), ("W3", "08:00")]}


def test_r05_holds_two_workers_pinned_to_one_visit() -> None:
    asked = request(
        workers=(worker("W0"), worker(), worker("W2")),
        service_users=(user(known_worker_ids=("W0",)),),
        visits=(visit(workers_needed=2),),
        pins=(pin("W1"), pin("W2", "09:00")),
    )
    assert makings(planned(asked)) == {"V1": [("W1", "09:00"), ("W2", "09:00")]}


def test_r05_binds_a_start_pinned_outside_every_window_is_never_used() -> None:
    assert makings(planned(request(pins=(pin("W1", "11:00"),)))) == {}


def test_a_known_worker_is_chosen_over_a_stranger() -> None:
    crew = (worker(), worker("W2"))
    for known in ("W1", "W2"):
        asked = request(workers=crew, service_users=(user(known_worker_ids=(known,)),))
        assert makings(planned(asked)) == {"V1": [(known, "08:00")]}


def test_a_stranger_is_met_once_however_often_they_come() -> None:
    """The second visit goes to the worker whom the first one has made familiar."""
    asked = request(
        workers=(worker(), worker("W2")),
        visits=(visit(), visit("V2", windows=(window("08:00", "10:00", day=1),))),
    )
    crew_shifts = [shift(asked, name, day) for name in ("W1", "W2") for day in (0, 1)]
    visitors = makings(planned(asked, *crew_shifts))
    assert visitors["V1"][0][0] == visitors["V2"][0][0]
