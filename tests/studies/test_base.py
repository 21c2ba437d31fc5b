"""All scenarios set out from one roster: what a lever does not touch stays, and a changed shift has its price."""

from typing import Any

import pytest

from models import studies
from models.problems import InputError
from models.request import RotaRequest
from models.studies import Scenario, Study
from models.visits import Post
from models.workers import Absence, AbsenceKind
from optimiser.checks import check
from optimiser.studies.base import Base
from optimiser.studies.setting_out import setting_out
from optimiser.studies.study import StudyOptions, what_if
from tests.builders import MONDAY, duty, moment, request, roster, user, visit, window, worker

PUBLISHED = (
    duty("W1", visits=(("V1", "08:00"), ("Two", "10:00"))),
    duty("W2", visits=(("V2", "08:00"), ("Two", "10:00"))),
    duty("W2", day=1, pattern_id="late"),
)
ILL = Absence(id="ill", worker_id="W2", kind=AbsenceKind.SICKNESS, first_date=MONDAY, last_date=MONDAY, paid_minutes=0)


def two_workers(**fields: Any) -> RotaRequest:
    """Two workers with a visit each at one time on Monday, and one together."""
    return request(
        workers=(worker("W1"), worker("W2")),
        service_users=(user("U1"), user("U2", place_id="P2")),
        visits=(
            visit("V1", windows=(window("08:00", "08:30"),)),
            visit("V2", "U2", windows=(window("08:00", "08:30"),)),
            visit("Two", workers_needed=2, windows=(window("10:00", "10:30"),)),
        ),
        **fields,
    )


def base(*names: str) -> Base:
    return Base(frozenset(names), PUBLISHED, 500)


def test_where_every_rule_is_kept_a_scenario_sets_out_with_the_roster_as_it_is() -> None:
    assert setting_out(two_workers(), PUBLISHED, 1) == PUBLISHED


def test_a_visit_for_two_is_not_left_to_the_colleague_of_one_who_is_ill() -> None:
    own = two_workers(absences=(ILL,))
    monday, *later = setting_out(own, PUBLISHED, 1)
    assert [each.visit_id for each in monday.visits] == ["V1"]
    assert {each.code for each in check(own, roster(monday, *later))} <= {"R16"}


def test_a_worker_whose_pattern_is_forbidden_is_rostered_anew_and_the_others_keep_their_shifts() -> None:
    hours: dict[str, Any] = {"tolerance_under_minutes": 540, "tolerance_over_minutes": 0}
    own = two_workers().changed(workers=(worker("W1"), worker("W2", pattern_ids=("early",), **hours)))
    found = setting_out(own, PUBLISHED, 1)
    assert next(each for each in found if each.worker_id == "W1").parts == PUBLISHED[0].parts
    again = [each for each in found if each.worker_id == "W2"]
    assert {each.pattern_id for each in again} == {"early"} and len(again) >= 2
    assert not check(own, roster(*found))


def test_a_post_of_somebody_ill_is_covered_by_another_before_the_search_begins() -> None:
    desk = Post(id="desk", place_id="P0", constituency="Yardley", start=moment("07:00"), end=moment("13:00"))
    covered = (duty("W2", post_id="desk"), duty("W1", visits=(("V1", "08:00"),)))
    own = two_workers(posts=(desk,), absences=(ILL,))
    assert [each.worker_id for each in setting_out(own, covered, 1) if each.post_id] == ["W1"]


def test_every_date_of_every_worker_has_its_price_and_new_workers_have_none() -> None:
    own = two_workers().changed(workers=(worker("W1"), worker("W2"), worker("pool-1")))
    wishes = base("W1", "W2").held(own).preferences
    assert {each.worker_id for each in wishes} == {"W1", "W2"}
    assert len(wishes) == 2 * own.horizon.days
    assert {each.pence for each in wishes} == {500}
    assert Base(frozenset({"W1"}), PUBLISHED, 0).held(own) is own


def test_people_are_disturbed_by_other_dates_or_patterns_and_not_by_another_half_hour() -> None:
    same = PUBLISHED[0].model_copy(update={"visits": ()})
    moved = PUBLISHED[2].model_copy(update={"pattern_id": "early"})
    assert base("W1", "W2").disturbed((same, PUBLISHED[1], PUBLISHED[2])) == 0
    assert base("W1", "W2").disturbed((same, PUBLISHED[1], moved)) == 1
    assert base("W1", "W2").disturbed(()) == 2
    assert Base(frozenset({"W1"}), (), 500).disturbed(PUBLISHED) is None


@pytest.mark.parametrize(("pence", "disturbed"), [(5_000, 0), (0, 2)])
def test_hours_owed_are_worked_only_where_they_are_worth_the_price_of_a_changed_shift(
    pence: int, disturbed: int
) -> None:
    wider = Scenario(name="wider", levers=(studies.WidenWindows(minutes=15),))
    options = StudyOptions(seconds_each=None, work_limit=2, workers=1, with_ceiling=False)
    asked = Study(scenarios=(wider,), changed_shift_pence=pence)
    found = what_if(two_workers(), asked, options, roster(*PUBLISHED))
    assert found.set_out_from == "the roster given"
    assert [each.people_disturbed for each in found.scenarios] == [disturbed, disturbed]
    assert [each.visits_required_unserved for each in found.scenarios] == [0, 0]


def test_a_roster_that_breaks_rules_is_no_base() -> None:
    late = roster(duty("W1", visits=(("V1", "11:00"),)))
    wider = Scenario(name="wider", levers=(studies.WidenWindows(minutes=15),))
    with pytest.raises(InputError) as told:
        what_if(two_workers(), Study(scenarios=(wider,)), StudyOptions(None, 1, 1), late)
    assert {each.code for each in told.value.problems} == {"E7101"}
