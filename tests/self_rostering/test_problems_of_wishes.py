"""What a worker may ask for in self-rostering, and that every problem is told at once."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from models.clock import Horizon
from models.patterns import ClockSpan
from models.problems import Problem
from models.self_rostering import PreferenceLimits
from models.wishes import Preference, PreferenceKind
from optimiser.self_rostering import problems_of
from tests.builders import MONDAY, pattern, request, worker

WANT, RATHER_NOT, CANNOT = PreferenceKind.WANT, PreferenceKind.RATHER_NOT, PreferenceKind.CANNOT
CREW = (worker("W1"), worker("W2", pattern_ids=("night",), night_volunteer=True))


def wish(wish_id: str, kind: PreferenceKind = WANT, day: int = 0, **fields: Any) -> Preference:
    own = {"id": wish_id, "worker_id": "W1", "kind": kind, "date": MONDAY + timedelta(days=day)}
    return Preference(**{**own, **fields})


def span(start: str, end: str) -> ClockSpan:
    return ClockSpan(start=time.fromisoformat(start), end=time.fromisoformat(end))


def told(*wishes: Preference, **fields: Any) -> list[Problem]:
    limits = fields.pop("limits", PreferenceLimits())
    return problems_of(request(**{"workers": CREW, **fields}), "W1", wishes, limits)


def codes(*wishes: Preference, **fields: Any) -> list[str]:
    return [problem.code for problem in told(*wishes, **fields)]


def test_a_few_wishes_within_the_limits_are_no_problem() -> None:
    wishes = (
        wish("a", WANT, 0, pattern_id="early"),
        wish("b", RATHER_NOT, 2, span=span("18:00", "22:00"), strength=3),
        wish("c", CANNOT, 5),
    )
    assert codes(*wishes) == []


def test_no_wish_is_no_problem() -> None:
    assert codes() == []


def test_who_is_not_in_the_week_may_not_wish() -> None:
    assert [each.code for each in problems_of(request(), "W9", [wish("a")], PreferenceLimits())] == ["E8301"]


def test_a_worker_gives_only_their_own_wishes() -> None:
    assert codes(wish("a", worker_id="W2", pattern_id="night")) == ["E8302", "E8303"]
    assert codes(wish("a", worker_id="nobody")) == ["E8302"]


def test_a_pattern_that_the_workers_terms_do_not_permit_is_refused_and_an_unknown_one_told_once() -> None:
    assert codes(wish("a", RATHER_NOT, pattern_id="night")) == ["E8303"]
    assert codes(wish("a", WANT, pattern_id="night")) == ["E8303"]
    assert codes(wish("a", WANT, pattern_id="dawn")) == ["E2002"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"date": date(2026, 1, 19)}, "E2101"),
        ({"date": date(2026, 1, 11)}, "E2101"),
        ({"pattern_id": "early", "span": ClockSpan(start=time(6), end=time(22))}, "E2401"),
        ({"pence": 900}, "E8306"),
        ({"kind": CANNOT, "pence": 900}, "E2404"),
    ],
)
def test_what_is_wrong_with_one_wish_has_one_code(fields: dict[str, Any], code: str) -> None:
    assert codes(wish("a", **fields)) == [code]


def test_ids_are_used_once_among_ones_own_and_the_others_wishes() -> None:
    others = (wish("b", worker_id="W2"), wish("c"))
    assert codes(wish("a"), wish("a", day=1), preferences=others) == ["E2001"]
    assert codes(wish("b"), preferences=others) == ["E8307"]
    assert codes(wish("c"), preferences=others) == [], "an earlier wish of the same worker is replaced"


def test_the_same_thing_is_wished_once() -> None:
    assert codes(wish("a"), wish("b")) == ["E8304"]
    assert codes(wish("a"), wish("b", RATHER_NOT)) == ["E8304"]
    assert codes(wish("a", CANNOT), wish("b", RATHER_NOT)) == ["E8304"]
    assert codes(wish("a", pattern_id="early"), wish("b", pattern_id="late")) == []


@pytest.mark.parametrize("about", [{}, {"pattern_id": "early"}, {"span": ClockSpan(start=time(7), end=time(13))}])
def test_a_want_on_a_date_that_one_cannot_work_clashes(about: dict[str, Any]) -> None:
    assert codes(wish("a", **about), wish("b", CANNOT)) == ["E8305"]


def test_a_want_clashes_with_a_cannot_of_the_same_pattern_but_not_of_another() -> None:
    assert codes(wish("a", pattern_id="early"), wish("b", CANNOT, pattern_id="early")) == ["E8305"]
    assert codes(wish("a", pattern_id="early"), wish("b", CANNOT, pattern_id="late")) == []
    assert codes(wish("a"), wish("b", CANNOT, pattern_id="late")) == []


def test_several_cannots_that_together_leave_no_shift_clash_with_a_want() -> None:
    every_shift = [wish("b", CANNOT, pattern_id="early"), wish("c", CANNOT, span=span("20:00", "23:00"))]
    clash = told(wish("a"), *every_shift)
    assert [each.code for each in clash] == ["E8305"]
    assert "b, c rule out" in clash[0].cause


def test_a_cannot_of_the_night_before_clashes_when_it_reaches_into_the_shift() -> None:
    night_before = wish("b", CANNOT, 0, span=span("22:00", "08:00"))
    assert codes(wish("a", day=1, pattern_id="early"), night_before) == ["E8305"]
    assert codes(wish("a", day=1, pattern_id="late"), night_before) == []


def test_a_shift_that_may_start_later_can_keep_clear_of_a_cannot() -> None:
    movable = pattern("early", "07:00", "13:00", start_later_minutes=60)
    wishes = wish("a", pattern_id="early"), wish("b", CANNOT, span=span("05:00", "08:00"))
    assert codes(*wishes) == ["E8305"]
    assert codes(*wishes, patterns=(movable, *request().patterns[1:])) == []


def test_a_want_inside_a_span_that_holds_no_shift_is_never_granted() -> None:
    assert codes(wish("a", span=span("07:00", "12:59"))) == ["E8305"]
    assert codes(wish("a", span=span("07:00", "13:00"))) == []


@pytest.mark.parametrize(
    ("limits", "wishes", "code"),
    [
        ({"cannot_dates": 1}, [wish("a", CANNOT, 0), wish("b", CANNOT, 1)], "E8311"),
        ({"wants": 1}, [wish("a", WANT, 0), wish("b", WANT, 1)], "E8312"),
        ({"rather_nots": 1}, [wish("a", RATHER_NOT, 0), wish("b", RATHER_NOT, 1)], "E8313"),
        ({"strength_points": 3}, [wish("a", strength=3), wish("b", RATHER_NOT, 1)], "E8314"),
    ],
)
def test_each_limit_is_the_most_of_a_week(limits: dict[str, int], wishes: list[Preference], code: str) -> None:
    assert codes(*wishes, limits=PreferenceLimits(**limits)) == [code]
    (name, most), *_ = limits.items()
    assert codes(*wishes, limits=PreferenceLimits(**{name: most + 1})) == []


def test_two_cannots_on_one_date_are_one_date_and_no_points() -> None:
    wishes = [wish("a", CANNOT, pattern_id="early", strength=3), wish("b", CANNOT, pattern_id="late", strength=3)]
    assert codes(*wishes, limits=PreferenceLimits(cannot_dates=1, strength_points=0)) == []


def test_limits_hold_for_each_week_of_a_longer_horizon() -> None:
    fortnight = Horizon(start=MONDAY, days=14)
    one_a_week = [wish("a", CANNOT, 6), wish("b", CANNOT, 7)]
    assert codes(*one_a_week, horizon=fortnight, limits=PreferenceLimits(cannot_dates=1)) == []
    assert codes(wish("a", CANNOT, 7), wish("b", CANNOT, 8), horizon=fortnight, limits=PreferenceLimits(cannot_dates=1))


def test_every_problem_is_told_at_once_with_its_row_cause_and_action() -> None:
    wishes = (
        wish("a", date=date(2027, 1, 1)),
        wish("a", worker_id="W2"),
        wish("c", RATHER_NOT, 3, pattern_id="night", pence=5),
        wish("d", WANT, 4),
        wish("e", CANNOT, 4, strength=3),
    )
    problems = told(*wishes, limits=PreferenceLimits(cannot_dates=0))
    found = sorted((each.code, each.row or 0) for each in problems)
    assert found == [
        ("E2001", 2),
        ("E2101", 1),
        ("E8302", 2),
        ("E8303", 3),
        ("E8305", 4),
        ("E8306", 3),
        ("E8311", 0),
    ]
    assert all(each.cause and each.action and each.file == "preferences" for each in problems)
