"""Postcodes that stand directly in cells for a place's id become places of their own."""

from models.files.records import Located, ReadTable
from models.files.specs_work import no_such_postcode
from models.postcodes import place_of, tidy
from models.problems import Problem

_CELLS = (
    ("workers", "place_id"),
    ("workers", "end_place_id"),
    ("service_users", "place_id"),
    ("posts", "place_id"),
)


def make_places(tables: dict[str, ReadTable]) -> None:
    """Add a place for each postcode in such a cell, and reject the rows whose postcode does not exist.

    Args:
        tables: as read, by name; places grow, cells become the postcodes in their usual form.
    """
    places = tables["places"]
    known = {place.id for place in places.records} | places.rejected_ids
    for name, column in _CELLS:
        read = tables[name]
        wrong: dict[int, Problem] = {}
        for position, located in enumerate(read.found):
            typed = getattr(located.record, column)
            postcode = None if typed is None or typed in known else tidy(typed)
            if postcode is None:
                continue
            if not _is_placed(postcode, places, known):
                wrong[position] = no_such_postcode(column, typed).problem(read.file, located.rows[0])
            else:
                record = located.record.model_copy(update={column: postcode})
                read.found[position] = Located(located.rows, record)
        read.reject(wrong.values())
        read.leave_out(set(wrong))


def _is_placed(postcode: str, places: ReadTable, known: set[str]) -> bool:
    """Return whether there is a place under the postcode, after adding it where it exists."""
    if postcode not in known:
        place = place_of(postcode)
        if place is None:
            return False
        places.found.append(Located((), place))
        known.add(postcode)
    return True
