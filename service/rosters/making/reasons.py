"""Why a roster leaves what it leaves, and where it has room."""

from typing import Any

from service.rosters.making.papers import Papers, published_of, request_of, roster_of


def reasons(
    papers: Papers, *, visit_id: str | None, preference_id: str | None, worker_id: str | None, most: int
) -> dict[str, Any]:
    """Return what `rota why --json` tells: of one visit, wish or worker, or of the whole roster.

    Raises:
        InputError: the id is not known, or there is nothing to explain (E72xx).
    """
    from optimiser.explain.explanation import Explainer
    from optimiser.standing import standing

    request, roster = request_of(papers), roster_of(papers)
    explainer = Explainer(request, roster, standing(request, roster).routing)
    return explainer.asked(visit_id, preference_id, worker_id, most).model_dump(mode="json")


def room(papers: Papers, constituency: str | None) -> list[dict[str, Any]]:
    """Return what `rota capacity --json` tells: the minutes that can still be accepted.

    Raises:
        InputError: nobody lives in that constituency (E7109).
    """
    from optimiser.recommend.capacity import capacity
    from service.commands.capacity import room_document

    rooms = capacity(published_of(papers), [] if constituency is None else [constituency])
    return [room_document(each) for each in rooms]
