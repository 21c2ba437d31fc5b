"""The scorer of Unified Home Healthcare: the published totals, each component by hand, each rule."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.public.places import published_rows
from benchmarks.public.uhhc.instance import read_instance
from benchmarks.public.uhhc.scorer import score_solution
from tests.public_benchmarks.data import folder
from tests.public_benchmarks.homecare import WEIGHTS, caregiver, day, patient, solution

COLUMN = {"cp-sat": "CPSAT", "simulated-annealing": "SA_best"}
TWO_PATIENTS = (
    patient("p", 1, ("wash", 10)),
    patient("q", 2, ("dress", 15), time_windows=[{"start": 20, "end": 30}, {"start": 60, "end": 62}]),
)
ANNA = [("p", "wash", 20, 30), ("q", "lunch_break", 55, 65), ("q", "dress", 70, 85)]
AT_THE_BASE = [("nobody", "lunch_break", 40, 50)]


def violations(instance_folder: Path, text: str, *patients: dict[str, Any], **told: Any) -> str:
    return " / ".join(score_solution(day(instance_folder, *patients, **told), text).violations)


@pytest.mark.parametrize("kind", COLUMN)
def test_published_solutions_have_their_published_totals_and_break_no_rule(kind: str) -> None:
    data = folder("uhhc")
    published = published_rows(data / "published.csv")
    solutions = sorted((data / "solutions" / kind).glob("*.json"))
    assert solutions
    for path in solutions:
        name = next(name for name in published if name in path.name)
        score = score_solution(read_instance(data / "instances" / f"{name}.json"), path.read_text(encoding="utf-8"))
        assert (score.total, score.violations) == (published[name][COLUMN[kind]], ())


def test_every_component_of_a_day_is_what_it_is_by_hand(tmp_path: Path) -> None:
    score = score_solution(day(tmp_path, *TWO_PATIENTS), solution(anna=ANNA, ben=AT_THE_BASE))
    assert score.violations == ()
    assert score.terms == {
        "travel_time": 2 * (10 + 20 + 25),
        "total_tardiness": 3 * 8,
        "highest_tardiness": 5 * 8,
        "total_waiting_time": 7 * (5 + 5),
        "total_extra_time": 11 * 10,
        "max_idle_time": 13 * 90,
        "preferences": 0,
        "unscheduled": 0,
        "missed_lunch_break": 0,
    }


def test_where_windows_are_for_the_end_of_a_service_its_end_is_late(tmp_path: Path) -> None:
    score = score_solution(
        day(tmp_path, *TWO_PATIENTS, met="at_service_end"), solution(anna=[ANNA[0], ("q", "dress", 70, 85)], ben=[])
    )
    assert score.terms["total_tardiness"] == 3 * (10 + 23)


def test_who_is_back_late_is_idle_for_what_they_waited_not_less(tmp_path: Path) -> None:
    only_anna = (caregiver("anna", "wash", "dress"),)
    score = score_solution(day(tmp_path, *TWO_PATIENTS, caregivers=only_anna), solution(anna=ANNA))
    assert score.terms["max_idle_time"] == 13 * (10 + 5 + 5)


def test_nobody_waits_after_a_lunch_had_first(tmp_path: Path) -> None:
    late = patient("p", 1, ("wash", 10), time_windows=[{"start": 70, "end": 80}])
    score = score_solution(day(tmp_path, late), solution(anna=[("p", "lunch_break", 40, 50), ("p", "wash", 70, 80)]))
    assert score.violations == ()
    assert score.terms["total_waiting_time"] == 0


def test_wishes_optional_patients_and_lunches_cost_what_they_weigh(tmp_path: Path) -> None:
    patients = (
        patient("p", 1, ("wash", 10), preferred_caregivers=["ben"]),
        patient("q", 2, ("dress", 15), optional=True),
    )
    score = score_solution(day(tmp_path, *patients), solution(anna=[("p", "wash", 20, 30)]))
    assert score.violations == ()
    wanted = {"preferences": 17, "unscheduled": 19, "missed_lunch_break": 2 * 23}
    assert {name: score.terms[name] for name in wanted} == wanted


def test_two_workers_at_one_visit_start_together(tmp_path: Path) -> None:
    both = patient("p", 1, ("wash", 10), ("dress", 10), synchronization={"type": "simultaneous"})
    together = solution(anna=[("p", "wash", 20, 30)], ben=[("p", "dress", 20, 30)])
    apart = solution(anna=[("p", "wash", 20, 30)], ben=[("p", "dress", 21, 31)])
    assert violations(tmp_path, together, both) == ""
    assert "1 minutes apart, not 0 to 0" in violations(tmp_path, apart, both)


def test_services_in_sequence_keep_their_gap_and_their_order(tmp_path: Path) -> None:
    gap = {"type": "sequential", "distance": {"min": 10, "max": 15}}
    both = patient("p", 1, ("wash", 10), ("dress", 10), synchronization=gap)

    def second_at(start: int) -> str:
        text = solution(anna=[("p", "wash", 20, 30)], ben=[("p", "dress", start, start + 10)])
        return violations(tmp_path, text, both)

    assert [second_at(30), second_at(35)] == ["", ""]
    assert "9 minutes apart" in second_at(29)
    assert "16 minutes apart" in second_at(36)
    assert "-10 minutes apart" in second_at(10)


@pytest.mark.parametrize(
    ("route", "said"),
    [
        ([("p", "wash", 9, 19)], "leaves at -1"),
        ([("p", "wash", 9, 19)], "early"),
        ([("p", "wash", 20, 31)], "lasts 11 minutes, not 10"),
        ([("p", "wash", 20, 30), ("q", "dress", 49, 64)], "1 minutes too late for dress at q"),
        ([("p", "wash", 20, 30), ("p", "wash", 30, 40)], "done 2 times"),
        ([("p", "dress", 20, 35)], "nobody needs dress at p"),
        ([("z", "wash", 20, 30)], "nobody needs wash at z"),
        ([], "p is not visited"),
        ([*ANNA, ("q", "lunch_break", 85, 95)], "2 lunches"),
        ([("p", "wash", 20, 30), ("p", "lunch_break", 61, 71)], "lunch at 61"),
        ([("p", "wash", 20, 30), ("p", "lunch_break", 40, 55)], "lunch for 15 minutes"),
    ],
)
def test_a_broken_rule_is_said(tmp_path: Path, route: list[tuple[str, str, int, int]], said: str) -> None:
    assert said in violations(tmp_path, solution(anna=route, ben=[]), *TWO_PATIENTS)


def test_only_who_is_able_and_compatible_does_a_service(tmp_path: Path) -> None:
    text = solution(ben=[("p", "wash", 20, 30)])
    refused = patient("p", 1, ("wash", 10), incompatible_caregivers=["ben"])
    assert violations(tmp_path, text, refused) == "ben is not able to do wash at p / ben may not do wash at p"


def test_a_patient_gets_all_services_or_none_and_from_different_people(tmp_path: Path) -> None:
    both = patient("p", 1, ("wash", 10), ("dress", 10), synchronization={"type": "independent"}, optional=True)
    assert violations(tmp_path, solution(anna=[]), both) == ""
    assert "dress at p is done 0 times" in violations(tmp_path, solution(anna=[("p", "wash", 20, 30)]), both)
    alone = solution(anna=[("p", "wash", 20, 30), ("p", "dress", 30, 40)])
    assert "anna does both" in violations(tmp_path, alone, both)


@pytest.mark.parametrize(
    ("component", "said"),
    [
        ("caregiver_preferences", "anna is not preferred"),
        ("missed_lunch_break", "anna has no lunch"),
        ("optional_patients", "q is not visited"),
        ("total_tardiness", "wash at p is late"),
        ("total_extra_time", "back at 135"),
    ],
)
@pytest.mark.parametrize("weight", ["HARD", None])
def test_what_is_hard_is_a_rule_and_costs_nothing(
    tmp_path: Path, component: str, said: str, weight: str | None
) -> None:
    patients = (
        patient("p", 1, ("wash", 10), preferred_caregivers=["ben"]),
        patient("q", 2, ("dress", 15), optional=True),
    )
    weights = WEIGHTS | {component: weight} | ({"highest_tardiness": None} if component == "total_tardiness" else {})
    late = solution(anna=[("p", "wash", 115, 125)])
    assert said in violations(tmp_path, late, *patients, weights=weights)
    assert said not in violations(tmp_path, late, *patients)


def test_an_unknown_caregiver_is_said_and_a_route_given_twice_refused(tmp_path: Path) -> None:
    assert "no caregiver carl" in violations(tmp_path, solution(carl=[]), *TWO_PATIENTS)
    twice = solution(anna=[], ben=[]).replace('"ben"', '"anna"')
    with pytest.raises(ValueError, match="two routes"):
        violations(tmp_path, twice, *TWO_PATIENTS)
    with pytest.raises(ValueError, match="not a solution"):
        violations(tmp_path, "{}", *TWO_PATIENTS)


def test_a_component_without_a_price_in_the_engine_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="workload_balance cannot be weighed"):
        day(tmp_path, *TWO_PATIENTS, weights=WEIGHTS | {"workload_balance": 1})
