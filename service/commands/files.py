"""Reading a request with a word on every row left out, and writing the templates."""

from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from models.files import write_template
from service.folders import whole_folder

if TYPE_CHECKING:
    pass


def template_into(console: Console, folder: Path) -> None:
    """Write the empty and the filled template, both or neither."""
    with whole_folder(folder, replacing=False) as partial:
        write_template(partial)
    console.print(f"An empty and a filled example are in {folder}", soft_wrap=True)
