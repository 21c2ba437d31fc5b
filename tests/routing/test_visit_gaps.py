"""R22: two visits of one person keep the distance agreed, whichever of them is planned first."""

import pytest

from models.visits import Gap
from tests.builders import request, visit, window, worker
from tests.routing.plans import makings, planned

ALL_DAY = (window("07:10", "12:30"),)


def made(least: int = 0, most: int | None = None, first=ALL_DAY, second=ALL_DAY, dearest: str = "V1", **fields):
    """The two visits' starts when the dearest of the two is inserted first; V2 follows V1."""
    gap = Gap(after_visit_id="V1", least_minutes=least, most_minutes=most)
    price = {dearest: 60_000}
    work = (
        visit(windows=first, unserved_price_pence=price.get("V1", 50_000), **fields),
        visit("V2", windows=second, gaps=(gap,), unserved_price_pence=price.get("V2", 50_000), **fields),
    )
    return makings(planned(request(workers=(worker(), worker("W2")), visits=work), steps=300))


@pytest.mark.parametrize("dearest", ["V1", "V2"])
def test_r22_binds_the_least_gap_is_waited_for(dearest: str) -> None:
    """V1 begins at 07:10 at the earliest and ends half an hour later."""
    both = made(most=30, second=(window("12:00", "12:00"),), first=(window("07:10", "11:00"),), dearest=dearest)
    assert [both[name][0][1] for name in ("V1", "V2")] == ["11:00", "12:00"]


@pytest.mark.parametrize("dearest", ["V1", "V2"])
def test_r22_binds_visits_too_far_apart_are_not_both_made(dearest: str) -> None:
    far = made(most=29, second=(window("12:00", "12:00"),), first=(window("07:10", "11:00"),), dearest=dearest)
    assert set(far) == {dearest}


def test_r22_binds_the_later_visit_never_comes_first() -> None:
    backwards = made(first=(window("10:00", "10:00"),), second=(window("08:00", "08:00"),))
    assert set(backwards) == {"V1"}


def test_r22_holds_where_the_windows_guarantee_the_gap() -> None:
    both = made(least=60, most=240, first=(window("08:00", "08:00"),), second=(window("10:00", "10:00"),))
    assert set(both) == {"V1", "V2"}


def test_r22_binds_between_visits_of_two_workers() -> None:
    both = made(least=60, second=(window("07:10", "09:00"),), workers_needed=2)
    starts = {name: {start for _, start in who} for name, who in both.items()}
    assert starts["V1"] == {"07:10"}
    assert "08:40" <= max(starts["V2"]) <= "09:00"
    assert all(len(who) == 2 for who in both.values())
