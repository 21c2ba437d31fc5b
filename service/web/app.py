"""The web application: settings and store, what every request passes through, and the routes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

from anyio.to_thread import current_default_thread_limiter
from fastapi import Depends, FastAPI
from fastapi.concurrency import contextmanager_in_threadpool, run_in_threadpool

from optimiser.versions import versions
from service.access.caller import BROWSERS, TOKENS, holders_of
from service.api.v1 import ROUTERS
from service.jobs.running import jobs
from service.operations import health, metrics
from service.operations.request_log import RequestLog
from service.pages import add_pages
from service.settings import Settings
from service.store.database import Store
from service.web import problem_documents
from service.web.body_limit import BodyLimit
from service.web.description import describe
from service.web.host_check import HostCheck
from service.web.known_queries import refuse_unknown_queries
from service.web.security_headers import SecurityHeaders
from service.web.together import Together
from service.weeks.stating import state_all
from service.weeks.wishes import read_ahead

THREADS = 16  # more only get into each other's way
DESCRIPTION = "Plans an enablement team's week: rota requests, preferences, solves, rosters, costs."


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open the store on the way up, with its tables in their newest form, and close it on the way down."""
    async with AsyncExitStack() as stack:
        store = Store(app.state.settings.database_url)
        stack.callback(store.close)
        store.migrate()
        app.state.store = store
        app.state.stopping = asyncio.Event()  # set by a server: whoever listens to what comes is to come back later
        app.state.token_holders = Together(partial(holders_of, TOKENS, store))
        app.state.browser_holders = Together(partial(holders_of, BROWSERS, store))
        app.state.statements = Together(partial(state_all, store))
        reading = asyncio.create_task(run_in_threadpool(read_ahead, store))
        stack.push_async_callback(asyncio.wait, [reading])  # the store is not closed meanwhile
        _build_routes(app)
        current_default_thread_limiter().total_tokens = THREADS
        solves = await stack.enter_async_context(contextmanager_in_threadpool(jobs(store, app.state.settings)))
        app.state.solve_queue = solves.queue
        app.state.ready_checks = {"solves": solves.are_well}
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
        dependencies=[Depends(refuse_unknown_queries)],
    )
    app.state.settings = settings
    app.add_middleware(BodyLimit, most_bytes=settings.most_bytes)
    app.add_middleware(HostCheck, settings=settings)
    app.add_middleware(SecurityHeaders, behind_https=settings.behind_https)
    problem_documents.install(app)
    app.add_middleware(RequestLog)  # the last one added is the outermost
    app.include_router(health.router)
    app.include_router(metrics.router, include_in_schema=False)
    for router in ROUTERS:
        app.include_router(router)
    add_pages(app)
    describe(app)
    return app


def _build_routes(app: FastAPI) -> None:
    """Have FastAPI build its routes now: it would do so when first asked, and whoever asks first would wait."""
    nowhere = {"type": "http", "method": "GET", "path": "/", "root_path": "", "headers": []}
    for route in app.routes:
        route.matches(nowhere)
