"""When a search stops."""

import pytest

from optimiser.improve.stop import AfterSeconds, AfterSteps


def test_after_steps_counts_steps_and_no_clock() -> None:
    stop = AfterSteps(4)
    assert [stop.done(steps) for steps in range(6)] == [0.0, 0.25, 0.5, 0.75, 1.0, 1.0]


def test_no_steps_at_all_stop_after_the_first() -> None:
    assert AfterSteps(0).done(1) == 1.0


@pytest.mark.parametrize("seconds", [0.0, -5.0])
def test_time_that_is_already_up_stops_at_once(seconds: float) -> None:
    assert AfterSeconds(seconds).done(0) == 1.0


def test_a_clock_runs_from_zero_to_one_whatever_the_steps() -> None:
    stop = AfterSeconds(3_600)
    assert 0.0 <= stop.done(1_000_000) < 0.01
