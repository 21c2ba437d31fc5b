"""The command line `rota-bench`: the engine against public instances, its peers, a glued pipeline and its own past.

Each command imports what it measures only when it runs, so that a missing extra is told by the command that needs it.
"""

from pathlib import Path
from typing import Annotated

import typer

from service.console import console, problems_told

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)

Json = Annotated[Path | None, typer.Option("--json", help="write the rows, with machine, versions and date, here")]
Seeds = Annotated[int, typer.Option(min=1, max=100, help="how many seeds, from 1")]
Limits = Annotated[list[float] | None, typer.Option("--seconds", min=0.5, help="time limit; may be given again")]
Seconds = Annotated[float, typer.Option(min=1, help="time limit of each run")]
Visits = Annotated[list[int] | None, typer.Option(min=1, help="visits of the request; may be given again")]
Measured = Annotated[Path, typer.Argument(help="a file that --json wrote")]


@app.command()
def public(
    set_name: Annotated[str, typer.Option("--set", help="which set of public instances")],
    time: Annotated[str, typer.Option(help="seconds an instance, or `published`: the authors' own")] = "published",
    seeds: Annotated[str, typer.Option(help="whole numbers with commas between")] = "1",
    workers: Annotated[int, typer.Option(min=1, max=64, help="processes or threads the engine may use")] = 2,
    json: Json = None,
    data: Annotated[Path | None, typer.Option(help="a folder of other instances of the same set")] = None,
    solutions: Annotated[Path | None, typer.Option(help="a folder for the solutions, in the published format")] = None,
    instances: Annotated[str, typer.Option(help="names with commas between; all unless told")] = "",
) -> None:
    """Solve public instances and set our totals beside the published ones."""
    from benchmarks.public.command import run_public

    with problems_told():
        status = run_public(set_name, time, seeds, workers, json, data, solutions, instances)
    raise typer.Exit(status)


@app.command()
def peers(
    visits: Visits = None,
    seconds: Limits = None,
    seeds: Seeds = 1,
    engine: Annotated[list[str] | None, typer.Option(help="who plays; all who are installed unless told")] = None,
    json: Json = None,
) -> None:
    """Route generated home-care days with this engine and with solvers a team could pick instead."""
    from benchmarks.peers.command import run_peers

    with problems_told():
        run_peers(console(), visits or [100, 400, 1_000], seconds or [10.0, 60.0], seeds, engine or [], json)


@app.command()
def pipeline(seconds: Seconds = 60.0, seeds: Seeds = 3, json: Json = None) -> None:
    """Plan the team's week with this engine and with the pipeline a good engineer would glue together."""
    from benchmarks.pipeline.command import run_pipeline

    with problems_told():
        run_pipeline(console(), seconds, seeds, json)


@app.command()
def growth(
    visits: Visits = None,
    seconds: Annotated[float, typer.Option(min=1, help="most seconds of a run")] = 1_200.0,
    json: Json = None,
) -> None:
    """Time the first checked roster on ever larger services, and fit the exponent."""
    from benchmarks.growth import run_growth

    with problems_told():
        run_growth(console(), visits or [600, 1_200, 2_500, 6_000, 12_000], seconds, json)


@app.command()
def regress(json: Json = None) -> None:
    """Measure the fast set: quality at fixed work limits, speed as a ratio to a calibration loop."""
    from benchmarks.regress import run_regress

    with problems_told():
        run_regress(console(), json)


@app.command()
def compare(before: Measured, after: Measured) -> None:
    """Show each instance's change; status 1 when one is worse by more than the stated tolerances."""
    from benchmarks.compare import run_compare

    with problems_told():
        worse = run_compare(console(), before, after)
    raise typer.Exit(1 if worse else 0)


@app.command()
def draw(
    results: Annotated[Path | None, typer.Argument(help="a folder of files that --json wrote")] = None,
) -> None:
    """Draw the results beside them, as SVG: quality against time for each instance, and the cost of growth."""
    from benchmarks.draw import run_draw

    with problems_told():
        run_draw(console(), results)


@app.callback()
def bench() -> None:
    """Measure the engine: against its peers, public instances, a glued pipeline and its own past."""


def main() -> None:
    """Run the command line."""
    app()
