"""One code for each thing that can be wrong with delivered visits."""

from enum import StrEnum


class DeliveredCode(StrEnum):
    """Problems between delivered visits and the request and roster that they belong to."""

    ANOTHER_REQUESTS_ROSTER = "E8250"
    UNKNOWN_VISIT = "E8251"
    UNKNOWN_WORKER = "E8252"
    SAYS_TOO_LITTLE = "E8253"
    MADE_AND_NOT_MADE = "E8254"
    END_BEFORE_START = "E8255"
    TOO_LONG = "E8256"
    OUTSIDE_HORIZON = "E8257"
    TWICE = "E8258"
    OVERLAP = "E8259"
