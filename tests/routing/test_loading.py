"""Duties planned before are taken up as they are: the same visits, in the same order, by the same workers."""

from collections.abc import Sequence

import pytest

from models.clock import plus
from models.request import RotaRequest
from models.roster import Duty, PlannedTraining, Roster, Span
from models.workers import Training
from optimiser.checks import check
from optimiser.improve.incumbent import Incumbent
from optimiser.routing.routing import Routing
from tests.builders import MONDAY, PATTERNS, duty, moment, pattern, request, user, visit, window, worker
from tests.routing.plans import recounted_pairs
from tests.stored import stored


def loaded(asked: RotaRequest, duties: Sequence[Duty]) -> Incumbent:
    """An incumbent that has taken up these duties."""
    incumbent = Incumbent(Routing.of(asked), {}, 1)
    incumbent.load(duties)
    return incumbent


def stops(duties: Sequence[Duty]) -> list[tuple]:
    """What a duty is, but for the minutes at which its stops begin."""
    return sorted(
        (
            each.worker_id,
            each.date,
            each.pattern_id,
            [(part.start, part.end) for part in each.parts],
            each.post_id or "",
            [made.visit_id for made in each.visits],
            sorted(held.training_id for held in each.trainings),
        )
        for each in duties
    )


@pytest.fixture(scope="module")
def team() -> RotaRequest:
    return stored("team")


@pytest.fixture(scope="module")
def taken_up(team: RotaRequest) -> Incumbent:
    return loaded(team, team.as_was)


def test_todays_duties_of_a_team_are_the_same_duties_when_loaded(team: RotaRequest, taken_up: Incumbent) -> None:
    assert sum(len(each.visits) for each in team.as_was) > 100
    assert stops(taken_up.plan.duties()) == stops(team.as_was)


def test_the_referee_accepts_what_it_accepted_before(team: RotaRequest, taken_up: Incumbent) -> None:
    assert check(team, Roster(duties=taken_up.plan.duties())) == check(team, Roster(duties=team.as_was)) == []


def test_pairs_of_worker_and_service_user_are_counted_on_loading(taken_up: Incumbent) -> None:
    assert (taken_up.plan.state.pair == recounted_pairs(taken_up.plan)).all()


def test_duties_loaded_and_written_twice_are_equal(team: RotaRequest, taken_up: Incumbent) -> None:
    once = taken_up.plan.duties()
    assert loaded(team, once).plan.duties() == once


def test_idle_minutes_before_a_visit_are_not_kept_but_its_turn_is() -> None:
    """The near visit comes second by today's order, though first would do as well."""
    near_and_far = (user("U1", place_id="P1"), user("U2", place_id="P3"))
    asked = request(service_users=near_and_far, visits=(visit("V1", "U1"), visit("V2", "U2")))
    duties = loaded(asked, [duty(visits=(("V2", "08:30"), ("V1", "09:45")))]).plan.duties()
    assert [made.visit_id for made in duties[0].visits] == ["V2", "V1"]
    assert duties[0].visits[0].start == moment("08:00")


def test_a_two_worker_visit_keeps_both_workers_who_start_together_as_early_as_both_can() -> None:
    asked = request(workers=(worker(), worker("W2")), visits=(visit(workers_needed=2),))
    before = [duty("W1", visits=(("V1", "09:15"),)), duty("W2", visits=(("V1", "09:15"),))]
    found = loaded(asked, before).plan.duties()
    assert [(each.worker_id, each.visits[0].start) for each in found] == [
        ("W1", moment("08:00")),
        ("W2", moment("08:00")),
    ]


def test_a_training_and_a_break_are_loaded_between_the_visits_they_lie_between() -> None:
    rested = pattern("rested", "07:00", "14:00", break_minutes=30)
    session = Training(id="T1", worker_id="W1", minutes=60, first_date=MONDAY, last_date=MONDAY)
    asked = request(
        patterns=(*PATTERNS, rested),
        workers=(worker(pattern_ids=("rested",)),),
        trainings=(session,),
        visits=(visit(windows=(window("08:00", "08:00"),)), visit("V2", windows=(window("12:00", "12:00"),))),
    )
    pause = Span(start=moment("10:30"), end=moment("11:00"))
    parts = (Span(start=moment("07:00"), end=moment("14:00")),)
    held = (PlannedTraining(training_id="T1", start=moment("09:00")),)
    before = duty(visits=(("V1", "08:00"), ("V2", "12:00"))).model_copy(
        update={"pattern_id": "rested", "parts": parts, "rest_break": pause, "trainings": held}
    )
    (found,) = loaded(asked, [before]).plan.duties()
    (training,) = found.trainings
    assert found.rest_break is not None
    assert moment("08:30") <= training.start
    assert plus(training.start, 60) <= found.rest_break.start
    assert found.rest_break.end <= moment("12:00")
    assert check(asked, Roster(duties=(found,))) == []


def test_a_duty_that_covers_a_post_has_no_stops_to_load(team: RotaRequest, taken_up: Incumbent) -> None:
    posts = [each for each in taken_up.plan.duties() if each.post_id]
    assert len(posts) == len(team.posts) > 0


@pytest.mark.parametrize(
    "made",
    [
        pytest.param((("V1", "08:00"), ("V2", "08:15")), id="in less time than the first visit takes"),
        pytest.param((("V1", "11:00"), ("V2", "11:30")), id="after the second one's window"),
    ],
)
def test_a_duty_whose_stops_do_not_fit_is_refused_by_name(made: tuple[tuple[str, str], ...]) -> None:
    sharp = (visit(windows=(window("08:00", "12:00"),), minutes=60), visit("V2", windows=(window("08:00", "08:30"),)))
    with pytest.raises(ValueError, match="the stops of W1 on 2026-01-12 do not fit"):
        loaded(request(visits=sharp), [duty(visits=made)])
