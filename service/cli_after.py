"""The commands of `rota` that begin with a published roster: what it can still take, and what changes would do."""

from datetime import datetime
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
    out: Annotated[Path | None, typer.Option(help="a folder for the result with an offer taken")] = None,
    take: Annotated[int, typer.Option(min=1, help="which offer --out takes")] = 1,
    as_json: AsJson = False,
) -> None:
    """Offer the best places for a new visit or a package of visits; status 1 when there is none."""
    from service.commands.place import place_package

    with problems_told():
        found = place_package(console(), (request, roster, package), most=most, out=out, take=take, as_json=as_json)
    raise typer.Exit(0 if found else 1)


@after.command()
def capacity(
    request: RequestPath,
    roster: RosterPath,
    constituency: Annotated[
        list[str] | None, typer.Option(help="only this constituency; may be given more than once")
    ] = None,
    page: Annotated[Path | None, typer.Option(help="an .html file to write, with a heat map")] = None,
    as_json: AsJson = False,
) -> None:
    """Count the hours that a roster can still accept, by constituency, weekday and half-hour."""
    from service.commands.capacity import tell_capacity

    with problems_told():
        tell_capacity(console(), request, roster, constituency or (), page=page, as_json=as_json)


@after.command()
def swap(
    request: RequestPath,
    roster: RosterPath,
    worker: Annotated[str, typer.Argument(help="who offers a duty")],
    date: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="the duty's date")],
    with_worker: Annotated[
        str | None, typer.Option("--with", help="who would take it; everybody is asked unless told")
    ] = None,
    for_date: Annotated[
        datetime | None, typer.Option("--for", formats=["%Y-%m-%d"], help="the date of the duty they give for it")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="a folder for the result with the swap done")] = None,
    as_json: AsJson = False,
) -> None:
    """Say who may take a duty or swap it for one of theirs, or check one such swap."""
    from service.commands.swap import tell_swap

    with problems_told():
        wanted = with_worker, for_date.date() if for_date else None
        tell_swap(console(), (request, roster), (worker, date.date()), wanted, out=out, as_json=as_json)


@after.command()
def why(
    request: RequestPath,
    roster: Annotated[
        Path | None, typer.Argument(help="roster.json or a CSV; without one, whether the rules clash")
    ] = None,
    visit: Annotated[str | None, typer.Option(help="a visit that nobody makes")] = None,
    preference: Annotated[str | None, typer.Option(help="a wish that is refused")] = None,
    worker: Annotated[str | None, typer.Option(help="a worker: their wishes, and visits almost theirs")] = None,
    most: Annotated[
        int | None,
        typer.Option(min=1, help="how many visits and wishes in full, dearest first; 20, or 5 of a city, unless told"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say why visits are not made and what granting refused wishes would cost; which rules clash, without a roster."""
    from service.commands.why import tell_why

    with problems_told():
        tell_why(
            console(),
            request,
            roster,
            visit_id=visit,
            preference_id=preference,
            worker_id=worker,
            most=most,
            as_json=as_json,
        )


@after.command()
def replan(
    request: RequestPath,
    roster: RosterPath,
    changes: Annotated[Path, typer.Option(help="a .yaml or .json file: what has changed")],
    out: Annotated[Path | None, typer.Option(help="the folder to write; an earlier result there is replaced")] = None,
    now: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%dT%H:%M"], help="London time; what has begun by then stays")
    ] = None,
    at_most_duties: Annotated[
        int | None, typer.Option(min=0, help="duties that may change besides those of the changes themselves")
    ] = None,
    least_notice_hours: Annotated[int | None, typer.Option(min=0, help="nothing sooner changes for others")] = None,
    as_json: AsJson = False,
) -> None:
    """Re-plan a published roster after sickness, lateness, a new visit and the like, changing few duties."""
    from service.commands.replan import replan_to_folder

    with problems_told():
        replan_to_folder(
            console(),
            request,
            roster,
            changes,
            out,
            now=now,
            at_most_duties=at_most_duties,
            least_notice_hours=least_notice_hours,
            as_json=as_json,
        )


@after.command()
def stress(
    request: RequestPath,
    roster: RosterPath,
    weeks: Annotated[int, typer.Option(min=1, max=100_000, help="how many weeks to simulate")] = 1_000,
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="of every draw")] = 1,
    terms: Annotated[Path | None, typer.Option(help="a .yaml or .json file of what the weeks are drawn from")] = None,
    page: Annotated[Path | None, typer.Option(help="an .html file to write, with pictures")] = None,
    as_json: AsJson = False,
) -> None:
    """Simulate the week many times: how late visits begin, which duties break, what contact time is left."""
    from service.commands.stress import stress_roster

    with problems_told():
        stress_roster(console(), request, roster, terms_path=terms, weeks=weeks, seed=seed, page=page, as_json=as_json)


@after.command()
def whatif(
    request: RequestPath,
    study: Annotated[Path, typer.Argument(help="a .yaml or .json file of scenarios, levers and a target")],
    roster: Annotated[
        Path | None, typer.Option(help="roster.json or a CSV to set out from; one is planned first unless given")
    ] = None,
    seconds: Annotated[
        int | None, typer.Option(min=1, help="how many seconds to plan each scenario, 30 unless told")
    ] = None,
    work_limit: Annotated[int | None, typer.Option(min=1, help="how many steps to search instead of how long")] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="processes; one for each scenario being planned")] = 2,
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="where each search begins")] = 1,
    no_ceiling: Annotated[bool, typer.Option("--no-ceiling", help="do not work out each scenario's ceiling")] = False,
    page: Annotated[Path | None, typer.Option(help="an .html file to write, with pictures")] = None,
    as_json: AsJson = False,
) -> None:
    """Compare scenarios of a study side by side, and find the cheapest levers that reach its target."""
    from optimiser.studies.study import StudyOptions
    from service.commands.whatif import compare_scenarios

    with problems_told():
        limit = None if work_limit else float(seconds or 30)
        options = StudyOptions(limit, work_limit, workers, seed, with_ceiling=not no_ceiling)
        compare_scenarios(console(), request, study, options, roster_path=roster, page=page, as_json=as_json)
