"""What a way to have a visit made proposes, before it is checked and priced."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.roster import Duty


@dataclass(frozen=True)
class Proposal:
    """Changed duties.

    Attributes:
        sentence: what to do.
        duties: by position in the roster; positions beyond its end are new duties.
        guess: pence they roughly cost, to say which to price first.
    """

    sentence: str
    duties: Mapping[int, Duty]
    guess: int
