"""A visit may start in any of its windows, late or early ones at a price; two workers start as it asks."""

from typing import Any

import pytest

from models.money import Prices
from models.visits import Timing, Together
from tests.builders import moment, visit, window


@pytest.mark.parametrize(
    ("clock", "late"), [("07:59", None), ("08:00", 0), ("10:00", 0), ("10:20", 20), ("10:30", 30), ("10:31", None)]
)
def test_lateness_is_counted_from_the_close_of_the_window(clock: str, late: int | None) -> None:
    timing = visit(windows=(window("08:00", "10:00", late=30),)).timing(moment(clock), Prices())
    assert timing == (None if late is None else Timing(late, 0))


@pytest.mark.parametrize(
    ("clock", "early"), [("07:44", None), ("07:45", 15), ("07:59", 1), ("08:00", 0), ("10:00", 0), ("10:01", None)]
)
def test_earliness_is_counted_up_to_the_opening_of_the_window(clock: str, early: int | None) -> None:
    own = visit(windows=(window("08:00", "10:00", early=15),))
    assert own.timing(moment(clock), Prices()) == (None if early is None else Timing(0, early))
    assert own.admits(moment(clock)) is (early is not None)


def test_of_several_windows_the_kindest_counts() -> None:
    two = visit(windows=(window("08:00", "09:00", late=120), window("10:00", "11:00")))
    assert two.timing(moment("10:30"), Prices()) == Timing(0, 0)
    assert two.timing(moment("09:30"), Prices()) == Timing(30, 0)
    assert two.timing(moment("11:30"), Prices()) is None


def test_between_two_windows_the_price_says_whether_a_start_is_late_or_early() -> None:
    two = visit(windows=(window("08:00", "09:00", late=60), window("10:00", "11:00", early=60)))
    half_past = moment("09:30")
    assert two.timing(half_past, Prices(late_minute=10, early_minute=20)) == Timing(30, 0)
    assert two.timing(half_past, Prices(late_minute=20, early_minute=10)) == Timing(0, 30)
    assert two.timing(half_past, Prices(late_minute=10, early_minute=10)) == Timing(30, 0)
    assert two.timing(moment("09:50"), Prices(late_minute=10, early_minute=10)) == Timing(0, 10)


SEQUENCE = {"together": Together.SEQUENCE, "second_least_minutes": 30, "second_most_minutes": 90}


@pytest.mark.parametrize(
    ("fields", "apart"),
    [
        ({}, [0]),
        (SEQUENCE, [30, 60, 90]),
        ({**SEQUENCE, "second_most_minutes": None}, [30, 60, 90, 91, 600]),
        ({"together": Together.INDEPENDENT}, [0, 29, 30, 60, 90, 91, 600]),
    ],
)
def test_two_workers_start_together_in_sequence_or_as_it_suits(fields: dict[str, Any], apart: list[int]) -> None:
    two = visit(workers_needed=2, **fields)
    assert [minutes for minutes in (0, 29, 30, 60, 90, 91, 600) if two.may_lie_apart(minutes)] == apart
