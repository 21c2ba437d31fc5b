"""Reading a request with a word on everything left out, and writing the templates."""

from pathlib import Path

from rich.console import Console

from models.files import ReadReport, read_request, write_template
from models.problems import InputError
from models.request import RotaRequest
from service.folders import whole_folder

# Longer than any shift, a skill too few have: mistakes in the files far more often than visits to leave to others.
MISTAKES = frozenset({"E3101", "E3102"})


def read(console: Console, path: Path, *, skip_rejected: bool) -> tuple[RotaRequest, ReadReport]:
    """Read a request and tell what each file held and what was left out.

    Raises:
        InputError: rows are rejected, or visits can never be made, and `skip_rejected` is not set; or the request is
            not sound.
    """
    request, report = read_request(path, skip_rejected)
    if not skip_rejected:
        _require_makeable(request)
    for line in report.lines():
        console.print(line, soft_wrap=True)
    return request, report


def _require_makeable(request: RotaRequest) -> None:
    """Refuse visits that are mistakes; with `--skip-rejected` they stay unserved, each with its reason."""
    from optimiser.preflight import preflight

    mistakes = [problem for problem in preflight(request).unservable.values() if problem.code in MISTAKES]
    if mistakes:
        raise InputError(mistakes)


def template_into(console: Console, folder: Path) -> None:
    """Write the empty and the filled template, both or neither."""
    with whole_folder(folder, replacing=False) as partial:
        write_template(partial)
    console.print(f"An empty and a filled example are in {folder}", soft_wrap=True)
