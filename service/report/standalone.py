"""A page of its own in the report's style: some sections with their templates, style and script inside."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from service.report import palette
from service.report.page import HERE, environment


def standalone(product: str, heading: str, sentence: str, sections: Sequence[tuple[str, str, Any]], footer: str) -> str:
    """Return the page.

    Args:
        product: what it is about, above the heading.
        heading: the page's.
        sentence: the one that matters, below the heading.
        sections: key (the template's name and the anchor), heading and view of each.
        footer: what it was made from.
    """
    return (
        environment()
        .get_template("standalone.html")
        .render(
            product=product,
            heading=heading,
            sentence=sentence,
            sections=sections,
            footer=footer,
            colours=Markup(palette.stylesheet()),
            style=Markup((HERE / "static" / "report.css").read_text(encoding="utf-8")),
            script=Markup((HERE / "static" / "report.js").read_text(encoding="utf-8")),
        )
    )


def write_page(text: str, path: Path) -> None:
    """Write a page; its folder must exist."""
    path.write_text(text, encoding="utf-8")
