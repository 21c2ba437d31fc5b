"""Changes that cannot be used: every problem at once, each with code, cause and action."""

from pathlib import Path

import pytest

from models.changes import Area, CancelledVisit, Changes, Lateness, LongerVisit, RoadClosed, Sickness, UrgentVisit
from models.files.changes import read_changes
from models.problems import InputError
from models.visits import Post
from optimiser.replan import replan
from tests.builders import MONDAY, duty, moment, request, roster, worker
from tests.replan.scenes import half_hour, scene

SICK = Sickness(worker_id="W1", first_date=MONDAY)
VISITS = [half_hour("V1", 1, "08:00", "09:00"), half_hour("V2", 2, "10:00", "11:00")]
PLAN = ("W1", (("V1", "08:00"), ("V2", "10:00")))


def codes(*changes: object, **fields: object) -> list[str]:
    """The codes told of these changes."""
    asked, published = scene(PLAN, ("W2", ()), visits=VISITS)
    with pytest.raises(InputError) as told:
        replan(asked, published, Changes.model_validate({"changes": changes, **fields}))
    assert all(each.cause and each.action for each in told.value.problems)
    return [each.code for each in told.value.problems]


def test_every_unknown_id_is_told_at_once() -> None:
    road = RoadClosed(start=moment("08:00"), end=moment("09:00"), area=Area(constituency="Nowhere", place_ids=("P77",)))
    told = codes(Sickness(worker_id="W77", first_date=MONDAY), CancelledVisit(visit_id="V77"), road)
    assert told == ["E7302"] * 4


def test_what_is_over_cannot_change() -> None:
    told = codes(
        CancelledVisit(visit_id="V1"),
        LongerVisit(visit_id="V2", minutes=60),
        Lateness(worker_id="W1", date=MONDAY, minutes=20),
        UrgentVisit(visit=half_hour("V9", 1, "08:00", "09:00")),
        now=moment("13:30"),
    )
    assert told == ["E7303"] * 4


def test_changes_that_contradict_one_another_are_told() -> None:
    told = codes(
        SICK,
        Sickness(worker_id="W1", first_date=MONDAY),
        Lateness(worker_id="W1", date=MONDAY, minutes=20),
        CancelledVisit(visit_id="V2"),
        LongerVisit(visit_id="V2", minutes=60),
        UrgentVisit(visit=half_hour("V1", 1, "08:00", "09:00")),
    )
    assert set(told) == {"E7304"}
    assert len(told) == 4


def test_dates_outside_the_horizon_and_duties_that_are_none_are_told() -> None:
    told = codes(
        Sickness(worker_id="W1", first_date=MONDAY.replace(month=3)),
        Lateness(worker_id="W2", date=MONDAY.replace(day=14), minutes=10),
    )
    assert told == ["E7305", "E7306"]


def test_a_roster_that_breaks_rules_is_not_re_planned() -> None:
    asked, _ = scene(PLAN, visits=VISITS)
    with pytest.raises(InputError) as told:
        replan(asked, roster(duty("W1", visits=(("V1", "11:00"),))), Changes(changes=(SICK,)))
    assert [each.code for each in told.value.problems] == ["E7307"]


def test_a_post_that_nobody_can_cover_is_told() -> None:
    post = Post(id="desk", place_id="P0", constituency="Yardley", start=moment("07:00"), end=moment("13:00"))
    asked = request(workers=(worker("W1"),), visits=(), posts=(post,))
    with pytest.raises(InputError) as told:
        replan(asked, roster(duty("W1", post_id="desk")), Changes(changes=(SICK,)))
    assert [each.code for each in told.value.problems] == ["E7311"]


def test_a_post_that_the_budget_leaves_empty_is_told() -> None:
    post = Post(id="desk", place_id="P0", constituency="Yardley", start=moment("07:00"), end=moment("13:00"))
    asked = request(workers=(worker("W1"), worker("W2")), visits=(), posts=(post,))
    with pytest.raises(InputError) as told:
        replan(asked, roster(duty("W1", post_id="desk")), Changes(changes=(SICK,), at_most_duties=0))
    assert [each.code for each in told.value.problems] == ["E7312"]


def test_a_file_of_changes_tells_every_wrong_value_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "changes.yaml"
    path.write_text(
        "now: soon\nchanges:\n- kind: sickness\n  worker: W1\n  first_date: 2026-01-12\n"
        "- kind: lateness\n  worker_id: W1\n  date: 2026-01-12\n  minutes: -5\n- kind: strike\n"
    )
    with pytest.raises(InputError) as told:
        read_changes(path)
    places = {each.column for each in told.value.problems}
    assert {each.code for each in told.value.problems} == {"E7301"}
    assert {
        "now",
        "changes[1].sickness.worker_id",
        "changes[1].sickness.worker",
        "changes[2].lateness.minutes",
    } <= places
    assert len(told.value.problems) == 5


def test_a_key_given_twice_is_told(tmp_path: Path) -> None:
    path = tmp_path / "changes.yml"
    path.write_text("changes: []\nchanges: []\n")
    with pytest.raises(InputError, match="there twice"):
        read_changes(path)


def test_dates_and_times_are_read_as_they_look(tmp_path: Path) -> None:
    path = tmp_path / "changes.yaml"
    path.write_text("now: 2026-01-12T10:30\nchanges:\n- {kind: sickness, worker_id: W1, first_date: 2026-01-12}\n")
    read = read_changes(path)
    assert read.now == moment("10:30")
    assert read.changes == (SICK,)
