"""When a wish is refused, as an expression in the variables: what the goals preferences and fairness both count."""

from models.clock import span_on
from models.wishes import Preference, PreferenceKind
from optimiser.rostering.constraints import Expression, Literal, RuleModel
from optimiser.rostering.variables import RosterVariables, ShiftVariables, total, weighted

Span = tuple[int, int]


def refused(wish: Preference, rules: RuleModel, variables: RosterVariables) -> Expression:
    """Return an expression that is 1 when a `want` or `rather_not` is refused and, at its cheapest, 0 when not."""
    span = None
    if wish.span is not None:
        start, end = span_on(wish.date, wish.span.start, wish.span.end)
        horizon = variables.request.horizon
        span = (horizon.minute(start), horizon.minute(end))
    if wish.kind is PreferenceKind.WANT:
        return 1 - _granting(wish, span, rules, variables)
    if span is None:
        return total(variables.on_pattern(wish.worker_id, wish.date, wish.pattern_id))
    return _overlapping(wish.worker_id, span, rules, variables)


def _granting(wish: Preference, span: Span | None, rules: RuleModel, variables: RosterVariables) -> Expression:
    if span is None:
        return total(variables.on_pattern(wish.worker_id, wish.date, wish.pattern_id))
    return total(_within(each, span, rules) for each in variables.on(wish.worker_id, wish.date))


def _within(each: ShiftVariables, span: Span, rules: RuleModel) -> Expression:
    """Return a literal that implies the shift is worked and lies wholly within the span."""
    late_enough = each.starting_from(span[0])
    early_enough = each.ending_by(span[1])
    if not late_enough or not early_enough:
        return 0
    within: Literal = rules.model.new_bool_var("")
    rules.model.add(within <= total(late_enough))
    rules.model.add(within <= total(early_enough))
    return within


def _overlapping(worker_id: str, span: Span, rules: RuleModel, variables: RosterVariables) -> Expression:
    """Return what is 1 when any duty of the worker overlaps the span; duties of several dates may."""
    by_date = []
    for date in variables.dates:
        pairs = [pair for each in variables.on(worker_id, date) for pair in each.works_in(*span)]
        if pairs:
            by_date.append(weighted(pairs))
    if len(by_date) == 1:
        return by_date[0]
    overlapped = rules.model.new_bool_var("")
    for busy in by_date:
        rules.model.add(overlapped >= busy)
    return overlapped
