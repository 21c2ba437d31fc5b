"""Line terms: runs and totals short of a priced bound or beyond it, and weekends with one of their days worked."""

from models.line_terms import LineBound
from models.workers import Worker
from optimiser.rostering.constraints import Expression
from optimiser.rostering.goals.scale import SIXTIETHS
from optimiser.rostering.line_counts import Beginning, beginnings, bounds_of, total_counted, windows_too_long
from optimiser.rostering.planning import Planning
from optimiser.rostering.variables import total
from optimiser.rostering.weekends import weekends

MOST = 10_000_000  # above any total of a line


def price(planning: Planning) -> Expression:
    """Return the price of lines that are not as their terms ask, in sixtieths of a penny."""
    terms: list[Expression] = []
    for worker, bound in bounds_of(planning):
        if bound.least is not None and bound.least_pence:
            terms += [each * (bound.least_pence * SIXTIETHS) for each in _short(planning, worker, bound)]
        if bound.most is not None and bound.most_pence:
            terms += [each * (bound.most_pence * SIXTIETHS) for each in _long(planning, worker, bound)]
    for worker in planning.variables.workers:
        terms += _incomplete_weekends(planning, worker)
    return total(terms)


def _short(planning: Planning, worker: Worker, bound: LineBound) -> list[Expression]:
    """Return amounts whose sum is by how much the line is short."""
    if bound.kind.is_run:
        return [amount for each in beginnings(planning, worker, bound) for amount in _ended(planning, each)]
    short = planning.rules.model.new_int_var(0, MOST, "")
    planning.rules.model.add(short >= (bound.least or 0) - total_counted(planning, worker, bound))
    return [short]


def _ended(planning: Planning, beginning: Beginning) -> list[Expression]:
    """Return literals, one for each date by which a run has ended too soon."""
    ended: list[Expression] = []
    for follower in beginning.following:
        literal = planning.rules.model.new_bool_var("")
        planning.rules.model.add(literal >= beginning.begins - follower)
        if ended:
            planning.rules.model.add(literal >= ended[-1])
        ended.append(literal)
    return ended + ended[-1:] * beginning.beyond


def _long(planning: Planning, worker: Worker, bound: LineBound) -> list[Expression]:
    """Return amounts whose sum is by how much the line is too long."""
    if not bound.kind.is_run:
        long = planning.rules.model.new_int_var(0, MOST, "")
        planning.rules.model.add(long >= total_counted(planning, worker, bound) - (bound.most or 0))
        return [long]
    too_many = []
    for window, most in windows_too_long(planning, worker, bound):
        literal = planning.rules.model.new_bool_var("")
        planning.rules.model.add(literal >= window - most)
        too_many.append(literal)
    return too_many


def _incomplete_weekends(planning: Planning, worker: Worker) -> list[Expression]:
    terms = planning.request.line_terms_by_id.get(worker.line_terms_id or "")
    if terms is None or not terms.incomplete_weekend_pence:
        return []
    prices = []
    for days in weekends(planning.variables.dates):
        if len(days) == 2:
            first, second = (planning.variables.works(worker.id, day) for day in days)
            half = planning.rules.model.new_bool_var("")
            planning.rules.model.add(half >= first - second)
            planning.rules.model.add(half >= second - first)
            prices.append(half * (terms.incomplete_weekend_pence * SIXTIETHS))
    return prices
