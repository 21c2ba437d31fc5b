"""Generated home-care days: what the issue asks of them, and that every solver is given the same."""

from collections import Counter

import pytest

from benchmarks.peers.day import Day
from benchmarks.peers.days import COMMON, RARE, day_request
from models.clock import minutes_between
from models.integrity import find_problems
from optimiser.checks import check
from optimiser.metrics import score
from optimiser.preflight import preflight


@pytest.fixture(scope="module")
def day() -> Day:
    return Day.of(day_request(100, seed=3))


def test_a_seed_draws_the_same_day_again_and_another_seed_another() -> None:
    assert day_request(40, 1) == day_request(40, 1)
    assert day_request(40, 1).visits != day_request(40, 2).visits


@pytest.mark.parametrize(("visits", "workers"), [(100, 15), (400, 50), (1_000, 112)])
def test_there_are_workers_just_enough(visits: int, workers: int) -> None:
    request = day_request(visits, 0)
    assert (len(request.visits), len(request.workers)) == (visits, workers)


def test_a_day_is_sound_and_possible(day: Day) -> None:
    assert not find_problems(day.request)
    assert not preflight(day.request).fatal


def test_windows_care_and_workers_are_as_the_issue_says(day: Day) -> None:
    for visit in day.request.visits:
        (window,) = visit.windows
        assert 60 <= minutes_between(window.earliest_start, window.latest_start) <= 120
        assert 20 <= visit.minutes <= 45
        assert visit.workers_needed == 1


def test_a_tenth_of_visits_needs_one_skill_and_three_tenths_another() -> None:
    visits = day_request(1_000, 0).visits
    needed = Counter(skill for visit in visits for skill in visit.skills)
    assert 70 <= needed[RARE] <= 130
    assert 250 <= needed[COMMON] <= 350


def test_every_worker_has_one_shift_and_is_pinned_to_it(day: Day) -> None:
    assert {pin.worker_id: pin.pattern_id for pin in day.request.pins} == {
        worker.id: worker.pattern_ids[0] for worker in day.request.workers
    }


def one_visit_each(day: Day) -> list[list[int]]:
    """The first visit that each worker may make and can reach, made by nobody before."""
    rows: list[list[int]] = []
    for worker in range(len(day.home)):
        taken = {visit for row in rows for visit in row}
        fits = [
            visit
            for visit in range(len(day.care))
            if visit not in taken
            and day.allowed[worker, visit]
            and day.earliest[visit] >= day.begins[worker] + 60
            and day.latest[visit] + 120 <= day.ends[worker]
        ]
        rows.append(fits[:1])
    return rows


def test_rows_become_a_roster_that_the_referee_accepts_and_the_ledger_counts_alike(day: Day) -> None:
    rows = one_visit_each(day)
    roster = day.roster(rows)
    assert sum(map(len, rows)) > 5
    assert check(day.request, roster) == []
    assert score(day.request, roster)["travel_minutes"] == day.travel_minutes(rows)
    assert day.rows(roster) == rows


def test_more_visits_are_better_than_less_travel_and_less_travel_decides_between_equals(day: Day) -> None:
    rows = one_visit_each(day)
    fewer = [[], *rows[1:]]
    assert day.better([fewer, rows]) == rows
    nobody: list[list[int]] = [[] for _ in rows]
    one = next(worker for worker, made in enumerate(rows) if made)
    near, far = [list(each) for each in nobody], [list(each) for each in nobody]
    places = range(len(day.care))
    visit_near = min(places, key=lambda visit: day.travel[day.home[one], day.visit_place[visit]])
    visit_far = max(places, key=lambda visit: day.travel[day.home[one], day.visit_place[visit]])
    near[one], far[one] = [visit_near], [visit_far]
    assert day.better([far, near]) == near
