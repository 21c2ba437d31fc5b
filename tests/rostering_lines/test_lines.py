"""Lines by hand, and generated ones against the referee: the best line, the bound, the dive and the search."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from models.line_terms import BoundKind
from models.roster import Duty, Roster
from models.rules import Succession
from models.wishes import Pin, PinKind, Preference, PreferenceKind
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.rostering.lines import tables
from optimiser.rostering.lines.of_request import LineRequest
from optimiser.rostering.lines.part import Freed, can_end, part_of
from optimiser.rostering.lines.problem import Lines
from optimiser.rostering.lines.roles import settled_roles
from optimiser.rostering.lines.search import Found, improve_lines
from optimiser.rostering.lines.start import first_lines
from optimiser.rostering.lines.tables import WorkerTables
from optimiser.shifts import candidate_shifts
from tests.builders import visit
from tests.rostering_lines.rotas import bound, cover, day, generated, lines_of, rota, staff

SEEDS = range(6)


def best(asked: LineRequest, work: int = 5) -> Found:
    return improve_lines(asked.problem, work=work)


def worked(found: Found, row: int = 0) -> str:
    return "".join("-EL"[choice] for choice in found.lines.choices[row])


def roster_of(asked: LineRequest, lines: Lines) -> Roster:
    horizon = asked.request.horizon
    duties = [
        Duty(
            worker_id=shift.worker_id,
            date=shift.date,
            pattern_id=shift.pattern_id,
            parts=shift.spans(horizon),
            role=shift.role,
        )
        for shift in asked.shifts_of(lines)
    ]
    return Roster(duties=tuple(sorted(duties, key=lambda duty: (duty.date, duty.worker_id))))


def test_cover_is_met_where_nothing_stands_against_it() -> None:
    found = best(lines_of(rota()))
    assert (worked(found), found.pence) == ("EEEEEEE", 0)


def test_a_hard_most_of_duties_in_a_row_leaves_two_of_seven_days_short() -> None:
    found = best(lines_of(rota(bound(BoundKind.CONSECUTIVE_DUTIES, most=3))))
    assert found.pence == 100
    assert "EEEE" not in worked(found)


def test_a_priced_most_is_broken_where_cover_is_worth_more() -> None:
    found = best(lines_of(rota(bound(BoundKind.CONSECUTIVE_DUTIES, most=5, most_pence=40))))
    assert (worked(found), found.pence) == ("EEEEEEE", 80)  # the 6th and 7th day; a day off between would cost 100


def test_a_run_at_either_end_of_the_horizon_is_never_short() -> None:
    covers = tuple(cover(number, wanted=int(number in (0, 6)), over_pence=50) for number in range(7))
    found = best(lines_of(rota(bound(BoundKind.CONSECUTIVE_DUTIES, least=3), covers=covers)))
    assert (worked(found), found.pence) == ("E-----E", 0)


def test_a_run_carried_in_is_short_when_the_first_date_ends_it() -> None:
    history = {"consecutive_days_worked": 1, "last_pattern_id": "early", "same_pattern_days": 1}
    terms = bound(BoundKind.CONSECUTIVE_DUTIES, least=3, least_pence=7)
    nothing = tuple(cover(number, wanted=0, over_pence=50) for number in range(7))
    found = best(lines_of(rota(terms, covers=nothing, workers=(staff(carried=history, pattern_ids=("early",)),))))
    assert (worked(found), found.pence) == ("-------", 14)


def test_a_late_is_not_followed_by_an_early_where_that_is_forbidden() -> None:
    covers = (cover(0, "late"), cover(1, "early", under_pence=40))
    asked = lines_of(rota(covers=covers, successions=(Succession(pattern_id="late", next_pattern_id="early"),)))
    assert best(asked).pence == 40


def test_a_weekend_worked_on_one_day_costs_its_price() -> None:
    covers = tuple(cover(number, wanted=int(number == 5), over_pence=50) for number in range(7))
    found = best(lines_of(rota(covers=covers, weekend_pence=30, workers=(staff(pattern_ids=("early",)),))))
    assert (worked(found), found.pence) == ("-----E-", 30)


def test_a_wish_refused_costs_its_own_price() -> None:
    wish = Preference(id="off", worker_id="W1", kind=PreferenceKind.RATHER_NOT, date=day(2), pence=9)
    assert best(lines_of(rota(preferences=(wish,)))).pence == 9


def test_a_pinned_day_off_and_a_pinned_duty_are_kept() -> None:
    pins = (
        Pin(id="off", kind=PinKind.DAY_OFF, worker_id="W1", date=day(1)),
        Pin(id="on", kind=PinKind.DUTY, worker_id="W1", date=day(3), pattern_id="late"),
    )
    found = best(lines_of(rota(pins=pins)))
    assert (worked(found), found.pence) == ("E-ELEEE", 200)


def test_a_worker_with_two_skills_fills_the_role_that_nobody_else_can() -> None:
    team = (staff("W1", skills=("care", "lead")), staff("W2", skills=("care",)))
    covers = tuple(cover(0, skill=skill) for skill in ("care", "lead"))
    found = best(lines_of(rota(workers=team, covers=covers)))
    assert found.pence == 0
    assert found.lines.roles[:, 0].tolist() == [2, 1]


def test_a_request_with_visits_is_not_one_of_lines_alone() -> None:
    request = rota(visits=(visit(),))
    assert LineRequest.of(request, candidate_shifts(request)) is None


def test_a_request_whose_weekly_hours_bind_is_not_one_of_lines_alone() -> None:
    request = rota(workers=(staff(tolerance_over_minutes=600),))
    assert LineRequest.of(request, candidate_shifts(request)) is None


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_line_is_the_least_of_all_lines(seed: int) -> None:
    problem = lines_of(generated(seed, days=7)).problem
    prices = np.random.default_rng(seed).integers(-60, 60, (problem.days, problem.choices)).astype(np.float64)
    prices[:, 0] = 0.0
    every = np.array(list(itertools.product(range(problem.choices), repeat=problem.days)))
    for worker in range(problem.workers):
        least = min(problem.line_pence(worker, line) + prices[np.arange(7), line].sum() for line in every)
        pence, line = WorkerTables(problem, worker).best(prices)
        assert line is not None
        assert pence == pytest.approx(least)
        assert problem.line_pence(worker, line) + prices[np.arange(7), line].sum() == pytest.approx(least)


@pytest.mark.parametrize("seed", SEEDS)
def test_totals_too_many_to_count_are_kept_all_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_CELLS", 0)
    asked = lines_of(generated(seed))
    found = best(asked)
    assert check(asked.request, roster_of(asked, found.lines)) == []
    assert found.bound - 1e-6 <= found.pence


@pytest.mark.parametrize("seed", SEEDS)
def test_what_lines_cost_is_what_the_referee_finds_and_no_rule_is_broken(seed: int) -> None:
    asked = lines_of(generated(seed))
    found = best(asked)
    roster = roster_of(asked, found.lines)
    assert check(asked.request, roster) == []
    assert asked.keeps_rules(found.lines)
    assert sum(recompute(asked.request, roster).values()) == found.pence == found.lines.pence(asked.problem)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_lines_cost_less_than_the_bound(seed: int) -> None:
    asked = lines_of(generated(seed, days=7, workers=3))
    first = first_lines(asked.problem, seed).pence(asked.problem)
    found = best(asked)
    assert found.bound - 1e-6 <= found.pence <= first


@pytest.mark.parametrize("seed", SEEDS)
def test_a_part_gains_what_the_whole_gains(seed: int) -> None:
    problem = lines_of(generated(seed)).problem
    lines = first_lines(problem, seed)
    freed = Freed(np.array([0, 2]), 3, 12)
    assert can_end(problem, freed.last)
    part, standing = part_of(problem, lines, freed), lines.of(freed.workers, freed.first, freed.last)
    other = first_lines(part, seed + 1)
    changed = lines.with_part(freed.workers, freed.first, other)
    assert standing.pence(part) - other.pence(part) == lines.pence(problem) - changed.pence(problem)


def test_a_part_does_not_end_between_saturday_and_sunday() -> None:
    problem = lines_of(generated(0)).problem
    assert [ends for ends in range(1, 15) if not can_end(problem, ends)] == [6, 13]


@pytest.mark.parametrize("seed", SEEDS)
def test_roles_settled_together_are_the_cheapest(seed: int) -> None:
    draw = np.random.default_rng(seed)
    problem = lines_of(generated(seed, days=3, workers=4)).problem
    choices = draw.integers(0, 3, (4, 3))
    settled = settled_roles(problem, choices)
    for number in range(3):
        options = [_roles(problem, worker, number, int(choices[worker, number])) for worker in range(4)]
        found = Lines(choices[:, [number]], settled[:, [number]])
        rows = [np.array(roles)[:, None] for roles in itertools.product(*options)]
        least = min(_cover_pence(problem, number, Lines(found.choices, row)) for row in rows)
        assert _cover_pence(problem, number, found) == least


def _roles(problem, worker, number, choice):
    named = [role for role in np.flatnonzero(problem.roles[worker] & problem.named[number, choice]) if role]
    return named if choice and named else [0]


def _cover_pence(problem, number, lines):
    one_day = replace(
        problem,
        choice_pence=problem.choice_pence[:, [number]],
        cover_pence=problem.cover_pence[[number]],
    )
    counted = lines.counted(one_day)
    return int(np.take_along_axis(one_day.cover_pence, counted[..., None], axis=3).sum())


def test_a_work_limit_gives_the_same_lines_every_time() -> None:
    problem = lines_of(generated(3)).problem
    one, two = (improve_lines(problem, work=3, seed=5) for _ in range(2))
    assert (one.lines.choices == two.lines.choices).all()
    assert (one.lines.roles == two.lines.roles).all()


def test_threads_do_not_change_the_lines() -> None:
    problem = lines_of(generated(4)).problem
    one, two = (improve_lines(problem, work=3, workers=workers) for workers in (1, 2))
    assert (one.lines.choices == two.lines.choices).all()


def test_lines_given_to_start_from_are_never_made_worse() -> None:
    problem = lines_of(generated(2)).problem
    good = improve_lines(problem, work=4)
    assert improve_lines(problem, start=good.lines, work=1, seed=9).pence <= good.pence
