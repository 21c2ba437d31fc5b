"""What may be wrong with delivered visits, each told with its row, all at once."""

from typing import Any

import pytest

from models.delivered import DeliveredVisit, NotMade
from models.problems import InputError
from models.roster import Roster
from optimiser.delivered import planned_against_delivered, problems_of
from tests.builders import duty, moment, request, roster, visit, worker

WEEK = request(workers=(worker("W1"), worker("W2")), visits=tuple(visit(name) for name in ("V1", "V2", "V3")))
PLAN = roster(duty(visits=(("V1", "08:00"), ("V2", "09:00"))))


def made(visit_id: str = "V1", start: str = "08:00", end: str = "08:30", day: int = 0, **fields: Any) -> DeliveredVisit:
    own = {"visit_id": visit_id, "worker_id": "W1", "start": moment(start, day), "end": moment(end, day)}
    return DeliveredVisit(**{**own, **fields})


def missed(visit_id: str) -> DeliveredVisit:
    return DeliveredVisit(visit_id=visit_id, worker_id="W1", not_made=NotMade.WORKER_AWAY)


def codes(*delivered: DeliveredVisit, plan: Roster = PLAN) -> list[tuple[str, int | None]]:
    problems = problems_of(WEEK, plan, delivered)
    assert all(each.cause and each.action for each in problems)
    return [(each.code, each.row) for each in problems]


def test_a_week_as_it_happens_is_no_problem() -> None:
    stood_in = made("V2", "09:05", "09:40", worker_id="W2")
    not_planned = made("V3", "08:30", "09:00")
    assert codes(made(), stood_in, not_planned, missed("V2")) == []
    assert codes() == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"visit_id": "V9"}, "E8251"),
        ({"worker_id": "W9"}, "E8252"),
        ({"start": None, "end": None}, "E8253"),
        ({"start": None}, "E8253"),
        ({"end": None}, "E8253"),
        ({"not_made": NotMade.CANCELLED}, "E8254"),
        ({"end": moment("08:00")}, "E8255"),
        ({"end": moment("07:59")}, "E8255"),
        ({"end": moment("08:01", 1)}, "E8256"),
    ],
)
def test_one_bad_record_has_one_problem(fields: dict[str, Any], code: str) -> None:
    record = {"visit_id": "V1", "worker_id": "W1", "start": moment("08:00"), "end": moment("08:30")}
    assert codes(made("V2", "06:00", "06:30"), DeliveredVisit(**{**record, **fields})) == [(code, 2)]


def test_visits_lie_in_the_week_or_in_its_last_night() -> None:
    assert codes(made(day=-1)) == [("E8257", 1)] * 2
    assert codes(made(day=7)) == []
    assert codes(made(day=8)) == [("E8257", 1)] * 2


def test_a_share_is_recorded_once() -> None:
    assert codes(made(), made("V1", "09:00", "09:30")) == [("E8258", 2)]


def test_a_worker_is_at_one_visit_at_a_time() -> None:
    assert codes(made("V1", "08:00", "09:00"), made("V2", "08:59", "09:30")) == [("E8259", 2)]
    assert codes(made("V1", "08:00", "09:00"), made("V2", "09:00", "09:30")) == []
    assert codes(made("V1", "08:00", "09:00"), made("V2", "08:30", "09:30", worker_id="W2")) == []
    inside = (made("V2", "08:10", "08:20"), made("V1", "08:00", "10:00"), made("V3", "09:00", "09:30"))
    assert codes(*inside) == [("E8259", 1), ("E8259", 3)]


def test_a_roster_of_another_request_is_refused() -> None:
    assert codes(plan=Roster(request_sha256="0" * 64)) == [("E8250", None)]
    assert codes(plan=Roster(request_sha256=WEEK.sha256)) == []


def test_problems_are_told_all_at_once_and_nothing_is_counted() -> None:
    records = [
        made("V9", worker_id="W9"),
        DeliveredVisit(visit_id="V1", worker_id="W1"),
        made("V2", "09:00", "08:00", day=9),
    ]
    with pytest.raises(InputError) as refused:
        planned_against_delivered(WEEK, PLAN, records)
    assert [each.code for each in refused.value.problems] == ["E8251", "E8252", "E8253", "E8255", "E8257", "E8257"]
