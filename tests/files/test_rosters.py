"""A roster typed by hand becomes the duties that the person meant; a written one comes back the same."""

from datetime import time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from models.base import StartsFrom
from models.clock import plus
from models.files import read_roster, roster_json, write_roster
from models.patterns import ClockSpan, PatternKind
from models.problems import InputError, Problem
from models.request import RotaRequest
from models.roster import Duty, Roster, Span, Unserved
from models.rules import Rules
from models.workers import Training
from tests import builders
from tests.builders import MONDAY, moment
from tests.files.strategies import requests

HEAD = "worker,date,start,end,visit,start time"
SPLIT = builders.pattern("split", "07:00", "10:00", kind=PatternKind.SPLIT).model_copy(
    update={
        "parts": tuple(
            ClockSpan(start=moment(a).time(), end=moment(b).time()) for a, b in (("07:00", "10:00"), ("16:00", "19:00"))
        )
    }
)
LONG = builders.pattern("long", "07:00", "15:00", start_later_minutes=60, end_later_minutes=60)
TRAINING = Training(id="T1", worker_id="W1", minutes=120, first_date=MONDAY, last_date=MONDAY)
REQUEST = builders.request(
    patterns=(*builders.PATTERNS, SPLIT, LONG),
    workers=(builders.worker(pattern_ids=("early", "late", "night", "split", "long")),),
    visits=tuple(builders.visit(f"V{number}", minutes=60) for number in range(1, 5)),
    trainings=(TRAINING,),
)


def typed(tmp_path: Path, *rows: str, head: str = HEAD, request: RotaRequest = REQUEST) -> Roster:
    (tmp_path / "roster.csv").write_text("\n".join([head, *rows]))
    return read_roster(tmp_path / "roster.csv", request)


def one_duty(tmp_path: Path, *rows: str, head: str = HEAD, request: RotaRequest = REQUEST) -> Duty:
    (duty,) = typed(tmp_path, *rows, head=head, request=request).duties
    return duty


def refused(tmp_path: Path, *rows: str, head: str = HEAD) -> Problem:
    with pytest.raises(InputError) as caught:
        typed(tmp_path, *rows, head=head)
    return caught.value.problems[0]


def test_rows_of_one_worker_and_date_are_one_duty_in_order_of_time(tmp_path: Path) -> None:
    duty = one_duty(tmp_path, "W1,2026-01-12,07:00,13:00,V2,09:30", "W1,2026-01-12,07:00,13:00,V1,08:00")
    assert [(visit.visit_id, visit.start) for visit in duty.visits] == [
        ("V1", moment("08:00")),
        ("V2", moment("09:30")),
    ]
    assert duty.pattern_id == "early"
    assert duty.rest_break is None


def test_different_starts_and_ends_are_the_parts_of_a_split(tmp_path: Path) -> None:
    duty = one_duty(tmp_path, "W1,2026-01-12,16:00,19:00,,", "W1,2026-01-12,07:00,10:00,V1,08:00")
    assert duty.pattern_id == "split"
    assert [part.start for part in duty.parts] == [moment("07:00"), moment("16:00")]


def test_an_end_before_the_start_is_on_the_day_after(tmp_path: Path) -> None:
    duty = one_duty(tmp_path, "W1,2026-01-12,22:00,07:00,V1,02:30")
    assert duty.end == moment("07:00", 1)
    assert duty.visits[0].start == moment("02:30", 1)
    assert duty.pattern_id == "night"


def test_a_visit_typed_before_its_shift_stays_on_the_date_for_the_referee_to_judge(tmp_path: Path) -> None:
    assert one_duty(tmp_path, "W1,2026-01-12,07:00,13:00,V1,06:30").visits[0].start == moment("06:30")


def test_a_shift_that_no_pattern_admits_gets_the_closest_for_the_referee_to_judge(tmp_path: Path) -> None:
    assert one_duty(tmp_path, "W1,2026-01-12,15:30,21:30,,").pattern_id == "late"


def test_duties_are_ordered_by_date_and_worker(tmp_path: Path) -> None:
    roster = typed(
        tmp_path, "W1,2026-01-13,07:00,13:00,,", "W2,2026-01-12,07:00,13:00,,", "W1,2026-01-12,07:00,13:00,,"
    )
    assert [(duty.date - MONDAY, duty.worker_id) for duty in roster.duties] == [
        (timedelta(0), "W1"),
        (timedelta(0), "W2"),
        (timedelta(1), "W1"),
    ]


def test_a_break_that_is_due_goes_into_the_first_gap_an_hour_from_the_start(tmp_path: Path) -> None:
    duty = one_duty(tmp_path, "W1,2026-01-12,07:00,15:00,,")
    assert duty.rest_break == Span(start=moment("08:00"), end=moment("08:20"))


def test_a_break_does_not_fall_into_a_visit(tmp_path: Path) -> None:
    duty = one_duty(tmp_path, "W1,2026-01-12,07:00,15:00,V1,07:30")
    assert duty.rest_break == Span(start=moment("08:30"), end=moment("08:50"))


@pytest.mark.parametrize(("hours", "clock"), [(("11:30", "12:30"), "11:30"), (("07:00", "08:10"), "08:00")])
def test_a_break_that_is_due_goes_into_the_hours_of_its_pattern(
    tmp_path: Path, hours: tuple[str, str], clock: str
) -> None:
    earliest, latest = (time.fromisoformat(each) for each in hours)
    long = LONG.model_copy(update={"break_earliest_start": earliest, "break_latest_start": latest})
    duty = one_duty(tmp_path, "W1,2026-01-12,07:00,15:00,,", request=changed(patterns=(*builders.PATTERNS, long)))
    assert duty.rest_break == Span(start=moment(clock), end=plus(moment(clock), 20))


def test_no_break_is_made_up_outside_the_hours_of_its_pattern(tmp_path: Path) -> None:
    evening = {"break_earliest_start": time(18), "break_latest_start": time(19)}
    asked = changed(patterns=(*builders.PATTERNS, LONG.model_copy(update=evening)))
    assert one_duty(tmp_path, "W1,2026-01-12,07:00,15:00,,", request=asked).rest_break is None


@pytest.mark.parametrize(("spare_minutes", "fits"), [(0, True), (-1, False)])
def test_a_break_leaves_room_for_the_journey_to_the_base_where_the_day_ends(
    tmp_path: Path, spare_minutes: int, fits: bool
) -> None:
    """One visit fills the shift from the handover on, but for the journey and the break."""
    ending = REQUEST.workers[0].model_copy(update={"ends_at": StartsFrom.BASE, "end_place_id": "P5"})
    request = changed(workers=(ending,), rules=Rules(break_from_edge_minutes=0))
    minutes = 470 - 20 - journey_minutes(request, "P1", "P5") - spare_minutes
    request = request.changed(visits=(builders.visit(minutes=minutes),))
    duty = one_duty(tmp_path, "W1,2026-01-12,07:00,15:00,V1,07:10", request=request)
    assert (duty.rest_break is not None) is fits


def changed(**fields: object) -> RotaRequest:
    return RotaRequest(**{**{name: getattr(REQUEST, name) for name in RotaRequest.model_fields}, **fields})


def journey_minutes(request: RotaRequest, origin: str, destination: str) -> int:
    metres = request.travel.metres(request.place_by_id[origin], request.place_by_id[destination])
    return request.travel.minutes(metres, request.workers[0].travel_mode)


@pytest.mark.parametrize(("spare_minutes", "clock"), [(0, "08:30"), (-1, None)])
def test_a_break_leaves_room_for_the_journey_in_one_piece(
    tmp_path: Path, spare_minutes: int, clock: str | None
) -> None:
    far_away = builders.user("U2", place_id="P5")
    visits = (builders.visit("V1", minutes=60), builders.visit("V2", "U2", minutes=60))
    request = changed(service_users=(builders.user(), far_away), visits=visits)
    second = plus(moment("08:30"), 20 + journey_minutes(request, "P1", "P5") + spare_minutes)
    rows = ("W1,2026-01-12,07:00,15:00,V1,07:30", f"W1,2026-01-12,07:00,15:00,V2,{second:%H:%M}")
    expected = moment(clock) if clock else plus(second, 60)
    assert one_duty(tmp_path, *rows, request=request).rest_break == Span(start=expected, end=plus(expected, 20))


@pytest.mark.parametrize(("spare_minutes", "is_before"), [(0, True), (-1, False)])
def test_a_break_leaves_room_for_the_journey_from_the_base(tmp_path: Path, spare_minutes: int, is_before: bool) -> None:
    from_base = REQUEST.workers[0].model_copy(update={"starts_from": StartsFrom.BASE, "place_id": "P5"})
    request = changed(workers=(from_base,), rules=Rules(break_from_edge_minutes=0))
    first = plus(moment("07:10"), 20 + journey_minutes(request, "P5", "P1") + spare_minutes)
    duty = one_duty(tmp_path, f"W1,2026-01-12,07:00,15:00,V1,{first:%H:%M}", request=request)
    assert duty.rest_break is not None
    assert duty.rest_break.start == (moment("07:10") if is_before else plus(first, 60))


def test_no_break_is_made_up_where_none_fits(tmp_path: Path) -> None:
    visits = [
        f"W1,2026-01-12,08:00,15:00,V{number},{clock},"
        for number, clock in enumerate(("08:45", "09:50", "10:55", "12:00"), start=1)
    ]
    training = "W1,2026-01-12,08:00,15:00,,13:05,T1"
    duty = one_duty(tmp_path, *visits, training, head=f"{HEAD},training")
    assert len(duty.visits) == 4 and len(duty.trainings) == 1
    assert duty.rest_break is None


def test_break_pattern_and_post_may_be_typed(tmp_path: Path) -> None:
    head = f"{HEAD},pattern,post,break"
    duty = one_duty(tmp_path, "W1,2026-01-12,22:00,07:00,,,early,N1,02:00-02:20", head=head)
    assert (duty.pattern_id, duty.post_id) == ("early", "N1")
    assert duty.rest_break == Span(start=moment("02:00", 1), end=moment("02:20", 1))
    assert one_duty(tmp_path, "W1,2026-01-12,07:00,15:00,,,,,none", head=head).rest_break is None


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("W1,2026-01-12,07:00,13:00,V1,", "E5401", "start_time"),
        ("W1,2026-01-12,07:00,13:00,,08:00", "E5401", "start_time"),
        ("W1,2026-01-12,07:00,noon,,", "E5201", "end"),
        ("W1,12 January,07:00,13:00,,", "E5201", "date"),
        (",2026-01-12,07:00,13:00,,", "E5202", "worker"),
        ("W1,2026-03-29,01:30,07:00,,", "E5201", "start"),
        ("W1,2026-01-12,07:00,13:00,=V1,08:00", "E5201", "visit"),
    ],
)
def test_a_row_that_cannot_be_meant_is_refused_under_a_roster_code(
    tmp_path: Path, row: str, code: str, column: str
) -> None:
    problem = refused(tmp_path, row)
    assert (problem.code, problem.column, problem.row) == (code, column, 2)


def test_rows_of_one_duty_may_not_contradict_each_other(tmp_path: Path) -> None:
    head = f"{HEAD},pattern"
    rows = ("W1,2026-01-12,07:00,13:00,V1,08:00,early", "W1,2026-01-12,07:00,13:00,V2,09:30,late")
    problem = refused(tmp_path, *rows, head=head)
    assert (problem.code, problem.row, problem.column) == ("E5402", 3, "pattern")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    problem = refused(tmp_path, "W1,2026-01-12,07:00", head="worker,date,start")
    assert (problem.code, problem.column) == ("E5102", "end")


def test_unknown_ids_are_left_to_the_referee(tmp_path: Path) -> None:
    duty = one_duty(tmp_path, "W9,2026-01-12,07:00,13:00,V9,08:00")
    assert (duty.worker_id, duty.pattern_id, duty.visits[0].visit_id) == ("W9", "early", "V9")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"duties": 3}', '{"dutys": []}'])
def test_json_that_is_no_roster_is_refused_under_a_roster_code(tmp_path: Path, text: str) -> None:
    (tmp_path / "roster.json").write_text(text)
    with pytest.raises(InputError) as caught:
        read_roster(tmp_path / "roster.json", REQUEST)
    assert all(problem.code.startswith("E5") for problem in caught.value.problems)


@pytest.mark.parametrize("name", ["roster.pdf", "nowhere.json"])
def test_a_roster_that_is_not_there_or_of_another_kind_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "roster.pdf").write_text("%PDF")
    with pytest.raises(InputError, match="E50"):
        read_roster(tmp_path / name, REQUEST)


def test_equal_rosters_are_equal_bytes() -> None:
    one = Roster(versions={"a": "1", "b": "2"}, duties=(builders.duty(),))
    other = Roster(versions={"b": "2", "a": "1"}, duties=(builders.duty(),))
    assert roster_json(one) == roster_json(other)


def test_json_keeps_the_whole_roster(tmp_path: Path) -> None:
    reason = "no worker has the skill; \u00a350 elsewhere"
    unserved = (Unserved(visit_id="V2", reason_code="skill", reason=reason),)
    roster = Roster(request_sha256="ab", seed=3, versions={"a": "1"}, duties=(builders.duty(),), unserved=unserved)
    write_roster(roster, tmp_path / "roster.json")
    assert read_roster(tmp_path / "roster.json", REQUEST) == roster


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(request=requests())
def test_duties_written_as_csv_come_back_the_same(tmp_path: Path, request: RotaRequest) -> None:
    ordered = sorted(request.as_was, key=lambda duty: (duty.date, duty.worker_id))
    write_roster(Roster(duties=tuple(ordered)), tmp_path / "roster.csv")
    assert read_roster(tmp_path / "roster.csv", request) == Roster(duties=tuple(ordered))
