"""The report as one HTML text: every section's view put into the templates, style and script inside."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from service.bundle import Bundle
from service.report import palette, words
from service.report.sections import (
    days,
    demand,
    gains,
    headline,
    paid_hour,
    room,
    roster_grid,
    routes,
    run,
    tables,
    unserved,
    what_if,
    wishes,
)

HERE = Path(__file__).parent
SECTIONS = (
    ("headline", "Headline", headline.view),
    ("gains", "Where the gain comes from", gains.view),
    ("paid-hour", "Where the paid hour goes", paid_hour.view),
    ("roster", "The roster", roster_grid.view),
    ("days", "Each day", days.view),
    ("routes", "Routes on the map", routes.view),
    ("demand", "Demand and staff", demand.view),
    ("unserved", "Visits not made", unserved.view),
    ("wishes", "Wishes", wishes.view),
    ("room", "Room left", room.view),
    ("what-if", "What if", what_if.view),
    ("tables", "Time and cost in tables", tables.view),
    ("run", "What was weighed, and the run", run.view),
)
"""Key (the template's name and the anchor), heading and view of each section, in the page's order."""


@cache
def environment() -> Environment:
    """Return what fills the templates in: their folder, and the words for figures."""
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for word in (words.pounds, words.whole_pounds, words.percent, words.hours, words.count, words.signed, words.share):
        templates.filters[word.__name__] = word
    return templates


def render(bundle: Bundle) -> str:
    """Return the page for a result."""
    return (
        environment()
        .get_template("page.html")
        .render(
            request=bundle.request,
            has_as_was=bundle.as_was is not None,
            dates=(words.long_date(bundle.request.horizon.dates[0]), words.long_date(bundle.request.horizon.dates[-1])),
            sections=[(key, title, view(bundle)) for key, title, view in SECTIONS],
            colours=Markup(palette.stylesheet()),
            style=Markup((HERE / "static" / "report.css").read_text(encoding="utf-8")),
            script=Markup((HERE / "static" / "report.js").read_text(encoding="utf-8")),
        )
    )
