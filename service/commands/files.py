"""Reading a request with a word on everything left out, and writing the templates."""

from pathlib import Path

from rich.console import Console

from models.files import ReadReport, read_request, write_template
from models.request import RotaRequest
from service.folders import whole_folder


def read(console: Console, path: Path, *, skip_rejected: bool) -> tuple[RotaRequest, ReadReport]:
    """Read a request and tell what each file held and what was left out.

    Raises:
        InputError: rows are rejected and `skip_rejected` is not set, or the request is not sound.
    """
    request, report = read_request(path, skip_rejected)
    for line in report.lines():
        console.print(line, soft_wrap=True)
    return request, report


def template_into(console: Console, folder: Path) -> None:
    """Write the empty and the filled template, both or neither."""
    with whole_folder(folder, replacing=False) as partial:
        write_template(partial)
    console.print(f"An empty and a filled example are in {folder}", soft_wrap=True)
