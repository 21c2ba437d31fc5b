"""Covers and line terms: each asked for once, bounds that say something, histories that agree with themselves."""

from collections.abc import Iterator

from models.integrity.codes import IntegrityCode, problem
from models.line_terms import LineBound, LineTerms
from models.problems import Problem
from models.request import RotaRequest
from models.wishes import PreferenceKind


def contradictory_cover(request: RotaRequest) -> Iterator[Problem]:
    """Yield each cover, line terms, wish or history that contradicts itself or another."""
    yield from _covers(request)
    for row, terms in enumerate(request.line_terms, start=1):
        for bound in terms.bounds:
            yield from _bound(row, terms, bound)
    yield from _histories(request)
    yield from _priced_cannots(request)


def _covers(request: RotaRequest) -> Iterator[Problem]:
    first_id: dict[tuple[object, ...], str] = {}
    for row, cover in enumerate(request.covers, start=1):
        if cover.least > cover.wanted:
            cause = f"cover {cover.id} must have {cover.least} duties but wants {cover.wanted}"
            yield problem(IntegrityCode.MOST_BELOW_LEAST, "covers", row, "least", cause, "raise wanted or lower least")
        key = (cover.date, cover.pattern_id, cover.skill)
        if first_id.setdefault(key, cover.id) != cover.id:
            what = f"{cover.pattern_id}{f' with {cover.skill}' if cover.skill else ''} on {cover.date}"
            cause = f"cover {cover.id} asks for {what}, as cover {first_id[key]} does"
            yield problem(IntegrityCode.COVER_TWICE, "covers", row, "id", cause, "make them one, or remove one")


def _bound(row: int, terms: LineTerms, bound: LineBound) -> Iterator[Problem]:
    what = f"{bound.kind.value} of line terms {terms.id}"
    if bound.kind.is_of_pattern != (bound.pattern_id is not None):
        cause = f"{what} {'names no pattern' if bound.kind.is_of_pattern else f'names pattern {bound.pattern_id}'}"
        action = "name a pattern for consecutive_same_pattern and duties_of_pattern, and for no other"
        yield problem(IntegrityCode.BOUND_SAYS_TOO_LITTLE, "line_terms", row, "bounds", cause, action)
    if bound.least is None and bound.most is None:
        cause, action = f"{what} has neither a least nor a most", "give one of them, such as 2-5, 2- or -5"
        yield problem(IntegrityCode.BOUND_SAYS_TOO_LITTLE, "line_terms", row, "bounds", cause, action)
    elif bound.least is not None and bound.most is not None and bound.most < bound.least:
        cause = f"{what} is at most {bound.most} but at least {bound.least}"
        yield problem(IntegrityCode.MOST_BELOW_LEAST, "line_terms", row, "bounds", cause, "give the least first: 2-5")
    for end, pence in ((bound.least, bound.least_pence), (bound.most, bound.most_pence)):
        if end is None and pence is not None:
            cause, action = f"{what} has a price on an end it does not have", "give the end, or remove its price"
            yield problem(IntegrityCode.BOUND_SAYS_TOO_LITTLE, "line_terms", row, "bounds", cause, action)


def _histories(request: RotaRequest) -> Iterator[Problem]:
    for row, worker in enumerate(request.workers, start=1):
        own = worker.carried
        worked = own.consecutive_days_worked
        if own.days_off and (worked or own.last_pattern_id is not None):
            cause = f"worker {worker.id} had a duty on the date before and yet {own.days_off} days off up to it"
            yield problem(IntegrityCode.HISTORY, "workers", row, "days_off", cause, "empty the one that is wrong")
        if (own.last_pattern_id is None) != (own.same_pattern_days == 0):
            cause = f"worker {worker.id} has only one of last_pattern_id and same_pattern_days"
            yield problem(IntegrityCode.HISTORY, "workers", row, "same_pattern_days", cause, "fill in both or neither")
        elif own.same_pattern_days > worked:
            cause = f"worker {worker.id} had {own.same_pattern_days} duties of {own.last_pattern_id} in {worked} days"
            action = "give consecutive_days_worked at least as many days"
            yield problem(IntegrityCode.HISTORY, "workers", row, "same_pattern_days", cause, action)


def _priced_cannots(request: RotaRequest) -> Iterator[Problem]:
    for row, wish in enumerate(request.preferences, start=1):
        if wish.kind is PreferenceKind.CANNOT and wish.pence is not None:
            cause = f"preference {wish.id} is a cannot, which is always kept, and has a price"
            yield problem(
                IntegrityCode.PRICED_CANNOT, "preferences", row, "pence", cause, "make it rather_not, or empty it"
            )
