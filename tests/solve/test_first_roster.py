"""A first roster keeps every rule at once; more rostering may only make it cheaper."""

import pytest

from models.problems import InputError
from models.roster import Roster
from models.visits import Post
from models.wishes import Pin, PinKind
from optimiser.checks import check
from optimiser.first_roster import first_roster, plan_shifts_again
from optimiser.routing.routing import Routing
from tests.builders import moment, request
from tests.solve.test_solve import small_week
from tests.solve.two_towns import two_towns


def test_a_first_roster_keeps_every_rule_and_makes_visits() -> None:
    incumbent = first_roster(Routing.of(small_week()), 1)
    roster = Roster(duties=incumbent.plan.duties())
    assert check(small_week(), roster) == []
    assert sum(len(each.visits) for each in roster.duties) >= 7


def test_shifts_planned_again_are_kept_only_where_the_roster_is_no_dearer() -> None:
    incumbent = first_roster(Routing.of(two_towns()), 1)
    before = incumbent.pence()
    plan_shifts_again(incumbent, 2)
    assert incumbent.pence() <= before
    assert check(two_towns(), Roster(duties=incumbent.plan.duties())) == []


def test_shifts_planned_again_make_what_an_empty_roster_leaves() -> None:
    asked = two_towns()
    incumbent = first_roster(Routing.of(asked), 1)
    incumbent.replace_shifts([each.id for each in asked.workers], [])
    plan_shifts_again(incumbent, 1)
    assert {visit.visit_id for each in incumbent.plan.duties() for visit in each.visits} == set(asked.visit_by_id)


def test_a_post_nobody_can_cover_is_told_by_name() -> None:
    """W1 alone could cover the post, and has that day off."""
    post = Post(id="Desk", place_id="P0", constituency="Yardley", start=moment("07:00"), end=moment("13:00"))
    off = Pin(id="F1", kind=PinKind.DAY_OFF, worker_id="W1", date=moment("07:00").date())
    with pytest.raises(InputError) as refused:
        first_roster(Routing.of(request(posts=(post,), pins=(off,))), 1)
    (problem,) = refused.value.problems
    assert "post Desk" in problem.cause
