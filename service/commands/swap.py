"""`rota swap`: who may take a duty that a worker offers, or what one proposed swap does, as tables or JSON."""

import datetime as calendar
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from models.files import read_request, read_roster
from models.problems import InputError, Problem
from models.roster import Duty
from service.commands.place import figures_change, figures_document, write_result
from service.console import print_table
from service.folders import require_usable
from service.report.words import day_name, span
from service.words import pounds

if TYPE_CHECKING:
    from optimiser.recommend.swaps import Answers, Exchange

Offered = tuple[str, calendar.date]
Wanted = tuple[str | None, calendar.date | None]


def tell_swap(
    console: Console, paths: tuple[Path, Path], offered: Offered, wanted: Wanted, *, out: Path | None, as_json: bool
) -> None:
    """Print who may take a worker's duty, or what a swap with one worker (against a duty of theirs) does.

    Args:
        console: for the tables.
        paths: of the request and the roster.
        offered: whose duty, on which date.
        wanted: who would take it, and the date of the duty they would give for it; None in both asks everybody.
        out: a folder for the whole result with the swap done; None = nothing is written.
        as_json: JSON instead of tables.

    Raises:
        InputError: a file has problems, the roster or the swap breaks rules, or there is no such worker or duty;
            nothing is written then.
    """
    from optimiser.recommend.hands import Move
    from optimiser.recommend.published import Published
    from optimiser.recommend.swaps import answers, duty_of, require_worker, swap
    from optimiser.recommend.taken import with_duties

    taker, date = wanted
    if taker is None and date is not None:
        action = "say with --with whose duty it is"
        raise InputError([Problem(code="E7113", cause="--for is given without --with", action=action)])
    if taker is None and out is not None:
        action = "say with --with who takes the duty"
        raise InputError([Problem(code="E7113", cause="--out is given without --with", action=action)])
    if out is not None:
        require_usable(out)
    request, _ = read_request(paths[0])
    published = Published.of(request, read_roster(paths[1], request))
    duty = duty_of(published, *offered)
    if taker is None:
        found = answers(published, duty)
        _tell(console, found, as_json=as_json)
        return
    require_worker(published, taker)
    moves = [Move(duty, taker)]
    if date is not None:
        moves.append(Move(duty_of(published, taker, date), offered[0]))
    exchange = swap(published, moves)
    if as_json:
        print(json.dumps(exchange_document(exchange), indent=2))
    else:
        _print_exchanges(console, "This swap, accepted by the referee", [exchange])
    if out is not None:
        write_result(request, with_duties(published, request, exchange.duties), out)


def _tell(console: Console, found: "Answers", *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answers_document(found), indent=2))
        return
    console.print(f"{_duty_words(found.offered)} is offered.", soft_wrap=True)
    _print_exchanges(console, "Who may take it", found.takers)
    _print_exchanges(console, "Duties it may be swapped for", found.swaps)
    for each in found.refused:
        console.print(f"{each.worker_id} may not take it, {each.rule}: {each.sentence}", soft_wrap=True)


def answers_document(found: "Answers") -> dict[str, Any]:
    """Return who may take a duty as JSON holds it."""
    return {
        "offered": found.offered.model_dump(mode="json"),
        "takers": [exchange_document(each) for each in found.takers],
        "swaps": [exchange_document(each) for each in found.swaps],
        "refused": [
            {"worker_id": each.worker_id, "rule": each.rule, "sentence": each.sentence} for each in found.refused
        ],
    }


def exchange_document(exchange: "Exchange") -> dict[str, Any]:
    """Return what a swap does as JSON holds it."""
    return {
        "moves": [
            {"from": move.duty.worker_id, "date": move.duty.date.isoformat(), "to": move.worker_id}
            for move in exchange.moves
        ],
        "pence": exchange.pence,
        "terms": dict(exchange.terms),
        "visits_lost": list(exchange.lost),
        "other_duties_changed": [
            {"worker_id": worker_id, "date": date.isoformat()} for worker_id, date in exchange.others
        ],
        "before": figures_document(exchange.before),
        "after": figures_document(exchange.after),
    }


def _print_exchanges(console: Console, title: str, exchanges: "Sequence[Exchange]") -> None:
    if not exchanges:
        console.print(f"{title}: none that the rules allow.")
        return
    headings = ("what", "price", "contact time", "a contact hour", "visits lost", "others' duties changed")
    rows = [
        (
            " for ".join(f"{_duty_words(move.duty)} to {move.worker_id}" for move in each.moves),
            pounds(each.pence),
            *figures_change(each.before, each.after),
            str(len(each.lost)),
            str(len(each.others)),
        )
        for each in exchanges
    ]
    print_table(console, title, headings, rows)
    for number, each in enumerate(exchanges, start=1):
        if each.lost:
            console.print(f"{number}: nobody would make {', '.join(each.lost)}.", soft_wrap=True)


def _duty_words(duty: Duty) -> str:
    return f"{duty.worker_id} {day_name(duty.date)} {span(duty.start, duty.end)}"
