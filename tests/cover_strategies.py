"""What services that roster by shift ask for, generated on top of any request: cover, line terms, histories, prices."""

from typing import Any

from hypothesis import strategies as st

from models.cover import Cover
from models.line_terms import BoundKind, LineBound, LineTerms
from models.request import RotaRequest
from models.rules import Succession
from models.wishes import PreferenceKind
from models.workers import CarriedIn, Worker

MOST_MINUTES = (600, 1_500, 3_000)
PENCE = st.sampled_from([None, 0, 30, 500])


@st.composite
def covers(draw: Any, number: int, request: RotaRequest) -> Cover:
    wanted = draw(st.integers(0, 3))
    return Cover(
        id=f"C{number}",
        date=draw(st.sampled_from(request.horizon.dates)),
        pattern_id=draw(st.sampled_from(["early", "late", "night"])),
        skill=draw(st.sampled_from([None, "medication", "hoist"])),
        wanted=wanted,
        least=min(wanted, draw(st.sampled_from([0, 0, 0, 1]))),
        under_pence=draw(st.sampled_from([0, 1_000, 9_000])),
        over_pence=draw(st.sampled_from([0, 400])),
    )


@st.composite
def bounds(draw: Any) -> LineBound:
    kind = draw(st.sampled_from(BoundKind))
    least, most = sorted(draw(st.tuples(st.integers(0, 4), st.integers(0, 6))))
    if kind is BoundKind.MINUTES:
        least, most = 400, draw(st.sampled_from(MOST_MINUTES))
    ends = draw(st.sampled_from(["least", "most", "both"]))
    return LineBound(
        kind=kind,
        pattern_id=draw(st.sampled_from(["early", "late", "night"])) if kind.is_of_pattern else None,
        least=None if ends == "most" else least,
        most=None if ends == "least" else most,
        least_pence=None if ends == "most" else draw(PENCE),
        most_pence=None if ends == "least" else draw(PENCE),
    )


def line_terms(name: str) -> st.SearchStrategy[LineTerms]:
    return st.builds(
        LineTerms, id=st.just(name), bounds=st.lists(bounds(), max_size=3).map(tuple), incomplete_weekend_pence=PENCE
    )


@st.composite
def history(draw: Any, worker: Worker) -> CarriedIn:
    """A history that does not contradict itself: nothing known, some days off, or a run of duties."""
    days = draw(st.integers(1, 4))
    same = draw(st.integers(1, days))
    kinds: list[dict[str, Any]] = [
        {"consecutive_days_worked": 0},
        {"consecutive_days_worked": 0, "days_off": days},
        {"consecutive_days_worked": days},
        {
            "consecutive_days_worked": days,
            "last_pattern_id": draw(st.sampled_from(worker.pattern_ids)),
            "same_pattern_days": same,
        },
    ]
    totals = {"duties_worked": draw(st.integers(0, 3)), "weekends_worked": draw(st.integers(0, 1))}
    return worker.carried.model_copy(update={**draw(st.sampled_from(kinds)), **totals})


@st.composite
def asking_for_cover(draw: Any, plain: st.SearchStrategy[RotaRequest]) -> RotaRequest:
    """The request, and with it cover, terms for some workers' lines, successions and wishes at prices of their own."""
    request: RotaRequest = draw(plain)
    asked = [draw(covers(number, request)) for number in range(draw(st.integers(0, 6)))]
    once = {(each.date, each.pattern_id, each.skill): each for each in asked}
    terms = (draw(line_terms("full")), draw(line_terms("part")))
    workers = tuple(
        worker.model_copy(
            update={"line_terms_id": draw(st.sampled_from([None, "full", "part"])), "carried": draw(history(worker))}
        )
        for worker in request.workers
    )
    wishes = tuple(
        wish if wish.kind is PreferenceKind.CANNOT else wish.model_copy(update={"pence": draw(PENCE)})
        for wish in request.preferences
    )
    pairs = draw(st.lists(st.sampled_from([("late", "early"), ("night", "late"), ("early", "early")]), max_size=2))
    successions = tuple(Succession(pattern_id=first, next_pattern_id=second) for first, second in pairs)
    return request.changed(
        covers=tuple(once.values()),
        line_terms=terms,
        workers=workers,
        preferences=wishes,
        rules=request.rules.model_copy(update={"forbidden_successions": successions}),
    )
