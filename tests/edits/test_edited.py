"""Changes by hand do what they say and nothing else, or say what is not there."""

import pytest

from models.edits import DropDuty, Edit, MoveVisit, PutDuty, SwapDuties, WholeRoster
from models.problems import InputError
from models.roster import Duty
from optimiser.edits import edited
from tests import builders as make

ONE = make.duty("W1", visits=[("V1", "08:00"), ("V2", "09:00")])
TWO = make.duty("W2", visits=[("V3", "08:30")])
NEXT_DAY = make.duty("W2", day=1)
TUESDAY = NEXT_DAY.date


def rounds(*edits: Edit) -> dict[str, list[str]]:
    return {f"{duty.worker_id} {duty.date:%a}": visits_of(duty) for duty in edited((ONE, TWO, NEXT_DAY), edits)}


def visits_of(duty: Duty) -> list[str]:
    return [f"{each.visit_id} {each.start:%H:%M}" for each in duty.visits]


AS_IT_WAS = {"W1 Mon": ["V1 08:00", "V2 09:00"], "W2 Mon": ["V3 08:30"], "W2 Tue": []}


def test_a_visit_goes_to_a_colleague_at_its_time_and_in_order() -> None:
    found = rounds(MoveVisit(visit_id="V1", from_worker_id="W1", to_worker_id="W2"))
    assert found == {"W1 Mon": ["V2 09:00"], "W2 Mon": ["V1 08:00", "V3 08:30"], "W2 Tue": []}


def test_a_visit_goes_to_another_time_of_the_same_duty() -> None:
    later = MoveVisit(visit_id="V1", from_worker_id="W1", to_worker_id="W1", start=make.moment("10:00"))
    assert rounds(later)["W1 Mon"] == ["V2 09:00", "V1 10:00"]


def test_a_visit_goes_to_another_day() -> None:
    moved = MoveVisit(
        visit_id="V2", from_worker_id="W1", to_worker_id="W2", to_date=TUESDAY, start=make.moment("09:00", 1)
    )
    assert rounds(moved)["W2 Tue"] == ["V2 09:00"]


def test_a_visit_that_nobody_is_to_make_is_in_no_duty() -> None:
    assert rounds(MoveVisit(visit_id="V3", from_worker_id="W2"))["W2 Mon"] == []


def test_a_visit_that_nobody_made_needs_a_date_and_a_start() -> None:
    new = MoveVisit(visit_id="V9", to_worker_id="W2", to_date=TUESDAY, start=make.moment("09:00", 1))
    assert rounds(new)["W2 Tue"] == ["V9 09:00"]
    with pytest.raises(InputError, match="E8540"):
        rounds(MoveVisit(visit_id="V9", to_worker_id="W2", to_date=TUESDAY))


def test_two_workers_change_duties_with_their_visits() -> None:
    swap = SwapDuties(first_worker_id="W1", first_date=make.MONDAY, second_worker_id="W2", second_date=make.MONDAY)
    assert rounds(swap) == {"W1 Mon": ["V3 08:30"], "W2 Mon": ["V1 08:00", "V2 09:00"], "W2 Tue": []}


def test_nobody_gets_a_second_duty_on_a_date_by_a_swap() -> None:
    swap = SwapDuties(first_worker_id="W1", first_date=make.MONDAY, second_worker_id="W2", second_date=TUESDAY)
    with pytest.raises(InputError, match="W2 has another duty on 2026-01-12 already"):
        rounds(swap)


def test_a_duty_is_put_in_place_of_the_one_there_was() -> None:
    assert rounds(PutDuty(duty=make.duty("W1", pattern_id="late"))) == AS_IT_WAS | {"W1 Mon": []}


def test_a_duty_that_is_dropped_is_gone() -> None:
    assert list(rounds(DropDuty(worker_id="W2", date=make.MONDAY))) == ["W1 Mon", "W2 Tue"]


def test_a_whole_roster_takes_the_place_of_all_duties() -> None:
    assert rounds(WholeRoster(duties=(TWO,))) == {"W2 Mon": ["V3 08:30"]}


def test_each_edit_is_made_to_what_those_before_it_left() -> None:
    drop = DropDuty(worker_id="W2", date=make.MONDAY)
    with pytest.raises(InputError, match="W2 has no duty on 2026-01-12") as refused:
        rounds(drop, drop)
    assert refused.value.problems[0].column == "edits[2]"


def test_a_visit_that_the_worker_does_not_make_cannot_be_moved_from_them() -> None:
    with pytest.raises(InputError, match="W1 does not make visit V3"):
        rounds(MoveVisit(visit_id="V3", from_worker_id="W1", to_worker_id="W2"))
