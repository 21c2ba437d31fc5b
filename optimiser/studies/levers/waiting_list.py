"""Visits taken from the waiting list: promised from now on, those of the quiet hours first."""

from datetime import time

from models.clock import in_london
from models.request import RotaRequest
from models.studies import TakeWaitingList
from models.visits import Need, Visit, Window
from optimiser.studies.problems import refused

PEAKS = ((time(7), time(10)), (time(12), time(14)), (time(16), time(22)))
"""The hours of the disputed triple split shift (FACTS.md), which were drawn to hold the peaks of demand."""


def sentence(lever: TakeWaitingList) -> str:
    """Return what is done, in words."""
    return f"take {lever.visits}{' off-peak' if lever.off_peak_only else ''} waiting-list visits"


def apply(request: RotaRequest, lever: TakeWaitingList) -> RotaRequest:
    """Return the request in which so many waiting-list visits are required, in its order.

    Raises:
        InputError: the waiting list has fewer such visits.
    """
    waiting = [visit for visit in request.visits if visit.need is Need.WAITING_LIST]
    quiet = [visit for visit in waiting if is_off_peak(visit)]
    others = [] if lever.off_peak_only else [visit for visit in waiting if not is_off_peak(visit)]
    taken = {visit.id for visit in [*quiet, *others][: lever.visits]}
    if len(taken) < lever.visits:
        kind = "off-peak visits" if lever.off_peak_only else "visits"
        raise refused(f"the waiting list has {len(taken)} {kind}, not {lever.visits}", "take fewer")
    return request.changed(
        visits=tuple(
            visit.model_copy(update={"need": Need.REQUIRED}) if visit.id in taken else visit for visit in request.visits
        )
    )


def is_off_peak(visit: Visit) -> bool:
    """Return whether a visit may start outside the peaks."""
    return any(_reaches_quiet_hours(window) for window in visit.windows)


def _reaches_quiet_hours(window: Window) -> bool:
    """Return whether some start in a window lies outside every peak: no peak holds the whole of it."""
    first, last = in_london(window.earliest_start), in_london(window.latest_start)
    whole = [start <= first.time() and last.time() < end and first.date() == last.date() for start, end in PEAKS]
    return not any(whole)
