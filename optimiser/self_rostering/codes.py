"""One code for each thing that only self-rostering refuses; what is wrong in any request keeps its E2xxx."""

from enum import StrEnum

from models.problems import Problem


class WishCode(StrEnum):
    """Problems of the wishes that a worker gives."""

    UNKNOWN_WORKER = "E8301"
    ANOTHERS_WISH = "E8302"
    ANOTHERS_PATTERN = "E8303"
    SAME_THING_TWICE = "E8304"
    NEVER_GRANTED = "E8305"
    OWN_PRICE = "E8306"
    TAKEN_ID = "E8307"
    TOO_MANY_CANNOT_DATES = "E8311"
    TOO_MANY_WANTS = "E8312"
    TOO_MANY_RATHER_NOTS = "E8313"
    TOO_MANY_POINTS = "E8314"


def wish_problem(code: WishCode, row: int | None, column: str, cause: str, action: str) -> Problem:
    """Return the problem of the wish at position `row` (from 1), or of all together (None)."""
    return Problem(code=code, cause=cause, action=action, file="preferences", row=row, column=column)
