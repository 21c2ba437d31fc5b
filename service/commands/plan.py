"""`rota solve` and `rota demo`: plan a request, write the result, and say in small tables what was gained."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from models.request import RotaRequest
from models.roster import Roster
from models.studies import Study
from optimiser.checks import check
from service.bundle import Bundle, make_bundle
from service.folders import require_usable, whole_folder
from service.live import live_line
from service.outputs import write_all
from service.tables import print_result

if TYPE_CHECKING:
    from models.files import ReadReport
    from optimiser.explain.explanation import Explanation
    from optimiser.gain import GainStep
    from optimiser.recommend.capacity import Room
    from optimiser.solve import SolveOptions
    from optimiser.studies.result import StudyResult

OUR_FAULT = 3
MOST_VISITS, MOST_WISHES = 4, 3  # explained in full in the report; `rota why` explains any other


def plan_to_folder(
    console: Console,
    request: RotaRequest,
    out: Path,
    options: "SolveOptions",
    *,
    with_gain: bool = True,
    read_report: "ReadReport | None" = None,
    study_path: Path | None = None,
) -> None:
    """Plan `request`, write everything about it into `out` and print what was gained.

    Raises:
        InputError: the request cannot be met, the study has problems, or `out` cannot be used; nothing is written then.
    """
    require_usable(out)
    study = None if study_path is None else _study(request, study_path)
    bundle = _planned(console, request, options, with_gain=with_gain, read_report=read_report, study=study)
    with whole_folder(out) as folder:
        write_all(bundle, folder)
    print_result(console, bundle, out)


def _planned(
    console: Console,
    request: RotaRequest,
    options: "SolveOptions",
    *,
    with_gain: bool,
    read_report: "ReadReport | None",
    study: Study | None,
) -> Bundle:
    """Solve, score, and find out where the gain comes from where there is a roster of today to compare with."""
    from optimiser.ceiling.ceiling import ceiling
    from optimiser.ceiling.promise import Promise
    from optimiser.referee import RefereeError
    from optimiser.solve import solve

    try:
        with live_line(console, "planning") as line:
            solution = solve(request, options, line.update)
    except RefereeError as fault:
        first, *others = str(fault).splitlines()
        typer.echo(
            f"E6006 our own roster was refused, {first} (and {len(others)} more); tell us, it is our fault", err=True
        )
        raise typer.Exit(OUR_FAULT) from fault
    gain = _gain(console, request, solution.roster, options) if with_gain and request.as_was else []
    with live_line(console, "what no roster can better"):
        most = ceiling(request, promise=Promise.whole(request).kept_by(solution.roster))
    return make_bundle(
        request,
        solution.roster,
        solution=solution,
        gain=gain,
        ceiling=most,
        read_report=read_report,
        explanation=_explanation(console, request, solution.roster) if with_gain else None,
        rooms=_rooms(console, request, solution.roster, options.workers) if with_gain else (),
        study=None if study is None else _what_if(console, request, study, solution.roster, options),
    )


def _study(request: RotaRequest, path: Path) -> Study:
    """Read a study and refuse one that cannot be solved, before anything is planned."""
    from models.files.documents import read_document
    from optimiser.studies.problems import IN_THE_FILE
    from optimiser.studies.study import require_solvable

    study = read_document(path, Study, IN_THE_FILE, "a study")
    require_solvable(request, study)
    return study


def _what_if(
    console: Console, request: RotaRequest, study: Study, planned: Roster, options: "SolveOptions"
) -> "StudyResult":
    """Solve a study's scenarios, each for a share of the plan's limit, all setting out from the plan."""
    from optimiser.studies.study import StudyOptions, what_if

    with live_line(console, f"what if: {len(study.scenarios) + 1} scenarios"):
        return what_if(request, study, StudyOptions.beside(options), planned)


def _rooms(console: Console, request: RotaRequest, planned: Roster, workers: int) -> "list[Room]":
    """Count the hours that the plan can still accept; where our own count is refused, the plan is kept without it."""
    from optimiser.recommend.rooms import rooms
    from optimiser.referee import RefereeError

    try:
        with live_line(console, "room left"):
            return rooms(request, planned, workers)
    except RefereeError as fault:
        first = str(fault).partition("\n")[0]
        console.print(f"Room left is left out: our own count was refused, {first}; tell us.", soft_wrap=True)
        return []


def _explanation(console: Console, request: RotaRequest, planned: Roster) -> "Explanation":
    """Say why the dearest visits are left and what the strongest refused wishes would cost."""
    from optimiser.explain.explanation import Explainer

    with live_line(console, "what stands in the way"):
        return Explainer(request, planned).whole(MOST_VISITS, MOST_WISHES)


def _gain(console: Console, request: RotaRequest, planned: Roster, options: "SolveOptions") -> "list[GainStep]":
    """Free one thing after another; where today's roster breaks rules there is nothing to start from, and we say so."""
    from optimiser.gain import where_the_gain_comes_from

    if check(request, Roster(duties=request.as_was)):
        console.print(
            "Where the gain comes from is left out: today's roster breaks rules (see `rota check`), so its rounds "
            "cannot be kept while one thing after another is freed.",
            soft_wrap=True,
        )
        return []
    with live_line(console, "where the gain comes from"):
        return where_the_gain_comes_from(request, planned, options)
