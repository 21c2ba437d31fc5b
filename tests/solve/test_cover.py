"""Rosters asked for by shift, from request to checked roster: alone, and beside visits."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from models.cover import Cover
from models.line_terms import BoundKind, LineTerms
from models.money import Prices
from models.problems import InputError
from models.request import RotaRequest
from models.rules import Rules, Succession, WeeklyRest
from models.wishes import Preference, PreferenceKind
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.solve import Solution, SolveOptions, solve
from tests.builders import request, visit, window, worker
from tests.checks.lines import bound
from tests.cover_strategies import asking_for_cover
from tests.rostering.shifts_by_hand import day
from tests.solve.test_generated import assert_named, assert_sound, solved
from tests.strategies import requests

OPTIONS = SolveOptions(work_limit=20, workers=1, seed=1)
FEW_STEPS = SolveOptions(work_limit=1, workers=1, seed=1)  # a step with visits tries some twenty changes
NOT_ASKED_FOR = Rules(
    weekly_rest=WeeklyRest.NONE,
    daily_rest_minutes=0,
    most_consecutive_days=14,
    most_weekends_in_a_row=14,
    average_week_minutes=10_080,
    break_minutes=0,
    handover_minutes=0,
    forbidden_successions=(Succession(pattern_id="late", next_pattern_id="early"),),
)
ONLY_COVER = Prices(overtime_percent=0, balance_hour=0)


def covers(**fields: Any) -> tuple[Cover, ...]:
    """One early with hoist and one late wanted each day, dear to lack."""
    own = {"wanted": 1, "under_pence": 5_000, "over_pence": 100, **fields}
    return tuple(
        Cover(id=f"{pattern_id} {number}", date=day(number), pattern_id=pattern_id, skill=skill, **own)
        for number in range(7)
        for pattern_id, skill in (("early", "hoist"), ("late", None))
    )


def team(**fields: Any) -> RotaRequest:
    terms = LineTerms(
        id="full",
        bounds=(
            bound(BoundKind.CONSECUTIVE_DUTIES, 2, 4, least_pence=300),
            bound(BoundKind.CONSECUTIVE_DAYS_OFF, 2, most_pence=None),
            bound(BoundKind.DUTIES, most=4),
        ),
    )
    crew = tuple(
        worker(
            f"W{number}", skills=skills, line_terms_id="full", contract_minutes_per_week=0, tolerance_over_minutes=9_000
        )
        for number, skills in enumerate([("hoist",), ("hoist", "driving"), (), ()])
    )
    own = {"workers": crew, "visits": (), "service_users": (), "covers": covers(), "line_terms": (terms,)}
    return request(**{**own, "rules": NOT_ASKED_FOR, "prices": ONLY_COVER, **fields})


def test_cover_alone_is_met_by_lines_as_their_terms_ask() -> None:
    # Seven earlies by two with hoist and seven lates by the other two: 4 + 3 duties each way, at no price at all.
    own = team()
    solution = solve(own, OPTIONS)
    assert_sound(own, solution)
    assert sum(solution.objective_terms.values()) == 0
    assert sum(duty.role == "hoist" for duty in solution.roster.duties if duty.pattern_id == "early") == 7


def test_cover_alone_is_planned_line_by_line_and_ends_when_nothing_can_be_better() -> None:
    solution = solve(team(), SolveOptions(time_limit_seconds=30, workers=1, seed=1))
    assert {each.source for each in solution.progress} <= {"first roster", "lines"}
    assert solution.progress[-1].objective_pence == 0
    assert solution.solve_seconds < 20


def test_a_least_that_prices_alone_would_not_meet_is_met() -> None:
    # Coming in on the first day is disliked at 9,000 pence and the cover there is worth nothing, but must be one.
    dislike = tuple(
        Preference(id=f"R{n}", worker_id=f"W{n}", kind=PreferenceKind.RATHER_NOT, date=day(0), pence=9_000)
        for n in range(4)
    )
    asked = covers(under_pence=0, least=1)
    own = team(covers=asked, preferences=dislike)
    solution = solve(own, OPTIONS)
    assert_sound(own, solution)
    assert solution.objective_terms["preferences"] == 2 * 9_000
    assert solve(own.changed(covers=covers(under_pence=0)), OPTIONS).objective_terms["preferences"] == 0


def test_a_cancelled_plan_for_cover_keeps_the_least_there_must_be() -> None:
    own = team(covers=covers(least=1))
    solution = solve(own, OPTIONS, cancelled=lambda: True)
    assert_sound(own, solution)
    assert solution.objective_terms["under_cover"] == 0


def test_a_line_that_no_rules_allow_is_told_with_the_rules() -> None:
    terms = LineTerms(id="full", bounds=(bound(BoundKind.DUTIES, least=6), bound(BoundKind.CONSECUTIVE_DUTIES, most=1)))
    with pytest.raises(InputError, match="R28 runs of duties and days off and R29 totals of a line clash for W0"):
        solve(team(line_terms=(terms,)), OPTIONS)


def test_cover_that_two_people_cannot_give_is_lacking_at_its_price() -> None:
    # One with hoist works at most four duties of the seven earlies: three are lacking.
    own = team()
    own = own.changed(workers=(own.workers[0], *own.workers[2:]))
    assert solve(own, OPTIONS).objective_terms["under_cover"] == 3 * 5_000


def test_a_wish_at_its_own_price_gives_way_to_cover_that_is_dearer_and_not_to_cheaper() -> None:
    wish = Preference(
        id="R1", worker_id="W0", kind=PreferenceKind.RATHER_NOT, date=day(0), pattern_id="early", pence=700
    )
    alone = team(workers=team().workers[:1], preferences=(wish,), line_terms=(LineTerms(id="full"),))
    for under_pence, refused in ((600, 0), (800, 700)):
        only = covers(under_pence=under_pence)[:1]
        terms = solve(alone.changed(covers=only), OPTIONS).objective_terms
        assert (terms["preferences"], terms["fairness"]) == (refused, 0)
        assert terms["under_cover"] == (0 if refused else 600)


def test_visits_are_made_in_the_duties_that_cover_asks_for() -> None:
    visits = tuple(visit(f"V{number}", windows=(window("16:00", "19:00", day=number),)) for number in range(7))
    own = team(visits=visits, service_users=request().service_users)
    solution = solve(own, FEW_STEPS)
    assert assert_sound(own, solution) == 7
    assert solution.objective_terms["under_cover"] == 0


def test_the_same_roster_comes_twice_under_a_work_limit() -> None:
    own = team(visits=(visit(),), service_users=request().service_users)
    first: Solution = solve(own, FEW_STEPS)
    assert solve(own, FEW_STEPS).roster == first.roster


def test_eight_weeks_can_be_asked_for() -> None:
    own = team(horizon=request().horizon.model_copy(update={"days": 56}))
    solution = solve(own, SolveOptions(work_limit=1, workers=1, seed=1))
    assert_sound(own, solution)


def test_generated_requests_for_cover_give_accepted_rosters_or_named_problems() -> None:
    outcomes: Counter[str] = Counter()

    @settings(max_examples=12, phases=[Phase.generate])
    @given(asking_for_cover(requests(most_visits=6)))
    def every_request(asked: RotaRequest) -> None:
        result = solved(asked)
        if isinstance(result, InputError):
            assert_named(result)
        else:
            outcomes["solved"] += 1
            outcomes["covers"] += len(asked.covers)
            assert check(asked, result.roster) == []
            assert result.objective_terms == recompute(asked, result.roster)

    every_request()
    assert outcomes["solved"] > 5
    assert outcomes["covers"] > 5
