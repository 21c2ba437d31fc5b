"""Whether lines tell everything that a request asks: the rules and prices they leave out are off or cannot bind."""

from collections.abc import Sequence

from models.base import Employment
from models.patterns import PatternKind
from models.request import RotaRequest
from models.rules import WeeklyRest
from models.wishes import PreferenceKind
from models.workers import Worker
from optimiser.shifts import Shift

DAYS_A_WEEK = 7


def fits_lines(request: RotaRequest) -> bool:
    """Return whether a request is one of lines and cover alone, as far as its workers' shifts do not say."""
    if request.visits or request.posts or request.trainings or request.absences or not request.covers:
        return False
    return _known_history(request) and _hours_are_not_priced(request) and _wishes_fit(request) and _rests_fit(request)


def _known_history(request: RotaRequest) -> bool:
    """Whether what is carried of days and of a pattern agree."""
    carried = [worker.carried for worker in request.workers]
    return not any(each.last_pattern_id is not None and not each.consecutive_days_worked for each in carried)


def hours_cannot_bind(request: RotaRequest, worker: Worker, shifts: Sequence[Shift]) -> bool:
    """Return whether no line of these shifts can break the worker's hours of a week or their averages."""
    longest = max((shift.paid_minutes for shift in shifts), default=0) * DAYS_A_WEEK
    contract, weekly = worker.contract_minutes_per_week, [longest, *worker.carried.worked_minutes_by_week]
    bounded = contract - worker.tolerance_under_minutes <= 0 and longest <= contract + worker.tolerance_over_minutes
    averaged = worker.opted_out_of_48_hours or max(weekly) <= request.rules.average_week_minutes
    rested = max(weekly) <= 6 * request.rules.night_average_minutes or not any(shift.is_night for shift in shifts)
    return bounded and averaged and rested


def _hours_are_not_priced(request: RotaRequest) -> bool:
    prices = request.prices
    permanent = all(worker.employment is Employment.PERMANENT for worker in request.workers)
    return permanent and not (prices.overtime_percent or prices.balance_hour or prices.rostered_hour)


def _wishes_fit(request: RotaRequest) -> bool:
    """Whether each wish is about one date's pattern, and costs the same whatever else is refused."""
    priced = [wish for wish in request.preferences if wish.kind is not PreferenceKind.CANNOT]
    return all(wish.span is None and (wish.pence is not None or not request.prices.fairness) for wish in priced)


def _rests_fit(request: RotaRequest) -> bool:
    """Whether weekly rest, split duties and weekends in a row are not asked for."""
    weekends = request.horizon.days // DAYS_A_WEEK + 2
    carried = max((worker.carried.weekends_worked_in_a_row for worker in request.workers), default=0)
    splits = any(pattern.kind is PatternKind.SPLIT for pattern in request.patterns)
    few = request.rules.most_weekends_in_a_row >= weekends + carried
    return request.rules.weekly_rest is WeeklyRest.NONE and few and not splits
