"""Days counted in steps of several minutes: less work, and still never too little.

Windows and shifts are widened to whole steps, visits with the journeys after them shortened to whole ones; see
`MATHEMATICS.md`.
"""

from dataclasses import replace
from typing import TypeVar

from optimiser.ceiling.kernels.tables import Ints, Session, Table
from optimiser.ceiling.network import Segment, WorkerDay

Number = TypeVar("Number", int, Ints)


def in_steps(day: WorkerDay, step: int, slack: int = 0) -> WorkerDay:
    """Return a day whose segments are counted in steps.

    Args:
        day: counted in minutes.
        step: minutes; a divisor of an hour, and no more than the shortest visit or training.
        slack: minutes added before a visit and the journey after it are cut to whole steps. 0 for a proof; half a step
            for the nearest times.
    """
    return replace(day, step=step, segments=tuple(_segment(each, step, slack) for each in day.segments))


def session_in_steps(session: Session, step: int) -> Session:
    """Return a session widened to whole steps."""
    return Session(session.minutes // step, session.opens // step, _up(session.closes, step))


def _segment(segment: Segment, step: int, slack: int) -> Segment:
    return replace(
        segment,
        opens=segment.opens // step,
        closes=_up(segment.closes, step),
        minutes=segment.minutes // step,
        beyond=segment.minutes % step,
        enter=segment.enter // step,
        leave=segment.leave // step,
        spells=_spells(segment.spells, step),
        step=step,
        slack=slack,
    )


def _spells(spells: Table, step: int) -> Table:
    own = spells.copy()
    for name in ("start_first", "end_first", "rest", "least_rested"):
        own[name] //= step
    for name in ("start_last", "end_last", "most_unrested"):
        own[name] = -(-own[name] // step)
    return own


def _up(minutes: Number, step: int) -> Number:
    return -(-minutes // step)
