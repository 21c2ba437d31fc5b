"""What several commands of `rota` take, said once."""

from pathlib import Path
from typing import Annotated

import typer

RequestPath = Annotated[Path, typer.Argument(help="a folder of CSV files, an .xlsx workbook or a .json file")]
RosterPath = Annotated[Path, typer.Argument(help="roster.json, or a CSV typed or exported by hand")]
AsJson = Annotated[bool, typer.Option("--json", help="print JSON instead of tables")]
