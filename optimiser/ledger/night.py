"""Whether a duty is a night duty, by the London clock (MEANING.md)."""

from bisect import bisect_left
from datetime import datetime, timedelta

from models.clock import minutes_between, span_on
from models.patterns import PatternKind
from models.request import RotaRequest
from models.roster import Duty, Span

NightSpans = list[tuple[datetime, datetime]]


def night_spans(request: RotaRequest) -> NightSpans:
    """Return the night time a duty dated in the horizon can reach: from the evening before it to the morning after."""
    days = range(-1, request.horizon.days + 1)
    dates = [request.horizon.start + timedelta(days=offset) for offset in days]
    return [span_on(day, request.rules.night_start, request.rules.night_end) for day in dates]


def is_night_duty(request: RotaRequest, duty: Duty, nights: NightSpans) -> bool:
    """Return whether the pattern is a night, or enough of the working time lies in night time."""
    pattern = request.pattern_by_id.get(duty.pattern_id)
    if pattern is not None and pattern.kind is PatternKind.NIGHT:
        return True
    minutes = sum(night_minutes(part, nights) for part in duty.parts)
    return minutes >= request.rules.night_duty_least_minutes


def night_minutes(part: Span, nights: NightSpans) -> int:
    """Return the elapsed minutes of a part that lie in night time; the spans are in order."""
    minutes = 0
    for start, end in reversed(nights[: bisect_left(nights, (part.end,))]):
        if end <= part.start:
            break
        minutes += minutes_between(max(part.start, start), min(part.end, end))
    return minutes
