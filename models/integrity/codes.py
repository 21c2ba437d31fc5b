"""One code for each thing that can be wrong between records."""

from enum import StrEnum

from models.problems import Problem


class IntegrityCode(StrEnum):
    """Problems between the records of a request."""

    DUPLICATE_ID = "E2001"
    UNKNOWN_ID = "E2002"
    TWO_DUTIES_ON_A_DATE = "E2003"
    OUTSIDE_HORIZON = "E2101"
    LAST_BEFORE_FIRST = "E2102"
    SHARES_NOT_100 = "E2201"
    PREFERRED_AND_EXCLUDED = "E2202"
    END_PLACE_AT_HOME = "E2203"
    GAP_TO_ANOTHER_PERSON = "E2301"
    GAP_TO_ITSELF = "E2302"
    MOST_BELOW_LEAST = "E2303"
    TOGETHER_WITHOUT_TWO = "E2304"
    SECOND_WITHOUT_SEQUENCE = "E2305"
    PATTERN_AND_SPAN = "E2401"
    PIN_LACKS_FIELD = "E2402"
    PIN_HAS_TOO_MUCH = "E2403"
    PRICED_CANNOT = "E2404"
    PARTS_OUT_OF_ORDER = "E2501"
    BREAK_FILLS_SHIFT = "E2502"
    BREAK_HAS_ONE_TIME = "E2503"
    BREAK_NEVER_FITS = "E2504"
    COVER_TWICE = "E2601"
    BOUND_SAYS_TOO_LITTLE = "E2602"
    HISTORY = "E2603"


def problem(code: IntegrityCode, table: str, row: int, column: str, cause: str, action: str) -> Problem:
    """Return the problem of the record at position `row` (from 1) of a table."""
    return Problem(code=code, cause=cause, action=action, file=table, row=row, column=column)
