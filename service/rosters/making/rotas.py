"""A roster's duties as their workers read them, and the referee's last word before they do."""

from collections import defaultdict
from typing import Any

from service.own_duties import own_duty
from service.rosters.keeping import refuse_broken
from service.rosters.making.papers import Papers, request_of, roster_of

Rotas = dict[str, list[Any]]
"""By worker, their duties as JSON holds them, by date."""


def rotas(papers: Papers) -> Rotas:
    """Return every worker's duties, of those without any too, once the referee has accepted the roster again.

    Raises:
        InputError: the roster breaks a rule of its request (E8501).
    """
    from optimiser.checks import check

    request, roster = request_of(papers), roster_of(papers)
    refuse_broken(check(request, roster))
    duties = defaultdict(list)
    for duty in sorted(roster.duties, key=lambda each: each.start):
        duties[duty.worker_id].append(own_duty(request, duty).model_dump(mode="json"))
    return {worker.id: duties[worker.id] for worker in request.workers}
