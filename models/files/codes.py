"""One code for each thing that can be wrong with a file; E5xxx says the same of a roster file as E1xxx of a request."""

from enum import StrEnum


class FileCode(StrEnum):
    """Problems of files, headings and cells."""

    NO_SUCH_PATH = "E1001"
    FILE_MISSING = "E1002"
    UNKNOWN_FILE = "E1003"
    OUTSIDE_FOLDER = "E1004"
    TOO_LARGE = "E1005"
    NOT_A_WORKBOOK = "E1006"
    WRONG_ENCODING = "E1007"
    NOT_CSV = "E1008"
    NOT_JSON = "E1009"
    UNKNOWN_FORMAT = "E1010"
    SAME_TABLE_TWICE = "E1011"
    TOO_MANY_ROWS = "E1012"
    EMPTY_SHEET = "E1101"
    MISSING_COLUMN = "E1102"
    UNKNOWN_COLUMN = "E1103"
    SAME_COLUMN_TWICE = "E1104"
    CELL_WITHOUT_HEADING = "E1105"
    WRONG_VALUE = "E1201"
    EMPTY_CELL = "E1202"
    UNKNOWN_KEY = "E1203"
    SAME_KEY_TWICE = "E1204"
    FORMULA = "E1205"
    NO_SUCH_POSTCODE = "E1301"
    NO_COORDINATES = "E1302"
    STOP_INCOMPLETE = "E1401"
    DUTY_CONTRADICTS_ITSELF = "E1402"


def of_roster(code: str) -> str:
    """Return the code under which a roster file tells the same problem: E1102 becomes E5102."""
    return f"E5{code[2:]}" if code.startswith("E1") else code
