"""A split shift, a post and sums of a ledger, for the tests of time and money."""

from datetime import time
from typing import Any

import pandas as pd

from models.patterns import ClockSpan, PatternKind
from models.request import RotaRequest
from models.roster import Duty, Roster, Span
from models.visits import Post
from optimiser.costs import Costs, costs
from optimiser.ledger import ledger
from tests import builders

SPLIT = builders.pattern(
    "split",
    kind=PatternKind.SPLIT,
    parts=(ClockSpan(start=time(8), end=time(11)), ClockSpan(start=time(16), end=time(19))),
)
PATTERNS = (*builders.PATTERNS, SPLIT)


def span(start: str, end: str, day: int = 0) -> Span:
    return Span(start=builders.moment(start, day), end=builders.moment(end, day))


def split_duty(*visits: tuple[str, str], **fields: Any) -> Duty:
    own = builders.duty(visits=visits, **fields)
    return own.model_copy(update={"pattern_id": "split", "parts": (span("08:00", "11:00"), span("16:00", "19:00"))})


def post(post_id: str = "desk", **fields: Any) -> Post:
    return Post(
        **{
            "id": post_id,
            "place_id": "P3",
            "constituency": "Ladywood",
            "start": builders.moment("15:00"),
            "end": builders.moment("21:00"),
            "programme": "out of hours",
            **fields,
        }
    )


def minutes_by_category(table: pd.DataFrame) -> dict[str, int]:
    return {str(name): int(minutes) for name, minutes in table.groupby("category")["minutes"].sum().items()}


def stretches(table: pd.DataFrame) -> list[str]:
    """Each rostered stretch as "07:00 handover 10", in London time."""
    rostered = table[table["start"].notna()]
    return [f"{row.start:%H:%M} {row.category} {row.minutes}" for row in rostered.itertuples()]


def costs_of(request: RotaRequest, roster: Roster) -> Costs:
    return costs(request, roster, ledger(request, roster))


def pence(table: pd.DataFrame) -> dict[str, int]:
    """A split's pence by its key, the first column."""
    return dict(zip(table.iloc[:, 0], table["cost_pence"].tolist(), strict=True))
