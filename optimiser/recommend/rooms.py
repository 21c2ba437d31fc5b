"""The room left in every constituency of a finished roster, several dates at a time."""

from models.request import RotaRequest
from models.roster import Roster
from optimiser.executor import executor
from optimiser.recommend.capacity import Room, capacity, capacity_on, in_order
from optimiser.recommend.published import Published


def rooms(request: RotaRequest, roster: Roster, workers: int) -> list[Room]:
    """Return the room left by constituency and date, the same whatever the number of processes.

    Args:
        request: what the roster answers.
        roster: keeps every rule.
        workers: processes to use where there are several constituencies.

    Raises:
        InputError: the request is not sound, or the roster breaks rules (E7101).
        RefereeError: what was found to fit does not; a fault of the software.
    """
    published = Published.of(request, roster)
    names = sorted({user.constituency for user in request.service_users})
    if workers == 1 or len(names) < 2:
        return capacity(published)
    with executor(workers) as pool:
        futures = [pool.submit(capacity_on, published, names, date) for date in request.horizon.dates]
        return in_order(names, [future.result() for future in futures])
