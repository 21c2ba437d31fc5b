"""R03 permitted patterns: each duty is of a pattern in its worker's terms and keeps that pattern's times."""

from collections.abc import Iterator

from models.patterns import ShiftPattern
from models.roster import Duty, Violation
from models.rules import RuleCode
from optimiser.checks.phrases import day_text, listed
from optimiser.checks.roster_index import RosterIndex


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each duty of a pattern its worker's terms do not permit, and each at times its pattern does not admit."""
    for each in index.duties:
        duty, own = each.duty, f"{each.worker.id}'s duty on {day_text(each.duty.date)}"
        if each.pattern is None:
            continue
        if each.pattern.id not in each.worker.pattern_ids:
            yield _violation(
                duty, f"{own} is of pattern {each.pattern.id}; they work {listed(each.worker.pattern_ids)}."
            )
        if not each.pattern.admits(duty.date, [(part.start, part.end) for part in duty.parts]):
            yield _violation(duty, f"{own} runs {_times(duty)}; pattern {_pattern_times(each.pattern)}.")


def _times(duty: Duty) -> str:
    return listed(f"{part.start:%H:%M}-{part.end:%H:%M}" for part in duty.parts)


def _pattern_times(pattern: ShiftPattern) -> str:
    times = listed(f"{part.start:%H:%M}-{part.end:%H:%M}" for part in pattern.parts)
    start = f"start moved by -{pattern.start_earlier_minutes} to +{pattern.start_later_minutes} min"
    end = f"end by -{pattern.end_earlier_minutes} to +{pattern.end_later_minutes} min"
    return f"{pattern.id} is {times}, its {start}, its {end}"


def _violation(duty: Duty, sentence: str) -> Violation:
    return Violation(code=RuleCode.PERMITTED_PATTERNS, sentence=sentence, worker_ids=(duty.worker_id,), date=duty.date)
