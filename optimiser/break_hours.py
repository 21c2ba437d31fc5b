"""Between which minutes the break of a shift may start, by its pattern's clock times."""

from collections.abc import Callable
from functools import cache

from models.request import RotaRequest

BreakHours = Callable[[str, int, int], tuple[int, int] | None]


def break_hours(request: RotaRequest) -> BreakHours:
    """Return a function of (pattern, start, end) of a shift, in minutes from the horizon's midnight.

    It gives the first and the last minute at which its break may start, None where no such minute is in the shift.
    """
    horizon = request.horizon

    @cache
    def hours(pattern_id: str, start: int, end: int) -> tuple[int, int] | None:
        found = request.pattern_by_id[pattern_id].break_starts(horizon.moment(start), horizon.moment(end))
        return found and (horizon.minute(found[0]), horizon.minute(found[1]))

    return hours
