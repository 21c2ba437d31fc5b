"""Demand as rostering sees it: minutes of care with expected travel, free to move inside windows, worth a price."""

from dataclasses import dataclass

Starts = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class DemandItem:
    """One worker's part in a visit (or several alike), as a quantity of minutes to be placed in somebody's shift.

    Attributes:
        minutes: care plus expected travel of one worker.
        starts: windows as (earliest, latest) start, in minutes from the horizon's midnight.
        price_pence: what is lost when these minutes go unserved.
        eligible: ids of the workers who may do it.
        count: how many such items there are.
    """

    minutes: int
    starts: Starts
    price_pence: int
    eligible: frozenset[str]
    count: int = 1
