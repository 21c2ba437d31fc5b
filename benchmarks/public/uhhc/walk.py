"""A caregiver's way through a day: where each entry is, when they leave and are back, and the minutes by kind."""

from dataclasses import dataclass
from itertools import pairwise

from benchmarks.public.uhhc.instance import Caregiver, Instance
from benchmarks.public.uhhc.solution import Entry


@dataclass(frozen=True)
class Walk:
    """Minutes of one caregiver's day; without entries they leave and are back at the shift's start, idle all along.

    Attributes:
        leaves: when they leave the departing point, just in time for the first entry.
        back: when they reach the arrival point, straight after the last.
        gaps: minutes to spare before each entry, the first aside: below 0 where the journey does not fit.
    """

    leaves: int
    back: int
    travel: int
    gaps: tuple[int, ...]
    waiting: int
    idle: int


def walked(instance: Instance, caregiver: Caregiver, entries: tuple[Entry, ...]) -> Walk:
    """Return a caregiver's way through entries in the order of their starts."""
    if not entries:
        return Walk(caregiver.start, caregiver.start, 0, (), 0, caregiver.end - caregiver.start)
    places = [caregiver.departs, *places_of(instance, caregiver, entries), caregiver.arrives]
    legs = [instance.journey[here][there] for here, there in pairwise(places)]
    between = zip(pairwise(entries), legs[1:-1], strict=True)
    gaps = tuple(after.start - before.end - leg for (before, after), leg in between)
    back = entries[-1].end + legs[-1]
    busy = sum(legs) + sum(entry.end - entry.start for entry in entries)
    return Walk(
        leaves=entries[0].start - legs[0],
        back=back,
        travel=sum(legs),
        gaps=gaps,
        waiting=sum(gap for gap in gaps[int(entries[0].is_lunch) :] if gap > 0),
        idle=max(caregiver.end, back) - caregiver.start - busy,
    )


def places_of(instance: Instance, caregiver: Caregiver, entries: tuple[Entry, ...]) -> list[int]:
    """Return the place of each entry: its patient's; the departing point for a lunch in a route without services."""
    places = {patient.id: patient.place for patient in instance.patients}
    if all(entry.is_lunch for entry in entries):
        return [caregiver.departs] * len(entries)
    return [places.get(entry.patient, caregiver.departs) for entry in entries]
