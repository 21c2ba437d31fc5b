"""The commands of `rota` that begin with a published roster: what it can still take, and what changes would do."""

from pathlib import Path
from typing import Annotated

import typer

from service.arguments import AsJson, RequestPath, RosterPath
from service.console import console, problems_told

after = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@after.command()
def place(
    request: RequestPath,
    roster: RosterPath,
    package: Annotated[Path, typer.Argument(help="a .yaml or .json file: one visit, or visits over days and weeks")],
    most: Annotated[int, typer.Option(min=1, max=50, help="how many offers")] = 5,
    as_json: AsJson = False,
) -> None:
    """Offer the best places for a new visit or a package of visits; status 1 when there is none."""
    from service.commands.place import place_package

    with problems_told():
        found = place_package(console(), request, roster, package, most=most, as_json=as_json)
    raise typer.Exit(0 if found else 1)
