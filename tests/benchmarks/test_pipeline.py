"""The glued pipeline: what it does to visits that a router cannot take, when stops are made, and the rules it keeps."""

from importlib.util import find_spec

import pytest

from benchmarks.pipeline.jobs import cut_apart, jobs_of
from benchmarks.pipeline.parts import held_in, parts_of
from benchmarks.pipeline.shifts import TRAVEL_MINUTES, hourly_demand, hourly_shifts
from benchmarks.pipeline.timing import NOWHERE, Stop, timed
from models.base import StartsFrom
from models.request import RotaRequest
from models.visits import Gap
from models.workers import Training
from optimiser.checks import check
from optimiser.shifts import Shift, make_shift
from tests.builders import MONDAY, duty, moment, pattern, request, roster, user, visit, window, worker

needs_vroom = pytest.mark.skipif(find_spec("vroom") is None, reason="pyvroom is not installed: pip install '.[peers]'")


def far_apart(origin: int, destination: int) -> int:
    """Twenty minutes between any two places."""
    return 0 if origin == destination else 20


def at_place(place: int, earliest: int, latest: int) -> Stop:
    return Stop("visit", place, 30, earliest, latest, place=place)


def test_demand_is_spread_over_the_hours_a_visit_may_take() -> None:
    long = visit(minutes=60, windows=(window("08:00", "11:00"),), workers_needed=2)
    found = hourly_demand(request(), [long])
    assert found == {hour: 2 * (60 + TRAVEL_MINUTES) // 4 for hour in (8, 9, 10, 11)}


def test_a_two_worker_visit_becomes_two_jobs_at_one_fixed_time_with_others_to_try() -> None:
    both = request(visits=(visit(workers_needed=2, windows=(window("08:00", "10:00"),)),))
    jobs = jobs_of(both)
    assert [job.window for job in jobs] == [(540, 540)] * 2
    assert jobs[0].at_another_time().window == (480, 480)
    assert jobs[0].at_another_time().at_another_time().window == (600, 600)


def test_a_gap_between_visits_cuts_both_windows_until_any_starts_keep_it() -> None:
    visits = (
        visit("V1", windows=(window("08:00", "10:00"),)),
        visit("V2", windows=(window("09:00", "11:00"),), gaps=(Gap(after_visit_id="V1", least_minutes=60),)),
    )
    first, second = jobs_of(request(visits=visits))
    assert second.window[0] - first.window[1] >= 30 + 60
    assert first.window[0] <= first.window[1]
    assert second.window[0] <= second.window[1]


def test_a_most_gap_cuts_them_too() -> None:
    windows = {"V1": (480, 600), "V2": (600, 900)}
    cut_apart(windows, "V1", "V2", 60, 180)
    (first_early, first_late), (second_early, second_late) = windows["V1"], windows["V2"]
    assert second_late - first_early <= 180
    assert first_early <= first_late
    assert second_early <= second_late


def test_a_worker_waits_for_a_window_and_travels_between_places() -> None:
    stops = [at_place(1, 500, 600), at_place(2, 0, 600)]
    assert timed(stops, 420, 780, NOWHERE, far_apart) == [500, 550]


def test_from_a_base_the_journeys_there_and_back_take_time() -> None:
    assert timed([at_place(1, 0, 600)], 420, 490, 0, far_apart) == [440]
    assert timed([at_place(1, 0, 600)], 420, 489, 0, far_apart) is None


def test_a_journey_is_made_before_the_break_where_it_does_not_fit_after() -> None:
    rest = Stop("break", 0, 20, 470, 470)
    stops = [at_place(1, 420, 420), rest, at_place(2, 490, 490)]
    assert timed(stops, 420, 780, NOWHERE, far_apart) == [420, 470, 490]


def test_what_fits_neither_way_is_refused() -> None:
    rest = Stop("break", 0, 20, 460, 460)
    stops = [at_place(1, 420, 420), rest, at_place(2, 490, 490)]
    assert timed(stops, 420, 780, NOWHERE, far_apart) is None


def shift_on_monday(asked: RotaRequest, pattern_id: str, *parts: tuple[int, int]) -> Shift:
    return make_shift(asked, "W1", MONDAY, asked.pattern_by_id[pattern_id], parts)


def test_each_part_of_a_split_is_filled_apart_and_the_handover_comes_first() -> None:
    asked = request(workers=(worker(starts_from=StartsFrom.BASE, place_id="P3"),))
    one, two = parts_of(asked, shift_on_monday(asked, "early", (420, 660), (960, 1200)), {})
    assert (one.begins, one.ends, two.begins, two.ends) == (430, 660, 960, 1200)
    assert one.base == two.base == 3


def test_a_training_is_held_in_the_longest_shift_it_fits_into() -> None:
    training = Training(id="T1", worker_id="W1", minutes=60, first_date=MONDAY, last_date=MONDAY)
    asked = request(trainings=(training,))
    short, long = (shift_on_monday(asked, "early", (start, 780)) for start in (600, 420))
    held = held_in(asked, [short, long])
    assert held == {"T1": long}
    (part,) = parts_of(asked, long, held)
    assert [(pause.kind, pause.earliest, pause.latest) for pause in part.pauses] == [("training", 480, 720)]


def test_shifts_are_where_the_demand_is() -> None:
    busy = request(visits=tuple(visit(f"V{n}", windows=(window("16:00", "18:00"),)) for n in range(4)))
    monday = [shift for shift in hourly_shifts(busy, 5.0, 1, 1) if shift.date == MONDAY]
    assert [shift.pattern_id for shift in monday] == ["late"]


@needs_vroom
def test_the_pipeline_plans_a_small_week_inside_every_rule() -> None:
    from benchmarks.pipeline.glue import glued

    small = request(
        workers=(worker("W1"), worker("W2", place_id="P2")),
        patterns=(pattern("early", "07:00", "13:30"), pattern("late", "15:00", "21:00")),
        service_users=(user("U1"), user("U2", place_id="P4")),
        visits=(
            visit("V1", windows=(window("08:00", "09:00"),)),
            visit("V2", "U2", windows=(window("09:00", "11:00"),)),
            visit("V3", "U2", windows=(window("11:30", "12:00"),), workers_needed=2),
        ),
    )
    planned = glued(small, 6.0, 1, 1)
    assert check(small, planned) == []
    made = [each.visit_id for duty in planned.duties for each in duty.visits]
    assert set(made) >= {"V1", "V2"}
    assert made.count("V3") in (0, 2)


@needs_vroom
def test_what_breaks_a_rule_is_dropped() -> None:
    from benchmarks.pipeline.glue import without_violations

    asked = request()
    late = roster(duty(visits=[("V1", "11:00")]))
    assert [violation.code for violation in check(asked, late)] == ["R17"]
    mended = without_violations(asked, late)
    assert check(asked, mended) == []
    assert mended.duties[0].visits == ()
    assert mended.duties[0].start == moment("07:00")
