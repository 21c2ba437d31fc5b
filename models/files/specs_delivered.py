"""The table of visits as they were delivered; no part of a request."""

from models.delivered import DeliveredVisit
from models.files.cells import CHOICE, ID, MOMENT
from models.files.tables import Column, Table

DELIVERED = Table(
    "delivered",
    "One row is one worker's share of a visit, as it was made, or why it was not.",
    DeliveredVisit,
    (
        Column("visit_id", ID, "The visit, as in the table visits.", "V1"),
        Column("worker_id", ID, "Who made it, or was to make it.", "W1"),
        Column("start", MOMENT, "When it began; empty where it was not made.", "2026-01-12 08:05"),
        Column("end", MOMENT, "When it ended; empty where it was not made.", "2026-01-12 08:40"),
        Column("not_made", CHOICE, "Why it was not made; empty where it was.", "no_access"),
    ),
)
