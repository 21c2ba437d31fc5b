"""Two weeks judged one after the other, with what is carried between, are judged as the same two weeks at once."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models.clock import Horizon
from models.line_terms import BoundKind, LineBound, LineTerms
from models.problems import InputError
from models.request import RotaRequest
from models.roster import Duty, Roster, Span, Violation
from models.rules import RuleCode, Rules, Succession, WeeklyRest
from models.visits import Visit
from models.workers import Absence, AbsenceKind
from optimiser.checks import check
from optimiser.checks.objective import recompute
from optimiser.next_week import next_week
from optimiser.solve import SolveOptions, solve
from tests.builders import PLACES
from tests.strategies import PATTERN_IDS, PATTERNS, a_few, requests, workers

LOOK_BACK = {
    RuleCode.DAILY_REST,
    RuleCode.AVERAGE_WEEK,
    RuleCode.CONSECUTIVE_DAYS,
    RuleCode.WEEKENDS,
    RuleCode.SUCCESSIONS,
}
# An ordinary Monday, and those of the weeks that end with a clock change.
MONDAYS = (date(2026, 1, 12), date(2026, 3, 16), date(2026, 3, 23), date(2026, 10, 12), date(2026, 10, 19))
SOME_OFF = (None, None, *PATTERN_IDS)
PATTERN_BY_ID = {each.id: each for each in PATTERNS}
quick = settings(max_examples=40)


def priced(kind: BoundKind, pattern_id: str | None = None) -> st.SearchStrategy[LineBound]:
    return st.builds(
        lambda least, more: LineBound(
            kind=kind, pattern_id=pattern_id, least=least, most=least + more, least_pence=7, most_pence=11
        ),
        st.integers(1, 3),
        st.integers(0, 3),
    )


RUNS = st.tuples(
    priced(BoundKind.CONSECUTIVE_DUTIES),
    priced(BoundKind.CONSECUTIVE_DAYS_OFF),
    priced(BoundKind.CONSECUTIVE_SAME_PATTERN, "early"),
)
NO_BOUNDS = st.just(())
TOTALS = st.tuples(priced(BoundKind.DUTIES), priced(BoundKind.WEEKENDS))


@st.composite
def lines(draw: Any, worker_id: str, horizon: Horizon) -> tuple[Duty, ...]:
    """A worker's duties, most of which break rules."""
    chosen = [draw(st.sampled_from(SOME_OFF)) for _ in horizon.dates]
    return tuple(
        Duty(
            worker_id=worker_id,
            date=day,
            pattern_id=pattern_id,
            parts=tuple(Span(start=start, end=end) for start, end in PATTERN_BY_ID[pattern_id].parts_on(day)),
        )
        for day, pattern_id in zip(horizon.dates, chosen, strict=True)
        if pattern_id
    )


@st.composite
def weeks(draw: Any, bounds: st.SearchStrategy[tuple[LineBound, ...]]) -> RotaRequest:
    """A week or fortnight from a Monday with workers who bring some history, and perhaps leave that goes on."""
    horizon = Horizon(start=draw(st.sampled_from(MONDAYS)), days=draw(st.sampled_from((7, 14))))
    crew = draw(a_few(lambda number, *_: workers(f"W{number}", horizon), 1)) or (draw(workers("W0", horizon)),)
    away = Absence(
        id="away",
        worker_id="W0",
        kind=AbsenceKind.LEAVE,
        first_date=horizon.dates[-3],
        last_date=horizon.dates[-1] + timedelta(days=4),
        paid_minutes=draw(st.sampled_from((0, 1_003))),
    )
    return RotaRequest(
        horizon=horizon,
        places=PLACES,
        patterns=PATTERNS,
        workers=tuple(each.model_copy(update={"line_terms_id": "line"}) for each in crew),
        line_terms=(LineTerms(id="line", bounds=draw(bounds), incomplete_weekend_pence=3),),
        absences=(away,),
        rules=Rules(
            average_week_minutes=draw(st.sampled_from((1_500, 2_000))),
            average_weeks=draw(st.sampled_from((2, 4, 17))),
            most_consecutive_days=draw(st.integers(2, 5)),
            most_weekends_in_a_row=draw(st.integers(1, 2)),
            weekly_rest=WeeklyRest.TWO_IN_FOURTEEN_DAYS,
            forbidden_successions=(Succession(pattern_id="late", next_pattern_id="early"),),
        ),
    )


def two_weeks(draw: Any, first: RotaRequest) -> tuple[RotaRequest, RotaRequest, Roster, Roster]:
    """The week after, both weeks at once, and a roster of the week after and of both."""
    before = Roster(duties=sum((draw(lines(each.id, first.horizon)) for each in first.workers), ()))
    second = next_week(first, before)
    after = Roster(duties=sum((draw(lines(each.id, second.horizon)) for each in second.workers), ()))
    both = first.changed(horizon=Horizon(start=first.horizon.start, days=2 * first.horizon.days))
    return second, both, after, Roster(duties=(*before.duties, *after.duties))


def looking_back(request: RotaRequest, roster: Roster, first: date) -> set[Violation]:
    """What the referee says from a date on about rules that look back."""
    found = (each for each in check(request, roster) if each.code in LOOK_BACK)
    return {each for each in found if each.date is not None and each.date >= first}


def test_rest_days_in_a_row_weekends_successions_and_average_weeks_are_judged_alike() -> None:
    told: set[str] = set()

    @quick
    @given(st.data(), weeks(NO_BOUNDS))
    def each_pair_of_weeks(data: Any, first: RotaRequest) -> None:
        second, both, after, whole = two_weeks(data.draw, first)
        alone = looking_back(second, after, second.horizon.start)
        assert alone == looking_back(both, whole, second.horizon.start)
        told.update(each.code for each in alone)

    each_pair_of_weeks()
    assert told == {code.value for code in LOOK_BACK}, "every rule is broken now and then"


@quick
@given(st.data(), weeks(RUNS))
def test_what_runs_cost_in_two_weeks_is_what_they_cost_at_once(data: Any, first: RotaRequest) -> None:
    second, both, after, whole = two_weeks(data.draw, first)
    before = Roster(duties=tuple(each for each in whole.duties if each.date < second.horizon.start))
    apart = recompute(first, before)["line_terms"] + recompute(second, after)["line_terms"]
    assert apart == recompute(both, whole)["line_terms"]


@quick
@given(st.data(), weeks(TOTALS))
def test_totals_and_balances_at_the_end_of_the_second_week_are_those_of_both(data: Any, first: RotaRequest) -> None:
    second, both, after, whole = two_weeks(data.draw, first)
    no_weekend = {
        "line_terms": tuple(each.model_copy(update={"incomplete_weekend_pence": None}) for each in both.line_terms)
    }
    apart, at_once = recompute(second.changed(**no_weekend), after), recompute(both.changed(**no_weekend), whole)
    assert apart["line_terms"] == at_once["line_terms"]
    assert apart["hours_balance"] == at_once["hours_balance"]


@quick
@given(st.data(), weeks(NO_BOUNDS))
def test_weeks_with_their_weekly_rest_make_fortnights_with_theirs(data: Any, first: RotaRequest) -> None:
    second, both, after, whole = two_weeks(data.draw, first)
    before = Roster(duties=tuple(each for each in whole.duties if each.date < second.horizon.start))
    apart = [*check(first, before), *check(second, after)]
    if not any(each.code == RuleCode.WEEKLY_REST for each in apart):
        assert not any(each.code == RuleCode.WEEKLY_REST for each in check(both, whole))


OPTIONS = SolveOptions(work_limit=1, workers=1, seed=1)


def both_weeks(first: RotaRequest, second: RotaRequest) -> RotaRequest:
    """Both weeks at once, the second one's visits and posts under ids of their own, without covers, pins and wishes."""
    return first.changed(
        horizon=Horizon(start=first.horizon.start, days=2 * first.horizon.days),
        visits=(*first.visits, *(_renamed(each) for each in second.visits)),
        posts=(*first.posts, *(each.model_copy(update={"id": f"{each.id}+"}) for each in second.posts)),
        trainings=(),
        preferences=(),
        pins=(),
    )


def _renamed(visit: Visit) -> Visit:
    gaps = tuple(gap.model_copy(update={"after_visit_id": f"{gap.after_visit_id}+"}) for gap in visit.gaps)
    return visit.model_copy(update={"id": f"{visit.id}+", "gaps": gaps})


def in_both(duty: Duty) -> Duty:
    """A duty of the second week in both weeks at once."""
    visits = tuple(each.model_copy(update={"visit_id": f"{each.visit_id}+"}) for each in duty.visits)
    return duty.model_copy(update={"visits": visits, "post_id": duty.post_id and f"{duty.post_id}+"})


def test_two_generated_weeks_solved_one_after_the_other_keep_the_rules_that_look_back() -> None:
    solved: list[int] = []

    @settings(max_examples=4)
    @given(requests(most_visits=6))
    def each_request(first: RotaRequest) -> None:
        try:
            before = solve(first, OPTIONS).roster
            second = next_week(first, before)
            after = solve(second, OPTIONS).roster
        except InputError as refused:
            assert all(each.code.startswith(("E3", "E4")) for each in refused.problems)
            return
        glued = Roster(duties=(*before.duties, *map(in_both, after.duties)))
        always = {RuleCode.ONE_DUTY_A_DAY, RuleCode.DAILY_REST, RuleCode.CONSECUTIVE_DAYS, RuleCode.WINDOWS}
        found = {each.code for each in check(both_weeks(first, second), glued)}
        assert found.isdisjoint(always | {RuleCode.VISIT_WORKERS, RuleCode.TRAVEL, RuleCode.VISIT_GAPS, RuleCode.POSTS})
        solved.append(len(after.duties))

    each_request()
    assert len(solved) >= 2
    assert sum(solved) > 0
