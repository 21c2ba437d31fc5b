"""`rota solve` and `rota demo`: plan a request, write the result, and say in small tables what was gained."""

from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from models.request import RotaRequest
from service.folders import require_usable, whole_folder
from service.live import live_line
from service.outputs import Bundle, make_bundle, write_all
from service.tables import print_result

if TYPE_CHECKING:
    from optimiser.gain import GainStep
    from optimiser.solve import SolveOptions

    from models.files import ReadReport


def plan_to_folder(
    console: Console,
    request: RotaRequest,
    out: Path,
    options: "SolveOptions",
    *,
    with_gain: bool = True,
    read_report: "ReadReport | None" = None,
) -> None:
    """Plan `request`, write everything about it into `out` and print what was gained.

    Raises:
        InputError: the request cannot be met, or `out` cannot be used; nothing is written then.
    """
    require_usable(out)
    bundle = _planned(console, request, options, with_gain=with_gain, read_report=read_report)
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
) -> Bundle:
    """Solve, score, and find out where the gain comes from where there is a roster of today to compare with."""
    from optimiser.solve import solve

    with live_line(console, "planning") as line:
        solution = solve(request, options, line.update)
    gain: tuple[GainStep, ...] = ()
    if with_gain and request.as_was:
        gain = _gain(console, request, options)
    return make_bundle(request, solution.roster, solution=solution, gain=gain, read_report=read_report)


def _gain(console: Console, request: RotaRequest, options: "SolveOptions") -> "tuple[GainStep, ...]":
    from optimiser.gain import where_the_gain_comes_from

    with live_line(console, "where the gain comes from"):
        return tuple(where_the_gain_comes_from(request, options))
