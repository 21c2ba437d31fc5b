"""The command line `rota`: plan, check and score a week's rota, write templates, serve the API."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.problems import InputError, Problem
from optimiser.versions import versions
from service.arguments import RequestPath, RosterPath
from service.cli_after import after
from service.cli_running import running
from service.console import console, problems_told

if TYPE_CHECKING:
    from optimiser.solve import SolveOptions

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)

DEFAULT_SECONDS = 60


class Scenario(StrEnum):
    """The demo services that come with the project."""

    TEAM = "team"
    CITY = "city"


DEMO_SECONDS = {Scenario.TEAM: 45, Scenario.CITY: 480}

Out = Annotated[Path, typer.Option(help="the folder to write; an earlier result there is replaced")]
Seconds = Annotated[int | None, typer.Option(min=1, help="how many seconds to plan, 60 unless told")]
DemoSeconds = Annotated[
    int | None, typer.Option(min=1, help="how many seconds to plan; 45 for the team, 480 for the city unless told")
]
WorkLimit = Annotated[
    int | None,
    typer.Option(
        min=1, help="how many steps to search instead of how long: one worker gives the same roster each time"
    ),
]
Workers = Annotated[
    int | None, typer.Option(min=1, max=64, help="processes to use; 2, or 1 with a work limit, unless told")
]
Seed = Annotated[int, typer.Option(min=0, max=2**31 - 1, help="where the search begins")]
SkipRejected = Annotated[bool, typer.Option("--skip-rejected", help="leave rejected rows out, and list them")]
NoGain = Annotated[bool, typer.Option("--no-gain", help="do not work out gain, reasons and room left")]


def _options(
    seconds: int, time_limit: int | None, work_limit: int | None, workers: int | None, seed: int
) -> "SolveOptions":
    """Return the options of a solve: a clock, or a work limit, never both."""
    from optimiser.solve import SolveOptions

    if work_limit is None:
        return SolveOptions(time_limit_seconds=time_limit or seconds, workers=workers or 2, seed=seed)
    if time_limit is None:
        return SolveOptions(time_limit_seconds=None, work_limit=work_limit, workers=workers or 1, seed=seed)
    problem = Problem(code="E6005", cause="both --time-limit and --work-limit are given", action="give one of them")
    raise InputError([problem])


@app.command()
def demo(
    out: Out,
    scenario: Annotated[Scenario, typer.Argument(help="which demo service")] = Scenario.TEAM,
    time_limit: DemoSeconds = None,
    work_limit: WorkLimit = None,
    workers: Workers = None,
    seed: Seed = 1,
    no_gain: NoGain = False,
) -> None:
    """Plan the week of a demo team or city."""
    from service.commands.plan import plan_to_folder

    with problems_told():
        options = _options(DEMO_SECONDS[scenario], time_limit, work_limit, workers, seed)
        import fixtures

        plan_to_folder(console(), fixtures.load(scenario.value), out, options, with_gain=not no_gain)


@app.command()
def solve(
    request: RequestPath,
    out: Out,
    time_limit: Seconds = None,
    work_limit: WorkLimit = None,
    workers: Workers = None,
    seed: Seed = 1,
    skip_rejected: SkipRejected = False,
    no_gain: NoGain = False,
    study: Annotated[
        Path | None, typer.Option(help="a .yaml or .json file of scenarios to compare with the plan in its report")
    ] = None,
) -> None:
    """Plan a rota request and write everything about it."""
    from service.commands.files import read
    from service.commands.plan import plan_to_folder

    with problems_told():
        options = _options(DEFAULT_SECONDS, time_limit, work_limit, workers, seed)
        given, report = read(console(), request, skip_rejected=skip_rejected)
        plan_to_folder(console(), given, out, options, with_gain=not no_gain, read_report=report, study_path=study)


@app.command()
def check(
    request: RequestPath,
    roster: RosterPath,
    as_json: Annotated[bool, typer.Option("--json", help="print a JSON list instead of sentences")] = False,
) -> None:
    """Judge a roster; status 1 when it breaks any rule."""
    from service.commands.judge import check_roster

    with problems_told():
        violations = check_roster(request, roster, as_json=as_json)
    raise typer.Exit(1 if violations else 0)


@app.command()
def score(request: RequestPath, roster: RosterPath) -> None:
    """Print contact time and cost of any roster."""
    from service.commands.judge import score_roster

    with problems_told():
        score_roster(console(), request, roster)


@app.command()
def ceiling(
    request: RequestPath,
    passes: Annotated[
        int | None, typer.Option(min=1, help="how often to go over all workers; by the request's size unless told")
    ] = None,
    whatever: Annotated[
        bool, typer.Option("--whatever", help="of rosters that leave promised visits and trainings out, too")
    ] = False,
    figure_only: Annotated[bool, typer.Option("--figure-only", help="do not work out what holds it down")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON instead of sentences")] = False,
) -> None:
    """Prove what contact time no roster can better, and say what holds it down."""
    from service.commands.limit import tell_ceiling

    with problems_told():
        tell_ceiling(
            console(), request, passes=passes, promised=not whatever, explained=not figure_only, as_json=as_json
        )


@app.command()
def template(folder: Annotated[Path, typer.Argument(help="a new or empty folder")]) -> None:
    """Write an empty and a filled example request."""
    from service.commands.files import template_into

    with problems_told():
        template_into(console(), folder)


app.add_typer(after)
app.add_typer(running)


def _print_version(asked: bool) -> None:
    if asked:
        own, *others = (f"{name} {number}" for name, number in versions().items())
        typer.echo(f"{own} ({', '.join(others)})")
        raise typer.Exit


@app.callback()
def rota(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="print the versions and exit")
    ] = False,
) -> None:
    """Plan an enablement team's week: more of the paid time is contact time, inside the promised terms."""


def main() -> None:
    """Run the command line."""
    app()
