"""The files of a roster, made once: a city's workbook takes seconds, and a roster never changes."""

from functools import cache

from sqlalchemy.exc import IntegrityError

from optimiser.versions import versions
from service.access.acting import Acting
from service.rosters.making.formats import made
from service.rosters.opened import opened
from service.rosters.workshop import ASKING
from service.store.tables import RosterFile, StoredRoster


@cache
def made_by() -> str:
    """Return which version of this program makes the files."""
    return versions()["enablement-rota"]


def roster_file(act: Acting, roster_id: int, name: str) -> bytes:
    """Return one of the files of formats.MAKERS, as it was made before or made now.

    Raises:
        RefusedError: there is no such roster within reach.
    """
    key = (roster_id, name, made_by())
    with act.reading() as rows:
        rows.of_week(StoredRoster, roster_id)
        kept = rows.session.get(RosterFile, key)
        if kept is not None:
            return kept.document
    content = ASKING.run(made, name, opened(act, roster_id).papers)
    with act.store.writing() as session:
        try:
            with session.begin_nested():
                session.add(RosterFile(roster_id=roster_id, name=name, made_by=made_by(), document=content))
        except IntegrityError:  # somebody else made it meanwhile, or the roster is gone
            return content
    return content
