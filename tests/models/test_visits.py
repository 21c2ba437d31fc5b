"""A visit may start in any of its windows, late ones at a price."""

import pytest

from tests.builders import moment, visit, window


@pytest.mark.parametrize(
    ("clock", "late"), [("07:59", None), ("08:00", 0), ("10:00", 0), ("10:20", 20), ("10:30", 30), ("10:31", None)]
)
def test_lateness_is_counted_from_the_close_of_the_window(clock: str, late: int | None) -> None:
    assert visit(windows=(window("08:00", "10:00", late=30),)).late_minutes(moment(clock)) == late


def test_of_several_windows_the_kindest_counts() -> None:
    two = visit(windows=(window("08:00", "09:00", late=120), window("10:00", "11:00")))
    assert two.late_minutes(moment("10:30")) == 0
    assert two.late_minutes(moment("09:30")) == 30
    assert two.late_minutes(moment("11:30")) is None
