"""Duties that change hands: who may take one, what a swap does, and the roster that comes of it."""

import datetime as calendar
from dataclasses import dataclass
from typing import Any

from service.rosters.keeping import checked_roster
from service.rosters.making.changing import NewVersion
from service.rosters.making.papers import Papers, published_of


@dataclass(frozen=True)
class Hand:
    """A worker's duty of a date."""

    worker_id: str
    date: calendar.date


@dataclass(frozen=True)
class Deal:
    """A duty that changes hands: who gives it, who takes it, and which duty of theirs they give for it, if any."""

    given: Hand
    taker_id: str
    returned_date: calendar.date | None


def takers(papers: Papers, given: Hand, most: int) -> dict[str, Any]:
    """Return who may take a duty, ranked, and who may not and why, as `rota swap --json` tells it.

    Raises:
        InputError: there is no such worker (E7110) or duty (E7111).
    """
    from optimiser.recommend.swaps import answers, duty_of
    from service.commands.swap import answers_document

    published = published_of(papers)
    return answers_document(answers(published, duty_of(published, given.worker_id, given.date), most))


def effect(papers: Papers, deal: Deal) -> dict[str, Any]:
    """Return what a swap does: its price, the visits that nobody makes then, and whose duties change besides.

    Raises:
        InputError: it breaks rules, each of them named (E7112); or there is no such worker or duty (E7110, E7111).
    """
    return _exchanged(papers, deal)[0]


def swapped_version(papers: Papers, deal: Deal) -> NewVersion:
    """Return the roster with a swap done, told as `effect` does; raises as that does."""
    from optimiser.recommend.taken import with_duties

    told, duties = _exchanged(papers, deal)
    published = published_of(papers)
    roster = with_duties(published, published.request, duties)
    return NewVersion(checked_roster(published.request, roster), told)


def _exchanged(papers: Papers, deal: Deal) -> tuple[dict[str, Any], Any]:
    from optimiser.recommend.hands import Move
    from optimiser.recommend.swaps import duty_of, require_worker, swap
    from service.commands.swap import exchange_document

    published = published_of(papers)
    duty = duty_of(published, deal.given.worker_id, deal.given.date)
    require_worker(published, deal.taker_id)
    moves = [Move(duty, deal.taker_id)]
    if deal.returned_date is not None:
        moves.append(Move(duty_of(published, deal.taker_id, deal.returned_date), deal.given.worker_id))
    exchange = swap(published, moves)
    return exchange_document(exchange), exchange.duties
