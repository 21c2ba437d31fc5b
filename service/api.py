"""The API: post a rota request and get its checked roster with metrics, or have the referee judge a roster."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from pydantic import BeforeValidator
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from models.base import Record
from models.problems import InputError, Problem
from models.request import RotaRequest
from models.roster import Roster
from optimiser.versions import versions
from service import problem_documents
from service.solving import GRACE_SECONDS, Answer, Solving

MOST_BYTES = 64 * 1024 * 1024
MOST_SECONDS = 900

TimeLimit = Annotated[float, Query(ge=1, le=MOST_SECONDS, description="seconds; not used with a work limit")]
WorkLimit = Annotated[int | None, Query(ge=1, description="for the same roster each time, instead of a time limit")]
Seed = Annotated[int, Query(ge=0, le=2**31 - 1)]


def _as_read(body: Any) -> RotaRequest:
    """Read a request as `rota solve` reads request.json: postcodes are looked up, and every problem is told at once."""
    from models.files import parse_request

    if isinstance(body, bytes):  # FastAPI hands on unread what is not sent as JSON
        cause, action = "the body is not sent as JSON", 'send it with the header "Content-Type: application/json"'
        raise InputError([Problem(code="E6101", cause=cause, action=action)])
    request, _ = parse_request(json.dumps(body).encode(), "request")
    return request


GivenRequest = Annotated[RotaRequest, BeforeValidator(_as_read)]


class CheckRequest(Record):
    """A roster to be judged, with the request it was made for."""

    request: GivenRequest
    roster: Roster


class BodyLimit:
    """Refuses a body of more than `most_bytes` while it arrives, so that it never fills our memory."""

    def __init__(self, app: ASGIApp, most_bytes: int) -> None:
        self.app = app
        self.most_bytes = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what arrives."""
        await self.app(scope, self._counted(receive), send)

    def _counted(self, receive: Receive) -> Callable[[], Awaitable[Message]]:
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.most_bytes:
                raise HTTPException(413, f"a body may hold at most {self.most_bytes:,} bytes")
            return message

        return counted


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Begin with every solving place free."""
    app.state.solving = Solving()
    yield


def create_app(most_bytes: int = MOST_BYTES) -> FastAPI:
    """Return the API; its description is at /openapi.json (pages that need the network are left out)."""
    app = FastAPI(
        title="enablement-rota",
        version=versions()["enablement-rota"],
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        responses=problem_documents.RESPONSES,
    )
    app.add_middleware(BodyLimit, most_bytes=most_bytes)
    problem_documents.install(app)
    app.get("/health")(health)
    app.post("/rota-requests")(plan_rota)
    app.post("/checks")(check_roster)
    return app


def health() -> dict[str, Any]:
    """Say that the service is up, and in which versions."""
    return {"status": "ok", "versions": versions()}


async def plan_rota(
    http: Request, request: GivenRequest, time_limit: TimeLimit = 60, work_limit: WorkLimit = None, seed: Seed = 1
) -> Answer:
    """Plan a rota: the checked roster, its metrics and (never any) violations."""
    from optimiser.solve import SolveOptions

    if work_limit:
        options = SolveOptions(time_limit_seconds=None, work_limit=work_limit, workers=1, seed=seed)
    else:
        options = SolveOptions(time_limit_seconds=time_limit, seed=seed)
    deadline = (MOST_SECONDS if work_limit else time_limit) + GRACE_SECONDS
    solving: Solving = http.app.state.solving
    return await solving.solve(request, options, deadline)


def check_roster(body: CheckRequest) -> Answer:
    """Judge a roster: every rule it breaks, in sentences, and its metrics."""
    from service.bundle import make_bundle

    bundle = make_bundle(body.request, body.roster)
    return Answer(roster=bundle.roster, metrics=bundle.metrics, violations=tuple(bundle.violations))
