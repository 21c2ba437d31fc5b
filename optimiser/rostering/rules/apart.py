"""Two duties kept apart by some minutes: the constraint that R01 (no overlap) and R07 (daily rest) share."""

from models.rules import RuleCode
from optimiser.rostering.planning import Planning
from optimiser.rostering.variables import ShiftVariables


def keep_apart(planning: Planning, worker_id: str, minutes: int, rule: RuleCode) -> None:
    """Forbid any two duties of a worker, on different dates, with less than `minutes` from an end to the next start.

    For each possible start the shifts ending too shortly before it, and those starting by then, exclude one another: a
    clique, which is as tight as the pairs can be made.
    """
    days = [(day, shifts) for day in planning.variables.dates if (shifts := planning.variables.on(worker_id, day))]
    for position, (_, earlier) in enumerate(days):
        latest_end = max(each.shift.ends[-1] for each in earlier)
        for _, later in days[position + 1 :]:
            if min(each.shift.starts[0] for each in later) >= latest_end + minutes:
                break
            _separate(planning, earlier, later, minutes, rule, worker_id)


def _separate(
    planning: Planning,
    earlier: list[ShiftVariables],
    later: list[ShiftVariables],
    minutes: int,
    rule: RuleCode,
    worker_id: str,
) -> None:
    starts = sorted({start for each in later for start in each.shift.starts})
    ends = sorted({end for each in earlier for end in each.shift.ends})
    for position, start in enumerate(starts):
        too_late = [end for end in ends if end + minutes > start]
        following = starts[position + 1] if position + 1 < len(starts) else None
        same = following is not None and too_late == [end for end in ends if end + minutes > following]
        if too_late and not same:
            literals = [literal for each in earlier for literal in each.ending_after(start - minutes)]
            literals += [literal for each in later for literal in each.starting_before(start + 1)]
            planning.rules.at_most_one(literals, rule, worker_id)
