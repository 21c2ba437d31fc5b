"""The referee as a whole: it tells everything, in order, and no roster is too odd for it."""

from datetime import date, time, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from models.base import StartsFrom
from models.clock import Horizon, at, plus
from models.request import RotaRequest
from models.roster import Duty, PlannedTraining, PlannedVisit, Roster, Span, Unserved
from models.rules import RuleCode
from models.visits import Gap, Post
from models.wishes import Pin, PinKind, Preference, PreferenceKind
from models.workers import Absence, AbsenceKind, Training
from optimiser.checks import check
from optimiser.checks.objective import TERMS, recompute
from tests.builders import MONDAY, PATTERNS, duty, moment, pattern, request, roster, user, visit, window, worker
from tests.checks.judging import day

SPLIT = pattern("split", parts=({"start": "07:00", "end": "10:00"}, {"start": "16:00", "end": "19:00"}), kind="split")


def full_request() -> RotaRequest:
    """A fortnight with something of everything."""
    return request(
        horizon=Horizon(start=MONDAY, days=10),
        patterns=(*PATTERNS, SPLIT),
        workers=(worker(night_volunteer=True), worker("W2", starts_from=StartsFrom.BASE, reach_minutes=5)),
        service_users=(user(), user("U2", place_id="P3", excluded_worker_ids=("W2",))),
        visits=(
            visit(skills=("hoist",)),
            visit("V2", "U2", workers_needed=2),
            visit("V3", windows=(window("08:00", "20:00", late=30),), gaps=(Gap(after_visit_id="V1"),)),
        ),
        posts=(Post(id="desk", place_id="P2", constituency="Yardley", start=moment("07:00"), end=moment("13:00")),),
        absences=(
            Absence(
                id="A1", worker_id="W1", kind=AbsenceKind.LEAVE, first_date=day(3), last_date=day(4), paid_minutes=301
            ),
        ),
        trainings=(Training(id="T1", worker_id="W1", minutes=60, first_date=MONDAY, last_date=day(6)),),
        preferences=(
            Preference(id="N1", worker_id="W1", kind=PreferenceKind.CANNOT, date=day(2)),
            Preference(id="N2", worker_id="W2", kind=PreferenceKind.WANT, date=day(1)),
        ),
        pins=(Pin(id="F1", kind=PinKind.VISIT, worker_id="W1", visit_id="V1"),),
    )


def test_a_lawful_roster_has_no_violation_and_an_empty_one_breaks_only_what_nobody_covers() -> None:
    assert check(request(), roster(duty(visits=[("V1", "08:00")]), duty(day=1))) == []
    assert [violation.code for violation in check(full_request(), Roster())] == ["R05", "R15"]


def test_every_violation_is_told_ordered_by_code_then_date_then_worker() -> None:
    asked = request(workers=(worker(), worker("W2")), visits=(visit(), visit("V2"), visit("V3")))
    wrong = roster(
        duty("W2", day=1, pattern_id="night"),
        duty("W2", day=0, visits=[("V2", "06:00")]),
        duty("W1", day=1, visits=[("V3", "06:00")]),
        duty("W1", day=0, visits=[("V1", "06:00")]),
        duty("W9"),
    )
    told = [(violation.code, violation.date, violation.worker_ids) for violation in check(asked, wrong)]
    expected = [("R00", MONDAY, ("W9",)), ("R03", day(1), ("W2",)), ("R04", day(1), ("W2",))]
    for code in ("R17", "R23"):
        expected += [(code, MONDAY, ("W1",)), (code, MONDAY, ("W2",)), (code, day(1), ("W1",))]
    assert told == expected


ids = st.sampled_from
near = st.builds(plus, st.just(moment("00:00")), st.integers(-300, 3_000) | st.integers(-60_000, 60_000))
far = st.sampled_from([at(date(2000, 1, 1), time(0)), at(date(2099, 12, 31), time(23, 59))])
instants = near | far
spans = st.builds(Span, start=instants, end=instants)
duties = st.builds(
    Duty,
    worker_id=ids(["W1", "W2", "W9"]),
    date=st.integers(-2, 11).map(lambda offset: MONDAY + timedelta(days=offset)),
    pattern_id=ids(["early", "late", "night", "split", "tea"]),
    parts=st.lists(spans, min_size=1, max_size=4),
    rest_break=st.none() | spans,
    post_id=ids([None, None, "desk", "door"]),
    visits=st.lists(st.builds(PlannedVisit, visit_id=ids(["V1", "V2", "V3", "V9"]), start=instants), max_size=4),
    trainings=st.lists(st.builds(PlannedTraining, training_id=ids(["T1", "T9"]), start=instants), max_size=2),
)
shifts = st.builds(
    lambda name, offset, shape, start: duty(name, offset, shape, visits=[("V1", start), ("V2", start)]),
    ids(["W1", "W2"]),
    st.integers(0, 9),
    ids(["early", "late", "night"]),
    st.sampled_from(["07:30", "08:00", "16:00", "23:30"]),
)
unserved = st.builds(Unserved, visit_id=ids(["V1", "V9"]), reason_code=st.just("U1"), reason=st.just("no"))
rosters = st.builds(Roster, duties=st.lists(duties | shifts, max_size=6), unserved=st.lists(unserved, max_size=2))


@settings(max_examples=150)
@given(rosters)
def test_no_roster_makes_the_referee_fail_and_its_answer_is_always_in_order(odd: Roster) -> None:
    asked = full_request()
    told = check(asked, odd)
    codes = [violation.code for violation in told]
    assert all(earlier <= later for earlier, later in pairwise(codes))
    assert set(codes) <= {rule.value for rule in RuleCode}
    assert all(violation.sentence.endswith(".") for violation in told)
    assert list(recompute(asked, odd)) == list(TERMS)


@settings(max_examples=100)
@given(duties.filter(lambda each: each.worker_id == "W9"))
def test_an_unknown_worker_is_always_told(odd: Duty) -> None:
    assert "R00" in {violation.code for violation in check(full_request(), roster(odd))}


@settings(max_examples=100)
@given(st.lists(duties | shifts, max_size=5).flatmap(lambda each: st.tuples(st.just(each), st.permutations(each))))
def test_the_verdict_does_not_depend_on_the_order_of_the_duties(both: tuple[list[Duty], list[Duty]]) -> None:
    asked, (typed, shuffled) = full_request(), both
    assert check(asked, roster(*typed)) == check(asked, roster(*shuffled))
    assert recompute(asked, roster(*typed)) == recompute(asked, roster(*shuffled))
