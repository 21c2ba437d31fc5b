"""Rounds of parts: the roster joined from them keeps every rule, crosses borders, and comes out the same twice."""

import pytest

import optimiser.parts
from models.problems import InputError
from models.request import RotaRequest
from models.visits import Gap, Post
from models.wishes import Pin, PinKind
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.progress import Progress
from optimiser.solve import Solution, SolveOptions, solve
from tests.builders import moment, visit, window
from tests.solve.two_towns import CREW, morning, two_towns


@pytest.fixture(autouse=True)
def _every_request_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optimiser.parts, "LARGEST_WHOLE", 1)


def solved(asked: RotaRequest, seed: int = 1) -> Solution:
    """The request planned in parts, accepted and priced by the referee."""
    solution = solve(asked, SolveOptions(work_limit=2, workers=1, seed=seed))
    assert check(asked, solution.roster) == []
    assert solution.objective_terms == recompute(asked, solution.roster)
    return solution


def makers(solution: Solution) -> dict[str, list[str]]:
    """By visit, who makes it."""
    made: dict[str, list[str]] = {}
    for duty in solution.roster.duties:
        for each in duty.visits:
            made.setdefault(each.visit_id, []).append(duty.worker_id)
    return {visit_id: sorted(workers) for visit_id, workers in made.items()}


def test_parts_joined_make_a_roster_that_makes_every_visit() -> None:
    assert sorted(makers(solved(two_towns()))) == ["V1", "V2", "V3", "V4", "V5", "V6"]


def test_the_same_seed_and_steps_give_the_same_duties() -> None:
    assert solved(two_towns()).roster.duties == solved(two_towns()).roster.duties


def test_a_visit_only_a_neighbour_can_make_is_made_across_the_border() -> None:
    crew = (*CREW[:2], CREW[2].model_copy(update={"skills": ("hoist",)}), CREW[3])
    found = solved(two_towns(workers=crew, visits=(morning("V1", "UY", skills=("hoist",)), morning("V3", "US"))))
    assert makers(found)["V1"] == ["S1"]


def test_a_visit_by_a_worker_of_each_town_is_made_by_both() -> None:
    crew = tuple(each.model_copy(update={"skills": ("hoist",)}) if each.id in ("Y1", "S1") else each for each in CREW)
    work = (morning("V1", "UY"), morning("V2", "UZ", skills=("hoist",), workers_needed=2), morning("V3", "US"))
    assert makers(solved(two_towns(workers=crew, visits=work)))["V2"] == ["S1", "Y1"]


def test_a_gap_is_kept_between_visits_made_by_workers_of_two_towns() -> None:
    crew = (*CREW[:2], CREW[2].model_copy(update={"skills": ("hoist",)}), CREW[3])
    after = (Gap(after_visit_id="V1", least_minutes=30, most_minutes=60),)
    work = (morning("V1", "UY"), morning("V5", "UY", skills=("hoist",), gaps=after), morning("V3", "US"))
    assert makers(solved(two_towns(workers=crew, visits=work)))["V5"] == ["S1"]


def test_a_visit_pinned_to_a_neighbour_is_made_by_that_neighbour() -> None:
    pin = Pin(id="F1", kind=PinKind.VISIT, worker_id="S1", visit_id="V1")
    assert makers(solved(two_towns(pins=(pin,))))["V1"] == ["S1"]


def test_a_part_whose_rules_clash_says_whose() -> None:
    clash = tuple(
        Pin(id=f"F{day}", kind=PinKind.DUTY, worker_id="S1", date=on)
        for day, on in enumerate(two_towns().horizon.dates)
    )
    with pytest.raises(InputError) as refused:
        solved(two_towns(pins=clash))
    assert any("S1" in problem.cause for problem in refused.value.problems)


def test_progress_tells_of_each_part_and_of_the_parts_joined() -> None:
    told: list[Progress] = []
    solution = solve(two_towns(), SolveOptions(work_limit=1, workers=1), told.append)
    sources = [progress.source for progress in told]
    assert sources[:2] == ["part 1 of 2", "part 2 of 2"]
    assert sources[-2:] == ["parts joined", "across every border"]
    assert told == solution.progress
    assert told[-1].objective_pence == sum(solution.objective_terms.values())
    whole = two_towns()
    assert told[-1].contact_minutes == sum(
        whole.visit_by_id[each.visit_id].minutes for duty in solution.roster.duties for each in duty.visits
    )


def test_work_in_a_constituency_without_workers_is_made_by_those_who_reach_it() -> None:
    outside = two_towns().service_users[0].model_copy(update={"id": "UQ", "constituency": "Quinton"})
    far = visit("V9", "UQ", windows=(window("16:00", "18:00", day=2),))
    asked = two_towns(service_users=(*two_towns().service_users, outside), visits=(*two_towns().visits, far))
    assert "V9" in makers(solved(asked))


def test_a_post_that_only_a_neighbour_can_cover_is_covered_though_its_own_town_cannot() -> None:
    """Sheldon cannot stand alone: Y1 has the skill."""
    crew = (CREW[0].model_copy(update={"skills": ("desk",)}), *CREW[1:])
    day = {"start": moment("07:00", 3), "end": moment("13:00", 3)}
    post = Post(id="Post0", place_id="P5", constituency="Sheldon", skills=("desk",), **day)
    covered = [duty for duty in solved(two_towns(workers=crew, posts=(post,))).roster.duties if duty.post_id]
    assert [duty.worker_id for duty in covered] == ["Y1"]
