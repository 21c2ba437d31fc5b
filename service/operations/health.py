"""Health: is the process alive, and is it ready for work?"""

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError

from service.jobs.presence import is_seen
from service.store.database import Store
from service.store.migrating import is_current

router = APIRouter(prefix="/health", tags=["health"])


class Health(BaseModel):
    """What was looked at, and whether it is well."""

    well: bool
    checks: dict[str, bool]


@router.get("/live")
def live() -> Health:
    """Say that the process answers; looks at nothing else, so that a slow database restarts nobody."""
    return Health(well=True, checks={})


@router.get("/ready", responses={503: {"model": Health, "description": "Not ready; `checks` says what is missing"}})
def ready(http: Request, response: Response) -> Health:
    """Say whether requests can be answered: the database is reached, its tables are current, the job engine is up."""
    state = http.app.state
    checks = {"database": _tables_current(state.store)}
    if state.settings.solves_at_once:
        checks["solves"] = checks["database"] and is_seen(state.store)
    well = all(checks.values())
    response.status_code = 200 if well else 503
    return Health(well=well, checks=checks)


def _tables_current(store: Store) -> bool:
    try:
        with store.engine.connect() as connection:
            return is_current(connection)
    except SQLAlchemyError:
        return False
