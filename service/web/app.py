"""The web application: settings and store, what every request passes through, and the routes."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI

from optimiser.versions import versions
from service.api.v1 import ROUTERS
from service.settings import Settings
from service.store.database import Store
from service.web import problem_documents
from service.web.body_limit import BodyLimit
from service.web.description import describe

DESCRIPTION = "Plans an enablement team's week: rota requests, preferences, solves, rosters, costs."


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open the store on the way up, with its tables in their newest form, and close it on the way down."""
    async with AsyncExitStack() as stack:
        store = Store(app.state.settings.database_url)
        stack.callback(store.close)
        store.migrate()
        app.state.store = store
        yield


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the application; its description is at /openapi.json (pages that need the network are left out)."""
    settings = settings or Settings()
    app = FastAPI(
        title="enablement-rota",
        version=versions()["enablement-rota"],
        description=DESCRIPTION,
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        responses=problem_documents.RESPONSES,
    )
    app.state.settings = settings
    app.add_middleware(BodyLimit, most_bytes=settings.most_bytes)
    problem_documents.install(app)
    for router in ROUTERS:
        app.include_router(router)
    describe(app)
    return app
