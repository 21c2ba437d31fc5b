"""What each lever does to a request, and what it refuses."""

from datetime import time, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from models import studies
from models.base import Employment
from models.clock import plus
from models.integrity import find_problems
from models.patterns import ClockSpan, PatternKind, ShiftPattern
from models.problems import InputError
from models.request import RotaRequest
from models.visits import Gap, Need
from models.workers import Absence, AbsenceKind
from optimiser.studies.levers import LEVERS, in_words, pulled
from tests.builders import MONDAY, duty, request, user, visit, window, worker

CREW = (
    worker("W1", night_volunteer=True, pattern_ids=("early", "late", "night")),
    worker("W2"),
    worker("W3", place_id="P3", constituency="Selly Oak"),
)
TRIPLE = ShiftPattern(
    id="triple",
    kind=PatternKind.SPLIT,
    parts=tuple(ClockSpan(start=time(a), end=time(b)) for a, b in ((7, 10), (12, 14), (16, 22))),
)


def service(**fields: Any) -> RotaRequest:
    quiet = visit("V2", need=Need.WAITING_LIST, windows=(window("10:00", "15:00"),))
    peak = visit("V3", need=Need.WAITING_LIST, windows=(window("07:30", "08:30"),))
    critical = visit("V4", "U2", time_critical=True)
    later = visit("V5", "U2", windows=(window("16:00", "18:00"),), gaps=(Gap(after_visit_id="V4", least_minutes=240),))
    users = (user(), user("U2", place_id="P3", constituency="Selly Oak", known_worker_ids=("W3",)))
    return request(
        **{
            "workers": CREW,
            "service_users": users,
            "visits": (visit(), quiet, peak, critical, later),
            "as_was": (duty("W1"),),
            **fields,
        }
    )


def after(lever: studies.AnyLever, own: RotaRequest | None = None) -> RotaRequest:
    changed = pulled(own or service(), (lever,))
    assert find_problems(changed) == []
    return changed


def test_every_lever_of_a_study_can_be_pulled_and_said() -> None:
    assert tuple(LEVERS) == studies.LEVER_NAMES


def test_a_volunteer_moves_to_nights_and_works_no_days() -> None:
    changed = after(studies.MoveWorkers(to=PatternKind.NIGHT, workers=1))
    assert [each.pattern_ids for each in changed.workers] == [("night",), ("early", "late"), ("early", "late")]


def test_nobody_is_moved_to_nights_who_did_not_volunteer() -> None:
    with pytest.raises(InputError, match="E7502 W2 did not volunteer for nights"):
        after(studies.MoveWorkers(to=PatternKind.NIGHT, workers=("W2",)))
    with pytest.raises(InputError, match="2 workers are to move to night shifts and 1 can"):
        after(studies.MoveWorkers(to=PatternKind.NIGHT, workers=2))


def test_named_workers_move_to_lates() -> None:
    changed = after(studies.MoveWorkers(to=PatternKind.LATE, workers=("W2", "W3")))
    assert [each.pattern_ids for each in changed.workers[1:]] == [("late",), ("late",)]


def test_shared_constituencies_are_reached_from_each_other() -> None:
    changed = after(studies.ShareConstituencies())
    assert all({"Yardley", "Selly Oak"} <= set(each.reach_constituencies) for each in changed.workers)


def test_an_unknown_constituency_is_told_with_the_nearest() -> None:
    with pytest.raises(InputError, match="no constituency is called Yardly; the nearest is Yardley"):
        after(studies.ShareConstituencies(constituencies=("Yardly",)))


def test_merged_constituencies_are_one() -> None:
    changed = after(studies.MergeConstituencies(constituencies=("Yardley", "Selly Oak"), name="East"))
    assert {each.constituency for each in changed.workers} == {"East"}
    assert {each.constituency for each in changed.service_users} == {"East"}


def test_a_bank_pool_may_work_anywhere_and_is_owed_nothing() -> None:
    pool = after(studies.BankPool(workers=2)).workers[3:]
    assert [each.employment for each in pool] == [Employment.BANK] * 2
    assert {(each.contract_minutes_per_week, each.reach_constituencies) for each in pool} == {(0, ("*",))}


def test_the_triple_split_is_added_for_those_named_or_for_all() -> None:
    assert after(studies.AddPattern(pattern=TRIPLE)).workers[2].pattern_ids[-1] == "triple"
    some = after(studies.AddPattern(pattern=TRIPLE, workers=("W2",)))
    assert ["triple" in each.pattern_ids for each in some.workers] == [False, True, False]


def test_a_pattern_that_is_there_already_cannot_be_added() -> None:
    with pytest.raises(InputError, match="has a pattern early already"):
        after(studies.AddPattern(pattern=TRIPLE.model_copy(update={"id": "early"})))


def test_forbidden_patterns_go_unless_a_worker_has_no_others() -> None:
    crew = (worker("W1", pattern_ids=("late",)), worker("W2"))
    own = request(workers=crew)
    changed = after(studies.ForbidPatterns(kinds=(PatternKind.LATE,)), own)
    assert [each.pattern_ids for each in changed.workers] == [("late",), ("early",)]


def test_a_cap_on_splits_is_a_rule() -> None:
    assert after(studies.MostSplits(most=1)).rules.most_split_duties_a_week == 1


def test_windows_widen_at_both_ends_but_not_those_that_are_time_critical() -> None:
    own, changed = service(), after(studies.WidenWindows(minutes=15))
    for before, now in zip(own.visits, changed.visits, strict=True):
        spare = 0 if before.time_critical else 15
        assert now.windows[0].earliest_start == plus(before.windows[0].earliest_start, -spare)
        assert now.windows[0].latest_start == plus(before.windows[0].latest_start, spare)


def test_off_peak_visits_are_taken_from_the_waiting_list() -> None:
    changed = after(studies.TakeWaitingList(visits=1))
    assert [each.id for each in changed.visits if each.need is Need.WAITING_LIST] == ["V3"]
    with pytest.raises(InputError, match="has 1 off-peak visits, not 2"):
        after(studies.TakeWaitingList(visits=2))
    both = after(studies.TakeWaitingList(visits=2, off_peak_only=False))
    assert all(each.need is Need.REQUIRED for each in both.visits)


def test_contracts_are_cut_anew_and_absences_are_paid_in_proportion() -> None:
    away = Absence(
        id="A", worker_id="W2", kind=AbsenceKind.LEAVE, first_date=MONDAY, last_date=MONDAY, paid_minutes=252
    )
    changed = after(studies.RecutContracts(minutes_per_week=840, workers=("W2",)), service(absences=(away,)))
    assert [each.contract_minutes_per_week for each in changed.workers] == [1_260, 840, 1_260]
    assert changed.absences[0].paid_minutes == 168


def test_people_discharged_need_what_somebody_needs_now() -> None:
    changed = after(studies.DischargeSurge(people=2))
    new = [each for each in changed.visits if each.id.startswith("surge")]
    assert [each.need for each in new] == [Need.REQUIRED] * 3
    assert new[-1].gaps[0].after_visit_id == new[-2].id
    assert changed.service_user_by_id["surge-2"].known_worker_ids == ()


def test_a_surge_begins_on_its_date() -> None:
    with pytest.raises(InputError, match="nobody has required visits from 2026-01-14 on"):
        after(studies.DischargeSurge(people=1, from_date=MONDAY + timedelta(days=2)))


def test_sickness_takes_whole_workers_drawn_from_a_seed() -> None:
    lever = studies.MoreSickness(percent=34)
    changed = after(lever)
    assert len(changed.absences) == 1
    assert changed.absences[0].paid_minutes == 1_260
    assert pulled(service(), (lever,)).absences == changed.absences


def test_todays_roster_is_left_out_and_the_request_itself_stays_as_it_was() -> None:
    own = service()
    text = own.canonical_json()
    assert after(studies.MostSplits(most=0), own).as_was == ()
    assert own.canonical_json() == text


def test_levers_are_pulled_one_after_the_other_and_said_in_words() -> None:
    levers = (studies.AddPattern(pattern=TRIPLE), studies.ForbidPatterns(patterns=("triple",)))
    changed = pulled(service(), levers)
    assert not any("triple" in each.pattern_ids for each in changed.workers)
    assert in_words(levers) == "add shift pattern triple (07:00-10:00, 12:00-14:00, 16:00-22:00); forbid triple"


def test_a_misspelt_lever_is_told_with_the_nearest_right_word() -> None:
    document = {"scenarios": [{"name": "wider", "levers": [{"lever": "widen_window", "minutes": 15}]}]}
    with pytest.raises(ValidationError, match='there is no lever "widen_window"; the nearest is "widen_windows"'):
        studies.Study.model_validate(document)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({}, "a study has scenarios, a target or both"),
        ({"scenarios": [{"name": "none", "levers": []}]}, "at least 1 item"),
        ({"target": {"contact_time_pct": 50, "levers": [{"lever": "bank_pool", "worker": 2}]}}, "worker"),
    ],
)
def test_a_study_that_asks_for_nothing_or_in_wrong_words_is_refused(document: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        studies.Study.model_validate(document)
