"""Reading and writing rosters: JSON, and CSV as a person types it."""

from pathlib import Path

from pydantic import ValidationError

from models.files.causes import value_problems
from models.files.codes import of_roster
from models.files.csv_files import read_csv, write_csv
from models.files.duties import duties, stop_rows
from models.files.json_files import json_bytes, read_object
from models.files.limits import content
from models.files.requests import unknown_format
from models.files.rows import read_rows, table_rows
from models.files.saving import save_file
from models.files.specs_work import AS_WAS
from models.files.tables import Table
from models.problems import InputError
from models.request import RotaRequest
from models.roster import Roster

_ROSTER = Table("roster", "Who works when, and who visits whom.", Roster, ())
_FORMATS = ".json, or .csv with worker, date, start, end, visit, start_time"


def read_roster(path: Path, request: RotaRequest) -> Roster:
    """Return the roster in a .json file, or in a .csv typed by hand.

    Args:
        path: the file.
        request: whose patterns, rules and journeys fill in what a hand-typed roster leaves open; whether the roster
            keeps the rules and names only known ids is for the referee to say.

    Raises:
        InputError: with every problem found, under codes E5xxx.
    """
    path = Path(path)
    try:
        data = content(path)
        if path.suffix.lower() == ".json":
            return _from_json(data, path.name)
        if path.suffix.lower() == ".csv":
            return _from_csv(data, path.name, request)
        raise InputError([unknown_format(path, _FORMATS)])
    except InputError as error:
        problems = [each.model_copy(update={"code": of_roster(each.code)}) for each in error.problems]
        raise InputError(problems) from None


def write_roster(roster: Roster, path: Path) -> None:
    """Write a roster as .json (the same bytes for equal rosters) or as .csv (its duties only), whole or not at all.

    Raises:
        InputError: when the path ends in neither.
    """
    path = Path(path)
    if path.suffix.lower() == ".json":
        save_file(path, roster_json(roster))
    elif path.suffix.lower() == ".csv":
        save_file(path, roster_csv(roster))
    else:
        problem = unknown_format(path, ".json or .csv")
        raise InputError([problem.model_copy(update={"code": of_roster(problem.code)})])


def roster_csv(roster: Roster) -> bytes:
    """Return the CSV bytes of a roster's duties, as a person would type them."""
    return write_csv(table_rows(AS_WAS, tuple(stop_rows(roster.duties))))


def roster_json(roster: Roster) -> bytes:
    """Return the JSON bytes of a roster, the same for equal rosters."""
    value = roster.model_dump(mode="json")
    return json_bytes({**value, "versions": dict(sorted(value["versions"].items()))})


def _from_json(data: bytes, file: str) -> Roster:
    try:
        return Roster.model_validate(read_object(data, file))
    except ValidationError as error:
        raise InputError(value_problems(_ROSTER, error, file, None)) from error


def _from_csv(data: bytes, file: str, request: RotaRequest) -> Roster:
    read = duties(read_rows(AS_WAS, read_csv(data, file)), request)
    if read.problems:
        raise InputError(read.problems)
    ordered = sorted(read.records, key=lambda duty: (duty.date, duty.worker_id))
    return Roster(duties=tuple(ordered))
