"""Why nobody makes a visit: each reason, near miss and change when it is true, and never when it is not."""

from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from models.base import Gender, StartsFrom
from models.patterns import PatternKind
from models.request import RotaRequest
from models.roster import Roster
from models.rules import RuleCode
from models.visits import Gap, Need
from optimiser.checks import check
from optimiser.explain.changes import Change
from optimiser.explain.lifts import LIFTS, Miss, tried
from optimiser.explain.prices import contact_minutes, objective_pence
from optimiser.explain.rooms import with_changed
from optimiser.explain.unserved import Unmade, Why, explain_unserved
from optimiser.routing.plan import RoutePlan
from optimiser.routing.routing import Routing
from tests.builders import PATTERNS, duty, pattern, request, roster, user, visit, window, worker
from tests.explain.by_hand import ways_breaking_only
from tests.improve.plans import incumbent_with_some_shifts
from tests.routing.plans import shift
from tests.strategies import requests

SHARP = (window("09:00", "09:00"),)
BREAKS = {RuleCode.INSIDE_SHIFT: {"R23", "R21"}}  # who stays longer is back at the base later, too
generated = settings(max_examples=8, phases=[Phase.generate])


def why(asked: RotaRequest, planned: Roster, visit_id: str = "V1") -> Why:
    (found,) = explain_unserved(asked, planned, [visit_id])
    return found


def miss(found: Why, code: RuleCode) -> Miss:
    (own,) = [each for each in found.nearest if each.code == code]
    return own


def change(found: Why) -> Change:
    assert found.change is not None
    return found.change


def test_the_nearest_is_named_with_the_minutes_short() -> None:
    others = (user("U1"), user("U2", place_id="P5"))
    asked = request(service_users=others, visits=(visit(windows=SHARP), visit("V2", "U2", windows=SHARP)))
    found = why(asked, roster(duty(visits=(("V2", "09:00"),))))
    assert found.reason_code == "U03"
    assert "Nearest: W1, " in found.reason
    minutes = int(found.reason.rsplit("W1, ", 1)[1].split()[0])
    journey = asked.travel.minutes(asked.travel.metres(asked.places[1], asked.places[5]), asked.workers[0].travel_mode)
    assert minutes == 30 + journey


def test_a_window_is_missed_by_just_so_many_minutes() -> None:
    asked = request(visits=(visit(windows=SHARP), visit("V2", windows=SHARP)))
    found = why(asked, roster(duty(visits=(("V2", "09:00"),))))
    assert miss(found, RuleCode.WINDOWS).minutes == 30
    assert "30 minutes outside its window" in miss(found, RuleCode.WINDOWS).sentence


def test_a_shift_ends_too_soon_by_just_so_many_minutes() -> None:
    asked = request(visits=(visit(windows=(window("12:50", "12:55"),)),))
    found = why(asked, roster(duty()))
    assert found.reason_code == "U02"
    assert miss(found, RuleCode.INSIDE_SHIFT).minutes == 20
    assert miss(found, RuleCode.WINDOWS).minutes == 20


def test_a_lacking_skill_is_named_with_who_has_room() -> None:
    asked = request(workers=(worker(), worker("W2")), visits=(visit(skills=("hoist",)),))
    found = why(asked, roster(duty(), duty("W2")))
    assert found.reason_code == "U01"
    assert miss(found, RuleCode.SKILLS).sentence == "W1 could make it Mon 12 Jan 08:00, but W1 lacks hoist"


def test_gender_exclusion_and_reach_are_each_named() -> None:
    for code, fields, words in (
        (RuleCode.GENDER, {"gender_asked": Gender.MALE}, "U1 asked for a male worker"),
        (RuleCode.EXCLUDED_WORKERS, {"excluded_worker_ids": ("W1",)}, "U1 excluded W1"),
        (RuleCode.REACH, {"constituency": "Erdington"}, "Erdington is outside the reach of W1"),
    ):
        found = why(request(service_users=(user(**fields),)), roster(duty()))
        assert miss(found, code).sentence.endswith(words)


def test_a_break_in_the_way_is_named() -> None:
    long = pattern(
        "early", "07:00", "13:00", break_minutes=30, break_earliest_start="09:00", break_latest_start="09:00"
    )
    asked = request(patterns=(long, *PATTERNS[1:]), visits=(visit(windows=SHARP),))
    rest = {"start": window("09:00", "09:30").earliest_start, "end": window("09:30", "09:30").earliest_start}
    found = why(asked, roster(duty(rest_break=rest)))
    assert "without a rest break" in miss(found, RuleCode.REST_BREAK).sentence


def test_a_gap_in_the_way_is_named() -> None:
    gap = (Gap(after_visit_id="V2", least_minutes=300),)
    asked = request(visits=(visit(gaps=gap), visit("V2", windows=SHARP)))
    found = why(asked, roster(duty(visits=(("V2", "09:00"),))))
    assert found.reason_code == "U07"
    assert "V2" in found.reason
    assert miss(found, RuleCode.VISIT_GAPS).sentence.endswith("not with the gap agreed to V2")


def test_a_second_worker_wanting_is_named() -> None:
    asked = request(workers=(worker(), worker("W2")), visits=(visit(workers_needed=2),))
    found = why(asked, roster(duty()))
    assert found.reason_code == "U02"
    assert miss(found, RuleCode.VISIT_WORKERS).worker_ids == ("W1",)


def test_room_that_would_pay_is_told_as_room() -> None:
    found = why(request(), roster(duty()))
    assert (found.reason_code, change(found).rise < 0) == ("U06", True)


def test_the_cheapest_change_is_a_roster_that_the_referee_accepts_at_the_price_told() -> None:
    longer = pattern("early", "07:00", "13:00", end_later_minutes=60, kind=PatternKind.EARLY)
    waiting = visit("V2", windows=SHARP, need=Need.WAITING_LIST)
    cases = (
        request(visits=(visit(windows=SHARP), waiting)),
        request(patterns=(longer, *PATTERNS[1:]), visits=(visit(windows=(window("12:50", "12:55"),)), waiting)),
        request(workers=(worker(), worker("W2")), visits=(visit(windows=SHARP), visit("V2", windows=SHARP))),
        request(visits=(visit(windows=SHARP), visit("V2", windows=(*SHARP, window("11:00", "11:00"))))),
    )
    words = (
        "in place of waiting-list visit V2",
        "20 minutes longer",
        "if they work pattern early on",
        "once W1 makes V2",
    )
    for asked, word in zip(cases, words, strict=True):
        planned = roster(duty(visits=(("V2", "09:00"),)))
        found = why(asked, planned)
        assert word in change(found).sentence
        assert_true(asked, planned, found)


def assert_true(asked: RotaRequest, planned: Roster, found: Why) -> None:
    """The change keeps every rule, makes the visit and costs what it says."""
    if found.change is None:
        return
    changed = {(each.worker_id, each.date): each for each in planned.duties}
    changed |= {(each.worker_id, each.date): each for each in found.change.duties}
    after = planned.model_copy(update={"duties": tuple(changed.values())})
    assert check(asked, after) == []
    assert any(each.visit_id == found.visit_id for own in after.duties for each in own.visits)
    assert objective_pence(asked, after) - objective_pence(asked, planned) == found.change.rise
    assert contact_minutes(asked, after.duties) - contact_minutes(asked, planned.duties) == found.change.contact_minutes


def test_no_reason_is_wrong_in_generated_rosters() -> None:
    told: set[str] = set()

    @generated
    @given(requests(most_visits=9))
    def every_request(asked: RotaRequest) -> None:
        incumbent = incumbent_with_some_shifts(asked, 1)
        planned = Roster(duties=incumbent.plan.duties())
        told.update(assert_true_reasons(asked, planned))

    every_request()
    assert {"U01", "U02", "R17", "R18", "R23"} <= told


@st.composite
def full_mornings(draw: Any) -> RotaRequest:
    """Two workers, one without the skill that some visits need, and more to do in a morning than they can."""
    users = tuple(user(f"U{number}", place_id=f"P{number}") for number in range(6))
    work = []
    for number in range(draw(st.integers(7, 10))):
        hour, minute = draw(st.integers(7, 9)), draw(st.sampled_from([15, 30, 45]))
        until = min(hour + draw(st.integers(0, 2)), 12)
        makers = draw(st.sampled_from([{}, {}, {"workers_needed": 2}, {"skills": ("hoist",)}]))
        own = window(f"{hour:02}:{minute}", f"{until:02}:{minute}", late=draw(st.sampled_from([0, 10])))
        minutes = draw(st.sampled_from([45, 60, 75]))
        name = draw(st.sampled_from([each.id for each in users]))
        work.append(visit(f"V{number}", name, windows=(own,), minutes=minutes, **makers))
    crew = (worker(skills=("hoist",)), worker("W2", place_id="P4", starts_from=StartsFrom.BASE))
    return request(workers=crew, service_users=users, visits=tuple(work))


def test_no_reason_is_wrong_where_mornings_are_full() -> None:
    told: set[str] = set()

    @settings(generated, max_examples=8)
    @given(full_mornings())
    def every_morning(asked: RotaRequest) -> None:
        plan = RoutePlan(Routing.of(asked), 1)
        plan.open([shift(asked, each.id) for each in asked.workers])
        plan.fill_all()
        told.update(assert_true_reasons(asked, Roster(duties=plan.duties())))

    every_morning()
    assert {"U03", "R17"} <= told


def assert_true_reasons(asked: RotaRequest, planned: Roster) -> set[str]:
    """What is told of every visit nobody makes is true; returns the codes told."""
    told: set[str] = set()
    kept = frozenset(found.code for found in check(asked, planned))
    unmade = Unmade(asked, planned)
    for visit_id in unmade.visit_ids():
        code, _ = unmade.reason(visit_id)
        told.add(code)
        assert_rules_out(asked, planned, visit_id, code, kept)
        told.update(assert_near_misses_are_near(asked, planned, unmade, visit_id, kept))
    return told


def assert_rules_out(asked: RotaRequest, planned: Roster, visit_id: str, code: str, kept: frozenset[str]) -> None:
    """What the reason rules out cannot be done by hand; what it says would cost or pay, does."""
    own = asked.visit_by_id[visit_id]
    if not own.starts_together:
        return
    by_hand = ways_breaking_only(asked, planned, own, kept, own.workers_needed)
    if code not in ("U05", "U06"):
        assert next(by_hand, None) is None
    if code == "U05":
        assert all(objective_pence(asked, way) >= objective_pence(asked, planned) for way in by_hand)


def assert_near_misses_are_near(
    asked: RotaRequest, planned: Roster, unmade: Unmade, visit_id: str, kept: frozenset[str]
) -> set[str]:
    """With the rule lifted the visit can be put in for real, and with one minute less it cannot, not even by hand."""
    told = set()
    trial = unmade.trial(visit_id)
    for lift in (each for each in LIFTS if each.applies(trial)):
        found = tried(trial, lift)
        if found is None:
            continue
        answer, least = found
        after = with_changed(planned, trial.put_in(answer, lift.terms(trial, least)))
        assert {each.code for each in check(asked, after)} - kept <= BREAKS.get(lift.code, {lift.code.value})
        told.add(lift.code.value)
        if lift.code is RuleCode.WINDOWS and trial.visit.workers_needed == 1 and 1 < least <= 30:
            nearer = ways_breaking_only(
                asked, planned, trial.visit, kept | {"R17"}, trial.visit.workers_needed, around=least - 1
            )
            assert next(nearer, None) is None
    return told
