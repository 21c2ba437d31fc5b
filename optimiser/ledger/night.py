"""Whether a duty is a night duty, by the London clock (MEANING.md)."""

from datetime import timedelta

from models.clock import minutes_between, span_on
from models.patterns import PatternKind
from models.request import RotaRequest
from models.roster import Duty, Span
from models.rules import Rules


def is_night_duty(request: RotaRequest, duty: Duty) -> bool:
    """Return whether the pattern is a night, or enough of the working time lies in night time."""
    pattern = request.pattern_by_id.get(duty.pattern_id)
    if pattern is not None and pattern.kind is PatternKind.NIGHT:
        return True
    minutes = sum(night_minutes(request.rules, part) for part in duty.parts)
    return minutes >= request.rules.night_duty_least_minutes


def night_minutes(rules: Rules, part: Span) -> int:
    """Return the elapsed minutes of a part that lie in night time."""
    first = part.start.date() - timedelta(days=1)
    days = (part.end.date() - first).days + 1
    nights = [span_on(first + timedelta(days=day), rules.night_start, rules.night_end) for day in range(days)]
    return sum(max(0, minutes_between(max(part.start, start), min(part.end, end))) for start, end in nights)
