"""R05 pins: what a team leader fixed is in the roster."""

import datetime
from collections.abc import Iterator

from models.roster import Violation
from models.rules import RuleCode
from models.wishes import Pin, PinKind
from optimiser.checks.phrases import day_text, moment_text
from optimiser.checks.roster_index import RosterIndex


def check(index: RosterIndex) -> Iterator[Violation]:
    """Yield each pinned duty, day off or visit that the roster does not keep."""
    for pin in index.request.pins:
        sentence = _visit_fault(index, pin) if pin.kind is PinKind.VISIT else _day_fault(index, pin)
        if sentence:
            yield Violation(
                code=RuleCode.PINS,
                sentence=sentence,
                worker_ids=(pin.worker_id,),
                visit_ids=(pin.visit_id,) if pin.visit_id else (),
                date=_date(pin),
            )


def _date(pin: Pin) -> datetime.date | None:
    return pin.date or (pin.start.date() if pin.start else None)


def _day_fault(index: RosterIndex, pin: Pin) -> str:
    own = [each.duty for each in index.duties_on(pin.worker_id, pin.date)]
    day = day_text(pin.date) if pin.date else "no date"
    if pin.kind is PinKind.DAY_OFF:
        return f"{pin.worker_id} has a duty on {day}, which pin {pin.id} makes a day off." if own else ""
    if any(pin.pattern_id in (None, duty.pattern_id) for duty in own):
        return ""
    of_pattern = f" of pattern {pin.pattern_id}" if pin.pattern_id else ""
    return f"{pin.worker_id} has no duty{of_pattern} on {day}, which pin {pin.id} asks for."


def _visit_fault(index: RosterIndex, pin: Pin) -> str:
    makings = index.makings.get(pin.visit_id or "", [])
    starts = [each.start for each in makings if each.worker_id == pin.worker_id]
    if pin.start is None:
        return "" if starts else f"{pin.worker_id} does not make visit {pin.visit_id}, which pin {pin.id} asks for."
    if pin.start in starts:
        return ""
    when = moment_text(pin.start)
    return f"{pin.worker_id} does not make visit {pin.visit_id} at {when}, which pin {pin.id} asks for."
