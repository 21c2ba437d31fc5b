"""What covers cost, given all shifts of a roster: the duties that they lack and those that they have too many."""

from collections import Counter
from collections.abc import Iterable

from models.request import RotaRequest
from optimiser.shifts import Shift

COVER_TERMS = ("under_cover", "over_cover")


def cover_terms(request: RotaRequest, shifts: Iterable[Shift]) -> dict[str, int]:
    """Return the pence of each of COVER_TERMS."""
    counted: Counter[tuple[object, ...]] = Counter()
    for shift in shifts if request.covers else ():
        if shift.post_id is None:
            counted[shift.date, shift.pattern_id, None] += 1
            counted.update([(shift.date, shift.pattern_id, shift.role)] if shift.role is not None else [])
    under = over = 0
    for cover in request.covers:
        short = cover.wanted - counted[cover.date, cover.pattern_id, cover.skill]
        under += max(0, short) * cover.under_pence
        over += max(0, -short) * cover.over_pence
    return {"under_cover": under, "over_cover": over}


def cover_pence(request: RotaRequest, shifts: Iterable[Shift]) -> int:
    """Return the pence of the covers together."""
    return sum(cover_terms(request, shifts).values())
