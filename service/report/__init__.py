"""The report: a whole result on one self-contained page that opens from a file, with nothing to install or fetch."""

from pathlib import Path

from service.bundle import Bundle
from service.report.page import render

__all__ = ["render", "write_report"]


def write_report(bundle: Bundle, path: Path) -> None:
    """Write the report of a result as one HTML page.

    Args:
        bundle: the result.
        path: the file to write; its folder must exist.
    """
    path.write_text(render(bundle), encoding="utf-8")
