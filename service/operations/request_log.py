"""Gives each request an id, logs it by its route, counts it, and answers our own mistakes.

The path itself is not logged, nor who asked: ids of people and secret calendar addresses stand in paths.
"""

import logging
import re
import time
import uuid

import structlog
from anyio import BrokenResourceError
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.operations.meters import REQUEST_SECONDS
from service.web.problem_documents import from_mistake

HEADER = "X-Request-ID"
GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
NO_ROUTE = "none"
log = logging.getLogger("rota.requests")


class RequestLog:
    """The outermost of what a request passes through."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, with its id; see it answered."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope.setdefault("state", {})["correlation_id"] = request_id
        answer = _Answer(scope, send, request_id)
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, answer.send)
            except Exception as error:
                if answer.status is not None and _is_of_a_reader_gone(error):
                    return
                log.exception("mistake", extra={"route": answer.route})
                if answer.status is not None:
                    raise
                await from_mistake(Request(scope), error)(scope, receive, answer.send)


class _Answer:
    """One request's answer on its way out."""

    def __init__(self, scope: Scope, send: Send, request_id: str) -> None:
        self._scope = scope
        self._send = send
        self._request_id = request_id
        self._began = time.perf_counter()
        self.status: int | None = None

    @property
    def route(self) -> str:
        """The route's template, such as /api/v1/weeks/{week_id}."""
        return getattr(self._scope.get("route"), "path", NO_ROUTE)

    async def send(self, message: Message) -> None:
        """Send on; note down where the answer begins."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            MutableHeaders(scope=message)[HEADER] = self._request_id
            self._note(time.perf_counter() - self._began)
        await self._send(message)

    def _note(self, seconds: float) -> None:
        method = self._scope["method"] if self._scope["method"] in METHODS else "other"
        REQUEST_SECONDS.labels(method, self.route, self.status).observe(seconds)
        told = {"method": method, "route": self.route, "status": self.status, "milliseconds": round(1000 * seconds)}
        log.info("request", extra=told)


def _is_of_a_reader_gone(error: Exception) -> bool:
    """Return whether FastAPI's events ended so: their reader went away while some waited to be sent.

    It is a known mistake of FastAPI's (its discussion 15725): by then the answer has begun, and nobody reads on.
    """
    return isinstance(error, ExceptionGroup) and error.split(BrokenResourceError)[1] is None


def _request_id(scope: Scope) -> str:
    """Return the id that the caller gave, where it is one, or a new one."""
    given = Headers(scope=scope).get(HEADER, "")
    return given if GIVEN_ID.fullmatch(given) else uuid.uuid4().hex
