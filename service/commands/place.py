"""`rota place`: the best places for a new visit or a package in a published roster, as tables or JSON."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from models.files import read_request, read_roster
from models.files.documents import read_document
from models.packages import Package
from models.problems import InputError, Problem
from models.request import RotaRequest
from models.roster import Roster
from service.console import print_table
from service.folders import require_usable, whole_folder
from service.words import change, figure, pounds

if TYPE_CHECKING:
    from optimiser.recommend.figures import Figures
    from optimiser.recommend.offers import Offer, Offers
    from optimiser.recommend.published import Published


def place_package(
    console: Console, paths: tuple[Path, Path, Path], *, most: int, out: Path | None, take: int, as_json: bool
) -> int:
    """Print the best offers for a package, and return how many there are.

    Args:
        console: for the tables.
        paths: of the request, the roster and the package.
        most: offers wanted.
        out: a folder for the whole result with one of them taken; None = nothing is written.
        take: which one, from 1.
        as_json: JSON instead of tables.

    Raises:
        InputError: a file has problems, the roster breaks rules, the package does not fit the request, or there are
            not so many offers (E7114); nothing is written then.
    """
    request_path, roster_path, package_path = paths
    from optimiser.recommend.place import place
    from optimiser.recommend.published import Published

    if out is not None:
        require_usable(out)
    package = read_document(package_path, Package, "E7108", "a package")
    request, _ = read_request(request_path)
    published = Published.of(request, read_roster(roster_path, request))
    offers = place(published, package, most)
    if as_json:
        print(json.dumps(offers_document(offers), indent=2))
    else:
        _print(console, offers)
    if out is not None and offers.offers:
        _write(published, package, _chosen(offers, take), out)
    return len(offers.offers)


def _chosen(offers: "Offers", take: int) -> "Offer":
    if take > len(offers.offers):
        cause = f"there is no offer {take}, only {len(offers.offers)}"
        raise InputError([Problem(code="E7114", cause=cause, action="take one of those, or ask for --most more")])
    return offers.offers[take - 1]


def _write(published: "Published", package: Package, offer: "Offer", out: Path) -> None:
    """Write the whole result with an offer taken."""
    from optimiser.recommend.packages import with_package
    from optimiser.recommend.taken import taken

    request, _ = with_package(published.request, package)
    write_result(request, taken(published, request, offer.duties), out)


def write_result(request: RotaRequest, roster: Roster, out: Path) -> None:
    """Write everything about a roster into a folder, whole or not at all."""
    from service.bundle import make_bundle
    from service.outputs import write_all

    with whole_folder(out) as folder:
        write_all(make_bundle(request, roster), folder)


def offers_document(offers: "Offers") -> dict[str, Any]:
    """Return offers as JSON holds them; the same content as the tables, and the duties as they would be."""
    return {
        "package": offers.package_id,
        "visits_in_horizon": offers.asked,
        "visits_beyond": offers.beyond,
        "reason": offers.reason,
        "offers": [_offer_document(offer) for offer in offers.offers],
    }


def _offer_document(offer: "Offer") -> dict[str, Any]:
    return {
        "pence": offer.pence,
        "terms": dict(offer.terms),
        "visits": [
            {
                "visit_id": making.visit_id,
                "start": making.start.isoformat(),
                "worker_ids": list(making.worker_ids),
                "new_to_the_person": list(making.new_worker_ids),
            }
            for making in offer.makings
        ],
        "worker_ids": list(offer.worker_ids),
        "not_made": list(offer.not_made),
        "dropped": list(offer.dropped),
        "dropped_pence": offer.dropped_pence,
        "moved": [
            {
                "visit_id": moved.visit_id,
                "worker_id": moved.worker_id,
                "told": moved.told.isoformat(),
                "start": moved.start.isoformat(),
            }
            for moved in offer.moved
        ],
        "added_travel_minutes": offer.added_travel_minutes,
        "before": figures_document(offer.before),
        "after": figures_document(offer.after),
        "duties": [duty.model_dump(mode="json") for duty in offer.duties],
    }


def figures_document(figures: "Figures") -> dict[str, Any]:
    """Return contact time and cost as JSON holds them; contact time is of rostered paid minutes."""
    return {
        "contact_minutes": figures.contact_minutes,
        "rostered_paid_minutes": figures.rostered_paid_minutes,
        "contact_time_pct": figures.contact_time_pct,
        "cost_pence": figures.cost_pence,
        "cost_per_contact_hour_pence": figures.cost_per_contact_hour_pence,
    }


def figures_change(before: "Figures", after: "Figures") -> tuple[str, str]:
    """Return contact time and cost per contact hour after, each with its change."""
    contact = figure(after.contact_time_pct, "%"), _difference(before.contact_time_pct, after.contact_time_pct, "%")
    cost = (
        figure(after.cost_per_contact_hour_pence, "pence"),
        _difference(before.cost_per_contact_hour_pence, after.cost_per_contact_hour_pence, "pence"),
    )
    return f"{contact[0]} ({contact[1]})", f"{cost[0]} ({cost[1]})"


def _difference(before: float | None, after: float | None, unit: str) -> str:
    if before is None or after is None:
        return "-"
    if unit == "%":
        return f"{after - before:+.2f} points"
    return change(after - before, unit)


def _print(console: Console, offers: "Offers") -> None:
    beyond = f"; {offers.beyond} more lie beyond this request's dates" if offers.beyond else ""
    console.print(f"{offers.package_id}: {_visits(offers.asked)} in this request's dates{beyond}.", soft_wrap=True)
    if not offers.offers:
        console.print(f"No place: {offers.reason}", soft_wrap=True)
        return
    before = offers.offers[0].before
    contact = figure(before.contact_time_pct, "%")
    cost = figure(before.cost_per_contact_hour_pence, "pence")
    console.print(
        f"Now {contact} contact time, of rostered paid time, at {cost} a contact hour; price is what an offer adds on "
        "the prices page, displaced visits included.",
        soft_wrap=True,
    )
    headings = ("offer", "made", "price", "added travel", "contact time", "a contact hour", "displaces", "moves")
    rows = [_row(number, offer) for number, offer in enumerate(offers.offers, start=1)]
    print_table(console, "Offers, each accepted by the referee", headings, rows)
    for number, offer in enumerate(offers.offers, start=1):
        console.print(f"{number}: {_sentence(offer)}", soft_wrap=True)


def _row(number: int, offer: "Offer") -> tuple[str, ...]:
    return (
        f"{number} {_names(offer.worker_ids)}",
        f"{len(offer.makings)} of {len(offer.makings) + len(offer.not_made)}",
        pounds(offer.pence),
        f"{offer.added_travel_minutes:+d} min",
        *figures_change(offer.before, offer.after),
        f"{len(offer.dropped)}, {pounds(offer.dropped_pence)}" if offer.dropped else "nothing",
        _visits(len(offer.moved)) if offer.moved else "nothing",
    )


def _names(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _sentence(offer: "Offer") -> str:
    """Return an offer in words."""
    made = "; ".join(
        f"{making.start:%a %H:%M} {' and '.join(making.worker_ids)}"
        + (f" ({', '.join(making.new_worker_ids)} new to them)" if making.new_worker_ids else " (known)")
        for making in offer.makings
    )
    parts = [made]
    if offer.dropped:
        parts.append(f"drops {', '.join(offer.dropped)} from the waiting list")
    if offer.moved:
        parts.append(
            "moves "
            + ", ".join(f"{each.visit_id} from {each.told:%H:%M} to {each.start:%H:%M}" for each in offer.moved)
        )
    if offer.not_made:
        parts.append(f"leaves {', '.join(offer.not_made)} unmade")
    return ". ".join(f"{part[0].upper()}{part[1:]}" for part in parts) + "."


def _visits(count: int) -> str:
    return "1 visit" if count == 1 else f"{count} visits"
