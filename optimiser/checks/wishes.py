"""Whether a preference is granted by a worker's duties: `models.wishes.Preference` says what that means."""

from models.clock import span_on
from models.wishes import Preference, PreferenceKind
from optimiser.checks.rostered_duty import RosteredDuty


def is_granted(preference: Preference, duties: list[RosteredDuty]) -> bool:
    """Return whether the wish (or the `cannot`) is met by all of the worker's duties."""
    if preference.kind is PreferenceKind.WANT:
        return any(_gives(preference, each) for each in duties)
    return not any(clashes(preference, each) for each in duties)


def clashes(preference: Preference, rostered: RosteredDuty) -> bool:
    """Return whether the duty falls on what a `rather_not` or `cannot` names."""
    if preference.span is None:
        return _is_on(preference, rostered)
    start, end = span_on(preference.date, preference.span.start, preference.span.end)
    return any(part.start < end and start < part.end for part in rostered.duty.parts)


def _gives(preference: Preference, rostered: RosteredDuty) -> bool:
    if preference.span is None:
        return _is_on(preference, rostered)
    start, end = span_on(preference.date, preference.span.start, preference.span.end)
    return rostered.duty.date == preference.date and start <= rostered.duty.start and rostered.duty.end <= end


def _is_on(preference: Preference, rostered: RosteredDuty) -> bool:
    is_that_pattern = preference.pattern_id in (None, rostered.duty.pattern_id)
    return rostered.duty.date == preference.date and is_that_pattern
