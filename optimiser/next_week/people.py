"""The people of the week after: who knows whom by now, who is still away, what is still to be attended."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from models.request import RotaRequest
from models.roster import Roster
from models.service_users import ServiceUser
from models.workers import Absence, Training
from optimiser.delivered.shares import Share


def users_known(request: RotaRequest, shares: Iterable[Share], first: date) -> tuple[ServiceUser, ...]:
    """Return the service users supported on or after the first date, with every worker who has visited them.

    Args:
        request: last week's.
        shares: last week's shares of visits; those made count, and those planned of which there is no word.
        first: the first date of the week after.
    """
    visitors: dict[str, set[str]] = defaultdict(set)
    for share in shares:
        if share.is_made or share.record is None:
            visitors[request.visit_by_id[share.visit_id].service_user_id].add(share.worker_id)
    going_on = (user for user in request.service_users if not has_ended(user, first))
    return tuple(_known_to(user, visitors[user.id]) for user in going_on)


def has_ended(user: ServiceUser, first: date) -> bool:
    """Return whether a person's support ended before a date."""
    return user.expected_end_date is not None and user.expected_end_date < first


def _known_to(user: ServiceUser, visitors: set[str]) -> ServiceUser:
    new = sorted(visitors - set(user.known_worker_ids))
    return user.model_copy(update={"known_worker_ids": (*user.known_worker_ids, *new)})


def absences_from(request: RotaRequest, first: date) -> tuple[Absence, ...]:
    """Return the absences that reach the first date, from it on, with what is paid for their dates left."""
    return tuple(_rest_of(absence, first) for absence in request.absences if absence.last_date >= first)


def _rest_of(absence: Absence, first: date) -> Absence:
    """Cut an absence's beginning off; each date left keeps its minutes (the odd ones are the first dates')."""
    gone = (first - absence.first_date).days
    if gone <= 0:
        return absence
    days = (absence.last_date - absence.first_date).days + 1
    each, odd = divmod(absence.paid_minutes, days)
    paid = each * (days - gone) + max(0, odd - gone)
    return absence.model_copy(update={"first_date": first, "paid_minutes": paid})


def trainings_from(request: RotaRequest, roster: Roster, first: date) -> tuple[Training, ...]:
    """Return the trainings that the roster did not hold and that may be held on or after the first date."""
    held = {session.training_id for duty in roster.duties for session in duty.trainings}
    open_ones = (each for each in request.trainings if each.id not in held and each.last_date >= first)
    return tuple(each.model_copy(update={"first_date": max(each.first_date, first)}) for each in open_ones)
