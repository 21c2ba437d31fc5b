"""Which parts are freed, one after another and at once, and what is kept of them when others have changed the rest."""

from dataclasses import replace

import numpy as np
import pytest

from optimiser.rostering.lines.drawing import Drawing, Drawn
from optimiser.rostering.lines.merging import merged
from optimiser.rostering.lines.part import Freed, can_end
from optimiser.rostering.lines.part_job import PartFound
from optimiser.rostering.lines.problem import LineProblem, Lines
from optimiser.rostering.lines.start import first_lines
from tests.rostering_lines.rotas import cover, generated, lines_of, rota, staff


def problem_of(days: int, workers: int = 4) -> LineProblem:
    return lines_of(generated(1, days=days, workers=workers)).problem


def drawing_of(problem: LineProblem, size: float = 1e6, seed: int = 1) -> Drawing:
    return Drawing(problem, np.random.default_rng(seed), size, 1e6)


def came(before: int = 10, bound: float = 0.0, better: Lines | None = None) -> PartFound:
    return PartFound(before, better, bound, ())


@pytest.mark.parametrize("days", [1, 2, 3, 14])
def test_parts_drawn_hold_days_and_end_where_they_can(days: int) -> None:
    problem = problem_of(days)
    drawing = drawing_of(problem)
    for _ in range(20):
        freed = drawing.draw().freed
        assert 0 <= freed.first < freed.last <= days
        assert can_end(problem, freed.last)


def test_everybody_has_a_turn_on_every_day_before_anything_else_is_drawn() -> None:
    problem = problem_of(28, workers=8)
    drawing = drawing_of(problem)
    drawing.begin_with_everybody(at_once=2)
    seen: list[int] = []
    while len(seen) < 28:
        freed = drawing.draw().freed
        assert freed.workers.size == 8
        seen.extend(range(freed.first, freed.last))
    assert sorted(seen) == list(range(28))
    assert drawing.draw().freed.workers.size == 4


def test_parts_solved_at_once_share_no_day_and_no_worker_where_they_need_not() -> None:
    problem = problem_of(84, workers=8)
    drawing = drawing_of(problem)
    drawing.begin_with_everybody(at_once=2)
    while drawing.draw().freed.workers.size == 8:
        pass
    for _ in range(20):
        one = drawing.draw().freed
        two = drawing.draw([one]).freed
        assert one.last <= two.first or two.last <= one.first
        assert not set(one.workers.tolist()) & set(two.workers.tolist())


def test_where_no_part_has_gained_lately_two_at_once_need_not_share_the_workers_between_them() -> None:
    """Else the halves that they begin with would be freed again and again, and no part would ever mix them."""
    drawing = drawing_of(problem_of(28, workers=8), size=28 * 8.0)
    for span in drawing.spans * 10:
        drawing.learn(span, came(), 0, 1.0)
    one = Freed(np.arange(4), 0, 28)
    seen = [drawing.draw([one]).freed for _ in range(20)]
    assert any(set(freed.workers.tolist()) & {0, 1, 2, 3} for freed in seen)
    assert any(freed.last - freed.first == 28 for freed in seen)


def test_days_that_are_being_solved_for_everybody_are_not_solved_for_everybody_beside_it() -> None:
    problem = problem_of(28, workers=8)
    drawing = drawing_of(problem)
    for span in drawing.spans * 10:
        drawing.learn(span, came(bound=10.0), 0, 1.0)
    everybody = Freed(np.arange(8), 0, 28)
    beside = [drawing.draw([everybody]).freed for _ in range(20)]
    as_long = [freed for freed in beside if freed.last - freed.first == 28]
    assert as_long
    assert all(freed.workers.size < 8 for freed in as_long)


def test_where_one_part_frees_everybody_on_all_days_another_is_still_drawn() -> None:
    problem = problem_of(7)
    drawing = drawing_of(problem)
    whole = replace(drawing.draw().freed, workers=np.arange(problem.workers), first=0, last=problem.days)
    assert drawing.draw([whole]).freed.workers.size


def test_a_span_in_which_nothing_better_can_be_frees_more_workers_and_one_too_hard_fewer() -> None:
    problem = problem_of(28, workers=40)
    span = drawing_of(problem, size=400.0).spans[-1]
    before = span.number
    drawing = drawing_of(problem, size=400.0)
    drawing.learn(span, came(bound=10.0), 0, 1.0)
    assert span.number > before
    grown = span.number
    drawing.learn(span, came(bound=0.0), 0, 1.0)
    assert span.number < grown


def test_the_span_that_gains_most_a_second_is_drawn_most_and_no_other_never() -> None:
    problem = problem_of(28, workers=40)
    drawing = drawing_of(problem)
    for span, gain in zip(drawing.spans, (5, 1000, 5), strict=True):
        drawing.learn(span, came(), gain, 1.0)
    drawn: list[Drawn] = [drawing.draw() for _ in range(400)]
    times = [sum(each.span is span for each in drawn) for span in drawing.spans]
    assert max(times) == times[1] > 200
    assert min(times) > 0


def test_where_nothing_has_been_gained_for_very_long_every_span_is_drawn_about_as_often() -> None:
    drawing = drawing_of(problem_of(28, workers=40))
    drawing.learn(drawing.spans[0], came(), 1000, 1.0)
    for _ in range(3000):
        for span in drawing.spans:
            drawing.learn(span, came(), 0, 1.0)
    drawn = [drawing.draw() for _ in range(600)]
    assert min(sum(each.span is span for each in drawn) for span in drawing.spans) > 150


def test_of_two_new_lines_for_one_duty_one_is_kept() -> None:
    request = rota(covers=(cover(2),), workers=(staff("W1"), staff("W2")))
    problem = lines_of(request).problem
    off = Lines(np.zeros((2, 7), dtype=np.int64), np.zeros((2, 7), dtype=np.int64))
    both = Lines(off.choices.copy(), off.roles.copy())
    both.choices[:, 2] = 1
    dear = replace(problem, choice_pence=problem.choice_pence + 10 * (np.arange(problem.choices) > 0))
    kept = merged(dear, off, both)
    assert kept.choices.sum() == 1
    assert kept.pence(dear) < min(off.pence(dear), both.pence(dear))


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_is_never_dearer_than_all_new_lines(seed: int) -> None:
    problem = lines_of(generated(seed, workers=6)).problem
    one, two = first_lines(problem, seed), first_lines(problem, seed + 1)
    assert merged(problem, one, two).pence(problem) <= two.pence(problem)
