"""A discharge surge: new people who each need what somebody supported now needs, from a date on."""

from models.request import RotaRequest
from models.service_users import ServiceUser
from models.studies import DischargeSurge
from models.visits import Need, Visit
from optimiser.studies.problems import refused


def sentence(lever: DischargeSurge) -> str:
    """Return what is done, in words."""
    return f"{lever.people} people more discharged from hospital"


def apply(request: RotaRequest, lever: DischargeSurge) -> RotaRequest:
    """Return the request with new people, likenesses of those with required visits from the date, evenly through them.

    Nobody knows them yet, and they exclude and prefer nobody.

    Raises:
        InputError: nobody has required visits from that date on.
    """
    since = lever.from_date or request.horizon.start
    needed: dict[str, list[Visit]] = {}
    for visit in request.visits:
        if visit.need is Need.REQUIRED and min(each.earliest_start.date() for each in visit.windows) >= since:
            needed.setdefault(visit.service_user_id, []).append(visit)
    models = list(needed)
    if not models:
        raise refused(f"nobody has required visits from {since} on", "name an earlier date")
    users: list[ServiceUser] = []
    visits: list[Visit] = []
    for number in range(lever.people):
        model = models[number * len(models) // lever.people % len(models)]
        prefix = f"surge-{number + 1}"
        users.append(_like(request.service_user_by_id[model], prefix))
        visits += _visits_like(needed[model], prefix)
    return request.changed(service_users=(*request.service_users, *users), visits=(*request.visits, *visits))


def _like(model: ServiceUser, prefix: str) -> ServiceUser:
    nobody: tuple[str, ...] = ()
    return model.model_copy(
        update={
            "id": prefix,
            "known_worker_ids": nobody,
            "preferred_worker_ids": nobody,
            "excluded_worker_ids": nobody,
        }
    )


def _visits_like(models: list[Visit], prefix: str) -> list[Visit]:
    """Return the visits with ids of their own; gaps between them stay, those to earlier ones go."""
    new_id = {visit.id: f"{prefix}.{number}" for number, visit in enumerate(models, start=1)}
    return [
        visit.model_copy(
            update={
                "id": new_id[visit.id],
                "service_user_id": prefix,
                "gaps": tuple(
                    gap.model_copy(update={"after_visit_id": new_id[gap.after_visit_id]})
                    for gap in visit.gaps
                    if gap.after_visit_id in new_id
                ),
            }
        )
        for visit in models
    ]
