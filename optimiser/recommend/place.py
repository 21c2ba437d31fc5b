"""The best places for a new visit, or for a package of visits, in a published roster whose shifts stay as they are."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from models.packages import Package
from models.request import RotaRequest
from models.roster import Duty, Roster
from optimiser.checks.objective import recompute
from optimiser.explain.unserved import ROOM_LEFT, TOO_DEAR, Unmade
from optimiser.ledger import ledger
from optimiser.recommend.figures import Figures
from optimiser.recommend.in_play import part_in_play
from optimiser.recommend.leads import SharedOut, ways
from optimiser.recommend.offers import Making, Moved, Offer, Offers
from optimiser.recommend.packages import with_package
from optimiser.recommend.published import Published
from optimiser.recommend.trial import Trial
from optimiser.routing.routing import Routing
from optimiser.routing.tasks import unserved_price
from optimiser.verdict import verdict

MOST_OFFERS = 5
FITS = (TOO_DEAR, ROOM_LEFT)
UNSERVED = ("required_unserved", "waiting_list_unserved")


def place(published: Published, package: Package, most: int = MOST_OFFERS) -> Offers:
    """Return the best offers for a package, each accepted by the referee.

    Args:
        published: the roster; visits in it may start later than told, inside their windows, and none sooner.
        package: one visit or many; visits beyond the request's horizon are counted and left to other weeks' requests.
        most: offers wanted.

    Raises:
        InputError: the package does not fit the request (E7103 to E7107, E2xxx).
    """
    request, visits = with_package(published.request, package)
    asked, beyond = len(visits), len(list(package.comings())) - len(visits)
    part, duties = part_in_play(published, request, visits)
    trial = Trial(part, duties, [visit.id for visit in visits])
    found: list[Offer] = []
    for way in ways(trial, most):
        offer = _offer(published, request, trial, way)
        if offer is not None:
            found.append(offer)
        if len(found) == most:
            break
    reason = "" if found else _reason(published, request, visits[0].id)
    ranked = sorted(found, key=lambda offer: (_whole_pence(request, offer), offer.added_travel_minutes))
    return Offers(package.id, asked, beyond, tuple(ranked), reason)


def _whole_pence(request: RotaRequest, offer: Offer) -> int:
    """Return an offer's price with that of the visits that it leaves unserved."""
    return offer.pence + sum(unserved_price(request, request.visit_by_id[visit_id]) for visit_id in offer.not_made)


def _offer(published: Published, request: RotaRequest, trial: Trial, way: SharedOut) -> Offer | None:
    """Return one way as an offer; None where the referee refuses it."""
    kept = trial.plan.copy_state()
    for row, found in way.steps:
        trial.take(row, found)
    changed = trial.changed()
    not_made = [trial.routing.tasks[row].visit_id or "" for row in trial.rows if not trial.is_placed(row)]
    dropped = tuple(trial.routing.tasks[row].visit_id or "" for _, found in way.steps for row in found.dropped)
    trial.plan.restore(kept)
    new_duties = {(duty.worker_id, duty.date): duty for duty in changed}
    after = [new_duties.get((duty.worker_id, duty.date), duty) for duty in trial.told]
    if verdict(published, request, changed):
        return None
    new = [trial.routing.tasks[row].visit_id or "" for row in trial.rows]
    terms = _terms(trial, after)
    return Offer(
        makings=_makings(published, request, after, new),
        not_made=tuple(not_made),
        dropped=dropped,
        dropped_pence=sum(unserved_price(request, request.visit_by_id[visit_id]) for visit_id in dropped),
        moved=_moved(trial.told, changed),
        added_travel_minutes=_travel(trial, changed),
        terms=terms,
        before=published.figures,
        after=_after(published.figures, request, set(new).difference(not_made), dropped, terms.get("mileage", 0)),
        duties=changed,
    )


def _terms(trial: Trial, after: Sequence[Duty]) -> dict[str, int]:
    """Return by how much each term of the objective changes, unserved visits aside; none that stays the same."""
    was, now = trial.terms_told, recompute(trial.request, Roster(duties=tuple(after)))
    return {name: now[name] - was[name] for name in now if now[name] != was[name] and name not in UNSERVED}


def _after(
    before: Figures, request: RotaRequest, made: set[str], dropped: Sequence[str], mileage_pence: int
) -> Figures:
    """Return the figures with these visits made and those dropped: the same paid time, and mileage alone costs more."""

    def minutes(visit_ids: Sequence[str]) -> int:
        visits = (request.visit_by_id[visit_id] for visit_id in visit_ids)
        return sum(visit.minutes * visit.workers_needed for visit in visits)

    return before.changed(minutes(sorted(made)) - minutes(dropped), mileage_pence)


def _makings(
    published: Published, request: RotaRequest, after: Sequence[Duty], visit_ids: Sequence[str]
) -> tuple[Making, ...]:
    """Return who makes the new visits, by time."""
    makers: dict[str, list[tuple[str, object]]] = {visit_id: [] for visit_id in visit_ids}
    starts: dict[str, datetime] = {}
    for duty in after:
        for visit in duty.visits:
            if visit.visit_id in makers:
                makers[visit.visit_id].append((duty.worker_id, visit.start))
                starts[visit.visit_id] = min(visit.start, starts.get(visit.visit_id, visit.start))
    made = [
        Making(
            visit_id=visit_id,
            start=starts[visit_id],
            worker_ids=tuple(worker_id for worker_id, _ in own),
            new_worker_ids=tuple(
                worker_id for worker_id, _ in own if not _knows(published, request, worker_id, visit_id)
            ),
        )
        for visit_id, own in makers.items()
        if own
    ]
    return tuple(sorted(made, key=lambda making: (making.start, making.visit_id)))


def _knows(published: Published, request: RotaRequest, worker_id: str, visit_id: str) -> bool:
    """Return whether a worker visited the person before, is preferred by them, or visits them in the roster."""
    user = request.service_user_by_id[request.visit_by_id[visit_id].service_user_id]
    visiting = {other for other, _ in published.visited_by.get(user.id, ())}
    return worker_id in {*user.known_worker_ids, *user.preferred_worker_ids, *visiting}


def _moved(before: Sequence[Duty], changed: Sequence[Duty]) -> tuple[Moved, ...]:
    """Return the visits told for another time, by worker and time."""
    told = {(duty.worker_id, visit.visit_id): visit.start for duty in before for visit in duty.visits}
    return tuple(
        Moved(visit.visit_id, duty.worker_id, told[duty.worker_id, visit.visit_id], visit.start)
        for duty in changed
        for visit in duty.visits
        if told.get((duty.worker_id, visit.visit_id), visit.start) != visit.start
    )


def _travel(trial: Trial, changed: Sequence[Duty]) -> int:
    """Return the minutes of travel that the changed duties gain, by the ledger."""
    keys = {(duty.worker_id, duty.date) for duty in changed}
    was = tuple(duty for duty in trial.told if (duty.worker_id, duty.date) in keys)
    minutes: Counter[bool] = Counter()
    for is_after, duties in ((True, tuple(changed)), (False, was)):
        table = ledger(trial.request, Roster(duties=duties))
        minutes[is_after] = int(table.loc[table["category"] == "travel", "minutes"].sum())
    return minutes[True] - minutes[False]


def _reason(published: Published, request: RotaRequest, visit_id: str) -> str:
    """Return why nobody can make a visit, told as for a plan."""
    code, sentence = Unmade(request, published.roster, Routing.of(request)).reason(visit_id)
    # A plan is free to have others start sooner; here nobody does.
    return "No duty has room while no other visit starts sooner than told." if code in FITS else sentence
