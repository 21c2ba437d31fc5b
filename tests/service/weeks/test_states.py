"""A week goes from opened to closed by stated steps; every refusal says where it stands and what can be done."""

import pytest

from service.store.tables import Week, WeekState
from service.web.refusals import RefusedError
from service.weeks.states import LEAVES, Step, require, take


def a_week(state: WeekState) -> Week:
    return Week(id=7, state=state.value)


def test_the_way_of_a_week() -> None:
    week = a_week(WeekState.OPEN)
    for step, state in [(Step.SUBMIT, "submitted"), (Step.PUBLISH, "published"), (Step.CLOSE, "closed")]:
        take(week, step)
        assert week.state == state


@pytest.mark.parametrize("step", Step)
def test_a_closed_week_stays_as_it_is(step: Step) -> None:
    with pytest.raises(RefusedError) as refused:
        take(a_week(WeekState.CLOSED), step)
    assert refused.value.status == 409
    assert "week 7 is closed" in refused.value.problems[0].cause


def test_a_refusal_says_what_can_be_done_instead() -> None:
    with pytest.raises(RefusedError) as refused:
        require(a_week(WeekState.OPEN), Step.PUBLISH)
    (problem,) = refused.value.problems
    assert problem.cause == "week 7 is open; you cannot publish a roster now"
    assert "submit it" in problem.action and "publish" not in problem.action


def test_preferences_are_stated_and_deadlines_moved_only_while_a_week_is_open() -> None:
    assert set(LEAVES[Step.STATE_PREFERENCES]) == set(LEAVES[Step.MOVE_DEADLINE]) == {WeekState.OPEN}
