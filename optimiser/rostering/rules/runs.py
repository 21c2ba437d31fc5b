"""R28 runs: duties, days off and duties of one pattern in a row, where line terms bound them without price."""

from models.line_terms import LineBound
from models.rules import RuleCode
from models.workers import Worker
from optimiser.rostering.line_counts import beginnings, bounds_of, windows_too_long
from optimiser.rostering.planning import Planning

CODE = RuleCode.RUNS


def add(planning: Planning) -> None:
    """Leave a date out of every window that is too long, and follow every beginning by the dates it asks for."""
    for worker, bound in bounds_of(planning):
        if bound.kind.is_run and bound.most_pence is None:
            for window, most in windows_too_long(planning, worker, bound):
                planning.rules.at_most(window, most, CODE, worker.id)
        if bound.kind.is_run and bound.least_pence is None:
            _keep_long_enough(planning, worker, bound)


def _keep_long_enough(planning: Planning, worker: Worker, bound: LineBound) -> None:
    for each in beginnings(planning, worker, bound):
        for follower in each.following:
            planning.rules.at_least(follower - each.begins, 0, CODE, worker.id)
