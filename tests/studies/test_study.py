"""Scenarios side by side: the same limits for each, what beats what, and the cheapest levers that reach a target."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from models import studies
from models.patterns import PatternKind
from models.problems import InputError
from models.request import RotaRequest
from models.studies import Scenario, Study, Target
from optimiser.studies.result import ScenarioResult, unbeaten
from optimiser.studies.search import Chosen, cheapest_levers
from optimiser.studies.study import AS_IT_IS, StudyOptions, what_if
from tests.builders import request, user, visit, window, worker

ONE_STEP = StudyOptions(seconds_each=None, work_limit=1, workers=1)
WIDER = studies.WidenWindows(minutes=60)
FOUR = (WIDER, studies.MostSplits(most=1), studies.BankPool(workers=1), studies.TakeWaitingList(visits=1))
SIX = (*FOUR, studies.ShareConstituencies(), studies.MoreSickness(percent=10))


def two_at_once() -> RotaRequest:
    """One worker and two visits at one time: only wider windows let both be made."""
    return request(
        workers=(worker(tolerance_under_minutes=1_260),),
        service_users=(user("U1"), user("U2", place_id="P2")),
        visits=tuple(visit(f"V{n}", f"U{n}", windows=(window("08:00", "08:10"),)) for n in (1, 2)),
    )


def study(*scenarios: Scenario, target: Target | None = None) -> Study:
    return Study(name="small", scenarios=scenarios, target=target)


def test_a_scenario_is_solved_beside_the_request_as_it_is() -> None:
    own = two_at_once()
    found = what_if(own, study(Scenario(name="wider", levers=(WIDER,))), ONE_STEP)
    before, after = found.scenarios
    assert (before.name, before.visits_required_unserved, before.people_disturbed) == (AS_IT_IS, 1, 0)
    assert (after.name, after.visits_required_unserved) == ("wider", 0)
    assert after.contact_time_pct is not None and before.contact_time_pct is not None
    assert after.contact_time_pct > before.contact_time_pct
    assert after.contact_time_ceiling_pct is not None and after.contact_time_ceiling_pct >= after.contact_time_pct
    assert found.unbeaten == ("wider",)


def test_the_same_work_and_seed_give_the_same_figures() -> None:
    asked = study(Scenario(name="wider", levers=(WIDER,)))
    assert what_if(two_at_once(), asked, ONE_STEP) == what_if(two_at_once(), asked, ONE_STEP)


def test_a_scenario_that_cannot_be_rostered_says_why_and_the_others_stand() -> None:
    longer = studies.RecutContracts(minutes_per_week=3_600)  # the least of them is more than six earlies hold
    found = what_if(two_at_once(), study(Scenario(name="long hours", levers=(longer,))), ONE_STEP)
    assert found.scenarios[1].contact_time_pct is None
    assert found.scenarios[1].problems
    assert found.scenarios[0].contact_time_pct is not None


def test_every_lever_that_cannot_be_pulled_is_told_at_once_and_nothing_is_solved() -> None:
    nights = studies.MoveWorkers(to=PatternKind.NIGHT, workers=1)
    unknown = studies.ForbidPatterns(patterns=("dawn",))
    asked = study(
        Scenario(name="nights", levers=(nights,)),
        target=Target(contact_time_pct=50, levers=(unknown,)),
    )
    with pytest.raises(InputError) as told:
        what_if(two_at_once(), asked, ONE_STEP)
    assert [problem.code for problem in told.value.problems] == ["E7502", "E7502"]
    assert [problem.cause.split(":")[0] for problem in told.value.problems] == ['scenario "nights"', "target, lever 1"]


def test_the_cheapest_levers_that_reach_a_target_are_found_by_solving() -> None:
    own = two_at_once()
    most = what_if(own, study(Scenario(name="wider", levers=(WIDER,))), ONE_STEP).scenarios[1].contact_time_pct
    assert most is not None
    found = what_if(own, study(target=Target(contact_time_pct=most, levers=FOUR[:2])), ONE_STEP).target
    assert found is not None and found.cheapest is not None
    assert found.cheapest.contact_time_pct == most
    assert (len(found.tried), found.not_tried) == (3, 0)


def figures(name: str, contact: float, cost: int = 4_000, **fields: float) -> ScenarioResult:
    return replace(
        ScenarioResult(name, name, contact_time_pct=contact, cost_per_contact_hour_pence=cost),
        **{"preferences_granted_pct": 80.0, "split_duties": 5, **fields},  # type: ignore[arg-type]
    )


def test_one_scenario_beats_another_only_where_it_is_no_worse_in_anything() -> None:
    rows = [
        figures("base", 50),
        figures("more contact", 52),
        figures("fewer splits", 49, split_duties=0),
        figures("fewer wishes", 52, preferences_granted_pct=70),
        ScenarioResult("none", "none", problems=("no roster",)),
    ]
    assert unbeaten(rows) == ("more contact", "fewer splits")


def test_a_scenario_that_leaves_promised_visits_unserved_does_not_beat_one_that_does_not() -> None:
    rows = [figures("base", 50, visits_required_unserved=0), figures("promise broken", 55, visits_required_unserved=1)]
    assert unbeaten(rows) == ("base", "promise broken")
    assert unbeaten([*rows, figures("both", 55, visits_required_unserved=0)]) == ("both",)


class Tried:
    """Makes up figures for sets of levers, and remembers which were asked for."""

    def __init__(self, points: Sequence[float], pence: Sequence[int]) -> None:
        self.points, self.pence, self.asked = points, pence, []  # type: ignore[var-annotated]

    def __call__(self, sets: Sequence[Chosen]) -> list[ScenarioResult | None]:
        self.asked += sets
        return [
            figures(str(own), 40 + sum(self.points[n] for n in own), 4_000 + sum(self.pence[n] for n in own))
            for own in sets
        ]


def test_every_set_of_up_to_four_levers_is_tried_and_the_cheapest_taken() -> None:
    trial = Tried((4, 3, 3, 1), (-100, 50, -80, 0))
    found = cheapest_levers(Target(contact_time_pct=46, levers=FOUR), figures(AS_IT_IS, 40), trial)
    assert len(trial.asked) == len(set(trial.asked)) == 15
    assert found.cheapest is not None and found.cheapest.name == "(0, 2)"
    assert "cost per contact hour falls by £1.80 to £38.20" in found.sentence
    assert found.not_tried == 0


def test_of_more_levers_only_what_adds_to_the_best_is_tried_and_the_rest_is_counted() -> None:
    trial = Tried((1, 2, 3, 4, 5, 6), (0,) * 6)
    found = cheapest_levers(Target(contact_time_pct=61, levers=SIX), figures(AS_IT_IS, 40), trial)
    assert len(trial.asked) == 6 + 5 + 4 + 3 + 2 + 1
    assert found.not_tried == 63 - 21
    assert found.cheapest is not None and found.cheapest.name == "(0, 1, 2, 3, 4, 5)"


def test_a_target_out_of_reach_is_told_with_the_best_there_is() -> None:
    found = cheapest_levers(Target(contact_time_pct=90, levers=FOUR), figures(AS_IT_IS, 40), Tried((1,) * 4, (0,) * 4))
    assert found.cheapest is None
    assert found.sentence == "90% contact time is not reached: of 15 sets of levers tried, the best has 44.0%"


def test_nothing_is_tried_for_a_target_that_is_reached_as_it_is() -> None:
    trial = Tried((1,) * 4, (0,) * 4)
    found = cheapest_levers(Target(contact_time_pct=40, levers=FOUR), figures(AS_IT_IS, 40), trial)
    assert trial.asked == []
    assert found.cheapest is not None and found.cheapest.name == AS_IT_IS


def test_levers_that_cannot_be_pulled_together_are_left_out() -> None:
    def trial(sets: Sequence[Chosen]) -> list[ScenarioResult | None]:
        return [None if len(own) == 2 else figures(str(own), 45) for own in sets]

    found = cheapest_levers(Target(contact_time_pct=45, levers=FOUR[:2]), figures(AS_IT_IS, 40), trial)
    assert (len(found.tried), found.not_tried) == (2, 1)


def test_levers_that_leave_more_promised_visits_unserved_are_no_way_to_a_target() -> None:
    def trial(sets: Sequence[Chosen]) -> list[ScenarioResult | None]:
        return [figures(str(own), 48, 3_000, visits_required_unserved=2) for own in sets]

    asked = Target(contact_time_pct=45, levers=FOUR[:1])
    found = cheapest_levers(asked, figures(AS_IT_IS, 40, visits_required_unserved=1), trial)
    assert found.cheapest is None
    assert "the best has 40.0%, and 1 would reach it only by leaving more promised visits unserved" in found.sentence
    found = cheapest_levers(asked, figures(AS_IT_IS, 40, visits_required_unserved=2), trial)
    assert found.cheapest is not None
