"""Whatever is typed into a roster, payroll is whole: generated rosters, most of which break several rules."""

from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from models.base import Employment, StartsFrom, TravelMode
from models.clock import minutes_between, plus
from models.patterns import PatternKind
from models.roster import Duty, PlannedVisit, Roster, Span
from models.service_users import FundingShare
from models.visits import Period
from optimiser.checks.objective import recompute
from optimiser.checks.roster_index import RosterIndex
from optimiser.costs import costs
from optimiser.ledger import ledger
from tests.builders import MONDAY, moment, pattern, request, user, visit, worker
from tests.ledger.helpers import SPLIT, post

WORKERS = ("W1", "W2", "W3")
FUNDING = (FundingShare(funder="council", percent=67), FundingShare(funder="nhs", percent=33))
PAID_BREAK = pattern("paid", "07:00", "13:00", break_minutes=20, break_paid=True)
PATTERNS = (
    pattern("early", "07:00", "13:00"),
    PAID_BREAK,
    SPLIT,
    pattern("night", "22:00", "07:00", kind=PatternKind.NIGHT),
)
VISITS = (
    visit("V1", "U1", minutes=30),
    visit("V2", "U2", minutes=45, period=Period.NIGHT),
    visit("V3", "U3", minutes=60),
    visit("V4", "U2", minutes=20),
)
USERS = (
    user("U1", place_id="P1"),
    user("U2", place_id="P2", constituency="Ladywood", funding=FUNDING),
    user("U3", place_id="P4", programme="wrap-around", funding=FUNDING),
)

requests = st.builds(
    lambda pay, contracts, starts, ends, on_costs, employment: request(
        workers=tuple(
            worker(
                worker_id,
                pay_pence_per_hour=pay + 7 * number,
                contract_minutes_per_week=contracts[number],
                starts_from=starts,
                ends_at=ends,
                end_place_id=f"P{number + 1}",
                employment=employment if number else Employment.PERMANENT,
                travel_mode=list(TravelMode)[number],
            )
            for number, worker_id in enumerate(WORKERS)
        ),
        patterns=PATTERNS,
        service_users=USERS,
        visits=VISITS,
        posts=(post(funding=FUNDING),),
        pay=request().pay.model_copy(update={"on_cost_percent": on_costs, "bank_holidays": (MONDAY,)}),
    ),
    st.integers(1_000, 1_700),
    st.tuples(*[st.integers(0, 1_500)] * 3),
    st.sampled_from(StartsFrom),
    st.sampled_from([None, *StartsFrom]),
    st.integers(0, 60),
    st.sampled_from(Employment),
)


@st.composite
def duties(draw, worker_id):
    day, start = draw(st.integers(0, 6)), draw(st.integers(0, 1_400))
    lengths = draw(st.lists(st.integers(1, 400), min_size=1, max_size=2))
    parts, at = [], plus(moment("00:00", day), start)
    for length in lengths:
        parts.append(Span(start=at, end=plus(at, length)))
        at = plus(at, length + draw(st.integers(1, 200)))
    within = st.integers(-60, minutes_between(parts[0].start, parts[-1].end) + 60)
    named = draw(st.lists(st.tuples(st.sampled_from(VISITS), within), max_size=4, unique_by=lambda pair: pair[0].id))
    rest = draw(st.none() | st.tuples(within, st.integers(1, 40)))
    begin = parts[0].start
    return Duty(
        worker_id=worker_id,
        date=date.fromordinal(MONDAY.toordinal() + day),
        pattern_id=draw(st.sampled_from([each.id for each in PATTERNS])),
        parts=tuple(parts),
        rest_break=Span(start=plus(begin, rest[0]), end=plus(begin, sum(rest))) if rest else None,
        post_id=draw(st.sampled_from([None, None, "desk", "unknown"])),
        visits=tuple(PlannedVisit(visit_id=each.id, start=plus(begin, offset)) for each, offset in named),
    )


rosters = st.lists(st.sampled_from((*WORKERS, "nobody")).flatmap(duties), max_size=6).map(
    lambda found: Roster(duties=tuple(found))
)


def _shared(first, second):
    return max(0, minutes_between(max(first.start, second.start), min(first.end, second.end)))


def _paid_minutes(case, shift):
    unpaid = 0
    if shift.rest_break and not case.pattern_by_id[shift.pattern_id].break_paid:
        unpaid = max(_shared(part, shift.rest_break) for part in shift.parts)
    return shift.working_minutes - unpaid


@settings(max_examples=60)
@given(requests, rosters)
def test_each_workers_ledger_sums_to_paid_week_and_unrostered(case, typed):
    table = ledger(case, typed)
    paid = Counter({worker_id: 0 for worker_id in WORKERS})
    for shift in typed.duties:
        paid[shift.worker_id] += _paid_minutes(case, shift)
    for each in case.workers:
        own = table.loc[table["worker_id"] == each.id, "minutes"].sum()
        assert own == max(paid[each.id], each.contract_minutes_per_week)
    assert set(table["worker_id"]) <= set(WORKERS)


@settings(max_examples=60)
@given(requests, rosters.map(lambda found: Roster(duties=found.duties[:1])))
def test_no_minute_of_a_duty_is_in_two_stretches_and_none_lies_outside_its_parts(case, typed):
    table = ledger(case, typed)
    rostered = table[table["start"].notna()]
    assert (rostered["start"].iloc[1:].to_numpy() >= rostered["end"].iloc[:-1].to_numpy()).all()
    for row in rostered.itertuples():
        assert row.minutes == (row.end - row.start).total_seconds() / 60 > 0
        assert any(part.start <= row.start and row.end <= part.end for part in typed.duties[0].parts)


@settings(max_examples=30)
@given(requests, rosters)
def test_every_split_of_the_cost_sums_to_it_to_the_penny(case, typed):
    table = ledger(case, typed)
    result = costs(case, typed, table)
    assert sum(result.components.values()) == result.total_pence
    assert result.paid_minutes == table["minutes"].sum()
    for name in ("worker", "constituency", "period", "category", "programme", "funder"):
        split = getattr(result, f"by_{name}")
        assert split["cost_pence"].sum() == result.total_pence, name
        assert split["paid_minutes"].sum() == result.paid_minutes, name
        if name != "category":
            assert split["contact_minutes"].sum() == result.contact_minutes, name


def _kept_inside(typed):
    """The same roster without breaks and with only the visits that lie inside a part."""
    return Roster(
        duties=tuple(
            shift.model_copy(
                update={"rest_break": None, "visits": tuple(each for each in shift.visits if _is_inside(shift, each))}
            )
            for shift in typed.duties
        )
    )


def _is_inside(shift, planned):
    end = plus(planned.start, next(each.minutes for each in VISITS if each.id == planned.visit_id))
    return any(part.start <= planned.start and end <= part.end for part in shift.parts)


@settings(max_examples=30)
@given(requests, rosters.map(_kept_inside))
def test_payroll_and_mileage_are_what_the_referee_finds(case, typed):
    index, table = RosterIndex(case, typed), ledger(case, typed)
    on_duty = table[table["category"] != "unrostered"].groupby("worker_id")["minutes"].sum()
    for each in case.workers:
        assert on_duty.get(each.id, 0) == index.paid_week(each, case.horizon.weeks[0])
    assert costs(case, typed, table).components["mileage"] == recompute(case, typed)["mileage"]
