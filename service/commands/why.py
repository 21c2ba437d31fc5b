"""`rota why`: why nobody makes a visit, what a refused wish would cost, which rules clash; as sentences or JSON."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from models.files import read_request, read_roster
from models.integrity import find_problems
from models.problems import InputError, Problem
from models.request import RotaRequest
from optimiser.parts import is_large
from service.live import live_line
from service.report.words import count

if TYPE_CHECKING:
    from optimiser.explain.explanation import Explainer, Explanation
    from optimiser.explain.unserved import Why

MOST, MOST_OF_LARGE = 20, 5  # in full: of the demo city a visit takes 0.8 processor seconds, a wish 2


def tell_why(
    console: Console,
    request_path: Path,
    roster_path: Path | None,
    *,
    visit_id: str | None,
    preference_id: str | None,
    worker_id: str | None,
    most: int | None,
    as_json: bool,
) -> None:
    """Print why a roster leaves what it leaves, or, without one, whether the request's rules can be kept together.

    Raises:
        InputError: a file has problems, the roster breaks rules, an id is not known or there is nothing to explain.
    """
    request, _ = read_request(request_path)
    if roster_path is None:
        _tell_clashes(console, request, as_json=as_json)
        return
    asked = [each for each in (visit_id, preference_id, worker_id) if each is not None]
    if len(asked) > 1:
        action = "give one of --visit, --preference and --worker"
        raise InputError([Problem(code="E7206", cause="more than one thing is asked about", action=action)])
    most = most or (MOST_OF_LARGE if is_large(request) else MOST)
    with live_line(console, "trying what nobody does"):
        found = _explainer(request, roster_path).asked(visit_id, preference_id, worker_id, most)
    if as_json:
        print(found.model_dump_json(indent=2))
        return
    for line in lines(found):
        console.print(line, soft_wrap=True)


def _explainer(request: RotaRequest, roster_path: Path) -> "Explainer":
    from optimiser.explain.explanation import Explainer
    from optimiser.standing import standing

    roster = read_roster(roster_path, request)
    return Explainer(request, roster, standing(request, roster).routing)


def _tell_clashes(console: Console, request: RotaRequest, *, as_json: bool) -> None:
    """Print which rules clash in a request that cannot be met, or that shifts exist that keep them all."""
    from optimiser.conflicts import explain_infeasible
    from optimiser.preflight import preflight
    from optimiser.shifts import candidate_shifts

    problems = find_problems(request) or list(preflight(request).fatal)
    problems = problems or explain_infeasible(request, candidate_shifts(request))
    if as_json:
        print(json.dumps([problem.model_dump(mode="json") for problem in problems], indent=2))
        return
    for problem in problems:
        console.print(str(problem), soft_wrap=True)
    if not problems:
        console.print("Shifts exist that keep every rule about shifts together.", soft_wrap=True)


def lines(found: "Explanation") -> Iterator[str]:
    """Yield an explanation in sentences."""
    if found.terms and not found.visits:
        yield "Every visit is made."
    for why in found.visits:
        yield from _visit_lines(why)
    if found.more_visits:
        others = ", ".join(f"{number} for {code}" for code, number in found.more_visits.items())
        yield f"{count(sum(found.more_visits.values()), 'more visit')} that nobody makes: {others}; --most shows more."
    if found.terms and not found.wishes:
        yield "No wish is refused."
    for granting in found.wishes:
        yield f"Wish {granting.preference_id}: {granting.sentence}"
    if found.more_wishes:
        yield f"{count(found.more_wishes, 'more wish', 'more wishes')} refused; --most shows more."
    if found.terms:
        yield "What the plan weighs:"
    for term in found.terms:
        if term.pence:
            yield f"  {term.sentence}"


def _visit_lines(why: "Why") -> Iterator[str]:
    yield f"Visit {why.visit_id} ({why.reason_code}): {why.reason}"
    yield from (f"  {miss.code}: {miss.sentence}." for miss in why.nearest)
    if why.change is not None:
        yield f"  Cheapest change found: {why.change.told}."
