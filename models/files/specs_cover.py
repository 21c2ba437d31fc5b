"""The tables about rosters asked for by shift: cover, and what workers' lines should look like."""

from models.cover import Cover
from models.files.cells import DAY, ID, WHOLE
from models.files.nested_cells import BOUNDS
from models.files.tables import Column, Table
from models.line_terms import LineTerms

COVERS = Table(
    "covers",
    "One row is how many duties of a shift pattern should begin on a date, with or without visits to make in them.",
    Cover,
    (
        Column("id", ID, "The cover's id.", "Mon early medication"),
        Column("date", DAY, "The date on which the duties begin.", "2026-01-12"),
        Column("pattern_id", ID, "Their shift pattern.", "early"),
        Column("skill", ID, "The skill they must be counted for; empty: every duty of the pattern.", "medication"),
        Column("wanted", WHOLE, "How many there should be.", "2", unit="duties"),
        Column("least", WHOLE, "How many there must be.", "1", unit="duties"),
        Column("under_pence", WHOLE, "What each one fewer than wanted costs.", "8000", unit="pence"),
        Column("over_pence", WHOLE, "What each one more than wanted costs.", "500", unit="pence"),
    ),
)

LINE_TERMS = Table(
    "line_terms",
    "One row is what the lines (rows of days in the rota) of the workers who name it should look like.",
    LineTerms,
    (
        Column("id", ID, "The terms' id.", "full time"),
        Column(
            "bounds",
            BOUNDS,
            "Least and most of what; @30/50: 30 pence for each one short, 50 for each too many; without: kept.",
            "consecutive_duties: 2-5 @30/30; duties_of_pattern night: -3; weekends: -2 @/50",
        ),
        Column(
            "incomplete_weekend_pence",
            WHOLE,
            "What a weekend costs with a duty on one of its two days only; empty: not weighed.",
            "30",
            unit="pence",
        ),
    ),
)
