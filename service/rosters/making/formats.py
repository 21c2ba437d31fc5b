"""The files that a roster goes out as; none of their cells is ever taken for a formula."""

import io
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from models.roster import Duty
from service.rosters.making.papers import Papers, bundle_of, request_of, roster_of

ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: equal rosters, equal bytes


def as_json(papers: Papers) -> bytes:
    """Return the roster as `rota` reads it."""
    from models.files import roster_json

    return roster_json(roster_of(papers))


def as_csv(papers: Papers) -> bytes:
    """Return its duties as a person would type them."""
    from models.files.rosters import roster_csv

    return roster_csv(roster_of(papers))


def as_workbook(papers: Papers) -> bytes:
    """Return the workbook for finance."""
    from service.workbook import write_workbook

    with tempfile.TemporaryDirectory(prefix="rota-") as folder:
        path = Path(folder) / "roster.xlsx"
        write_workbook(bundle_of(papers), path)
        return path.read_bytes()


def as_report(papers: Papers) -> bytes:
    """Return the report, one page that needs nothing else."""
    from service.report import render

    return render(bundle_of(papers)).encode()


def as_calendars(papers: Papers) -> bytes:
    """Return a zip with a calendar for every worker."""
    from service.calendars import calendar, file_names

    request, roster = request_of(papers), roster_of(papers)
    duties: dict[str, list[Duty]] = defaultdict(list)
    for duty in roster.duties:
        duties[duty.worker_id].append(duty)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for worker_id, name in file_names(worker.id for worker in request.workers).items():
            text = calendar(request, worker_id, duties[worker_id]).to_ical()
            archive.writestr(zipfile.ZipInfo(name, ZIP_TIME), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


MAKERS: dict[str, Callable[[Papers], bytes]] = {
    "roster.json": as_json,
    "roster.csv": as_csv,
    "roster.xlsx": as_workbook,
    "report.html": as_report,
    "calendars.zip": as_calendars,
}
"""By the name of the file."""


def made(name: str, papers: Papers) -> bytes:
    """Return one of the files of MAKERS."""
    return MAKERS[name](papers)
