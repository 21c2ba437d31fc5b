"""Large changes: as many further duties change as it takes, and what cannot be served is left with a reason."""

from models.changes import Sickness
from models.request import RotaRequest
from models.roster import Roster
from tests.builders import MONDAY
from tests.replan.scenes import half_hour, made, replanned, scene

ILL = tuple(f"A{n}" for n in range(1, 6))
SICK = tuple(Sickness(worker_id=name, first_date=MONDAY) for name in ILL)


def seven_needed() -> tuple[RotaRequest, Roster]:
    """Five fall ill: each has a visit at 09:00, two of them one together at 11:00; colleagues have one hole each."""
    lost = [half_hour(f"V{n}", n, "09:00", "09:00") for n in range(1, 6)]
    for_two = half_hour("Two", 1, "11:00", "11:00", workers_needed=2)
    own = [half_hour(f"E{n}", n, "11:00", "11:00", time_critical=True) for n in range(1, 6)]
    early = [half_hour(f"F{n}", n, "09:00", "09:00") for n in (1, 2)]
    ill = [(name, ((f"V{n}", "09:00"), *([("Two", "11:00")] if n <= 2 else []))) for n, name in enumerate(ILL, 1)]
    free_at_nine = [(f"C{n}", ((f"E{n}", "11:00"),)) for n in range(1, 6)]
    free_at_eleven = [(f"D{n}", ((f"F{n}", "09:00"),)) for n in (1, 2)]
    plans = [(name, tuple(visits)) for name, visits in (*ill, *free_at_nine, *free_at_eleven)]
    return scene(*plans, visits=[*lost, for_two, *own, *early])


def test_seven_duties_change_where_five_ill_leave_work_for_seven() -> None:
    found = replanned(*seven_needed(), *SICK)
    assert not found.left
    assert len(found.further) == 7
    assert made(found)["Two"] == ["D1", "D2"], "neither could be sent alone"


def test_a_budget_below_what_it_takes_is_kept_and_says_what_more_would_do() -> None:
    found = replanned(*seven_needed(), *SICK, at_most_duties=5)
    assert len(found.further) <= 5
    assert found.left
    assert all(each.needed for each in found.left)


def test_when_all_but_one_are_ill_the_roster_still_stands_and_says_what_nobody_makes() -> None:
    asked, published = seven_needed()
    others = [worker.id for worker in asked.workers if worker.id != "C1"]
    found = replanned(asked, published, *(Sickness(worker_id=name, first_date=MONDAY) for name in others))
    assert len(found.left) == 11, "of 09:00's seven and 11:00's five and the one for two, one of each is made"
    assert all(each.reason for each in found.left)
