"""What a roster costs on the prices page, term by term and to the penny, recomputed without the solver."""

from collections import Counter
from collections.abc import Callable, Iterator

from models.base import Employment
from models.request import RotaRequest
from models.roster import Roster
from models.visits import Need, Timing, Visit
from models.wishes import Preference, PreferenceKind
from models.workers import Worker
from optimiser.checks.idle_time import idle_minutes, waiting_minutes
from optimiser.checks.line_counts import Miss, incomplete_weekends, misses
from optimiser.checks.roster_index import RosterIndex
from optimiser.checks.rostered_duty import RosteredDuty
from optimiser.checks.wishes import is_granted


def recompute(request: RotaRequest, roster: Roster) -> dict[str, int]:
    """Return every term of the objective in pence, in the order of optimiser/MEANING.md; their sum is the objective.

    Args:
        request: a sound request.
        roster: any roster; what R00 reports is passed over, and a visit counts as made when anybody makes it.
    """
    index = RosterIndex(request, roster)
    return {name: term(index) for name, term in TERMS.items()}


def round_half_up(numerator: int, denominator: int) -> int:
    """Return the quotient rounded to a whole number, halves up."""
    return (2 * numerator + denominator) // (2 * denominator)


def required_unserved(index: RosterIndex) -> int:
    """Return the price of required visits nobody makes."""
    prices = index.request.prices
    return _unserved(index, Need.REQUIRED, prices.required_visit_unserved, prices.required_minute_unserved)


def waiting_list_unserved(index: RosterIndex) -> int:
    """Return the price of waiting-list visits nobody makes."""
    prices = index.request.prices
    return _unserved(index, Need.WAITING_LIST, prices.waiting_list_visit_unserved, prices.waiting_list_minute_unserved)


def _unserved(index: RosterIndex, need: Need, each: int, a_minute: int) -> int:
    missed = [visit for visit in index.request.visits if visit.need is need and visit.id not in index.makings]
    critical = index.request.prices.time_critical_visit_unserved
    return sum(_unserved_price(visit, each, a_minute, critical) for visit in missed)


def _unserved_price(visit: Visit, each: int, a_minute: int, critical: int) -> int:
    if visit.unserved_price_pence is not None:
        return visit.unserved_price_pence
    return each + a_minute * visit.minutes * visit.workers_needed + critical * visit.time_critical


def training_not_held(index: RosterIndex) -> int:
    """Return the price of trainings in no duty."""
    held = {planned.training_id for duty in index.roster.duties for planned in duty.trainings}
    return index.request.prices.training_not_held * len(index.request.training_by_id.keys() - held)


def under_cover(index: RosterIndex) -> int:
    """Return the price of duties that covers lack."""
    covers = index.request.covers
    return sum(max(0, cover.wanted - index.covering.duties_for(cover)) * cover.under_pence for cover in covers)


def over_cover(index: RosterIndex) -> int:
    """Return the price of duties that covers have too many."""
    covers = index.request.covers
    return sum(max(0, index.covering.duties_for(cover) - cover.wanted) * cover.over_pence for cover in covers)


def overtime_pay(index: RosterIndex) -> int:
    """Return permanent workers' pay for minutes above contract, rounded for each worker and week."""
    percent = index.request.prices.overtime_percent
    return sum(
        round_half_up(max(0, paid - contract) * worker.pay_pence_per_hour * percent, 6_000)
        for worker in _permanent(index)
        for paid, contract in _paid_and_contract(index, worker)
    )


def bank_pay(index: RosterIndex) -> int:
    """Return bank and agency workers' basic pay for their duties, rounded for each worker and week."""
    return sum(
        round_half_up(index.duty_minutes(worker, week) * worker.pay_pence_per_hour, 60)
        for worker in index.request.workers
        if worker.employment is not Employment.PERMANENT
        for week in index.weeks
    )


def mileage(index: RosterIndex) -> int:
    """Return the mileage of every paid leg."""
    return sum(
        index.journeys.pence(leg.origin_place, leg.destination_place, each.worker.travel_mode)
        for each in index.duties
        for leg in each.legs()
    )


def waiting(index: RosterIndex) -> int:
    """Return the price of minutes between stops with nothing to do."""
    minutes = sum(waiting_minutes(index, each, part) for each in index.duties for part in each.duty.parts)
    return index.request.prices.waiting_minute * minutes


def most_idle(index: RosterIndex) -> int:
    """Return the price of the idle minutes of the idlest part of a duty that covers no post."""
    with_rounds = (each for each in index.duties if each.duty.post_id is None)
    idle = [idle_minutes(index, each, part) for each in with_rounds for part in each.duty.parts]
    return index.request.prices.most_idle_minute * max(idle, default=0)


def lateness(index: RosterIndex) -> int:
    """Return the price of late starts."""
    return index.request.prices.late_minute * sum(timing.late_minutes for timing in _timings(index))


def earliness(index: RosterIndex) -> int:
    """Return the price of early starts."""
    return index.request.prices.early_minute * sum(timing.early_minutes for timing in _timings(index))


def _timings(index: RosterIndex) -> Iterator[Timing]:
    """Yield how late or early each visit is started: once, or by each worker where they need not start together."""
    for visit_id, makings in index.makings.items():
        visit = index.request.visit_by_id[visit_id]
        starts = sorted(each.start for each in makings)
        for start in starts[:1] if visit.starts_together else starts:
            if timing := visit.timing(start, index.request.prices):
                yield timing


def preferences(index: RosterIndex) -> int:
    """Return the price of wishes refused, by strength or at their own."""
    by_strength = index.request.prices.preference_refused
    return sum(wish.strength * by_strength if wish.pence is None else wish.pence for wish in _refused(index))


def fairness(index: RosterIndex) -> int:
    """Return the price of refusing wishes to those who were refused before."""
    refused = Counter(wish.worker_id for wish in _refused(index) if wish.pence is None)
    steps = sum(
        worker.carried.wishes_refused + number
        for worker in index.request.workers
        for number in range(refused[worker.id])
    )
    return index.request.prices.fairness * steps


def _refused(index: RosterIndex) -> list[Preference]:
    """Return the wishes refused, each `cannot` left to R02."""
    return [
        wish
        for wish in index.request.preferences
        if wish.kind is not PreferenceKind.CANNOT
        and wish.worker_id in index.duties_by_worker
        and not is_granted(wish, _concerned(index, wish))
    ]


def _concerned(index: RosterIndex, wish: Preference) -> list[RosteredDuty]:
    """Return the duties that may grant or refuse a wish: those of its date, or any that may reach into its span."""
    if wish.span is None:
        return index.duties_on(wish.worker_id, wish.date)
    return index.duties_by_worker[wish.worker_id]


def line_terms(index: RosterIndex) -> int:
    """Return the price of lines that are not as their terms ask."""
    return sum(_line_pence(index, worker) for worker in index.request.workers)


def _line_pence(index: RosterIndex, worker: Worker) -> int:
    terms = index.request.line_terms_by_id.get(worker.line_terms_id or "")
    if terms is None:
        return 0
    a_weekend = terms.incomplete_weekend_pence
    weekends = a_weekend * incomplete_weekends(index, worker) if a_weekend else 0
    return weekends + sum(_miss_pence(miss) for miss in misses(index, worker))


def _miss_pence(miss: Miss) -> int:
    return miss.short * (miss.bound.least_pence or 0) + miss.long * (miss.bound.most_pence or 0)


def unfamiliar_workers(index: RosterIndex) -> int:
    """Return the price of every pair of a service user and a worker new to them."""
    pairs = {(visit.service_user_id, each.worker.id) for each, visit, _ in index.visits_made()}
    users = index.request.service_user_by_id
    strangers = [
        (user_id, worker_id)
        for user_id, worker_id in pairs
        if worker_id not in users[user_id].known_worker_ids and worker_id not in users[user_id].preferred_worker_ids
    ]
    return index.request.prices.unfamiliar_worker * len(strangers)


def not_preferred(index: RosterIndex) -> int:
    """Return the price of every worker's share of a visit to a service user who prefers others."""
    users = index.request.service_user_by_id
    preferred = [(users[visit.service_user_id].preferred_worker_ids, each) for each, visit, _ in index.visits_made()]
    by_others = sum(bool(names) and each.worker.id not in names for names, each in preferred)
    return index.request.prices.not_preferred_worker * by_others


def hours_balance(index: RosterIndex) -> int:
    """Return the price of permanent workers' hours away from balance, rounded for each worker."""
    price = index.request.prices.balance_hour
    balances = [
        worker.carried.hours_balance_minutes
        + sum(paid - contract for paid, contract in _paid_and_contract(index, worker))
        for worker in _permanent(index)
    ]
    return sum(round_half_up(abs(balance) * price, 60) for balance in balances)


def rostered_time(index: RosterIndex) -> int:
    """Return the price of all paid duty minutes, rounded once."""
    return round_half_up(sum(each.paid_minutes for each in index.duties) * index.request.prices.rostered_hour, 60)


def _permanent(index: RosterIndex) -> list[Worker]:
    return [worker for worker in index.request.workers if worker.employment is Employment.PERMANENT]


def _paid_and_contract(index: RosterIndex, worker: Worker) -> list[tuple[int, int]]:
    return [(index.paid_week(worker, week), index.contract_of(worker, week)) for week in index.weeks]


TERMS: dict[str, Callable[[RosterIndex], int]] = {
    "required_unserved": required_unserved,
    "waiting_list_unserved": waiting_list_unserved,
    "training_not_held": training_not_held,
    "under_cover": under_cover,
    "over_cover": over_cover,
    "overtime_pay": overtime_pay,
    "bank_pay": bank_pay,
    "mileage": mileage,
    "waiting": waiting,
    "most_idle": most_idle,
    "lateness": lateness,
    "earliness": earliness,
    "preferences": preferences,
    "fairness": fairness,
    "line_terms": line_terms,
    "unfamiliar_workers": unfamiliar_workers,
    "not_preferred": not_preferred,
    "hours_balance": hours_balance,
    "rostered_time": rostered_time,
}
