"""Answers only for our own names, so that no other site's name can be pointed at us (DNS rebinding)."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from models.problems import Problem
from service.settings import Settings
from service.web.problem_documents import problem_document

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
FOR_PROBES = ("/health/", "/metrics")  # probes come by a machine's number; nobody's data is there


class HostCheck:
    """Refuses a request whose Host is neither the address people are told, nor where we listen, nor loopback."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.known = LOOPBACK | {settings.host.lower(), urlsplit(settings.address).hostname or "localhost"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at the Host before anything else does."""
        if scope["type"] == "http" and not scope["path"].startswith(FOR_PROBES) and not self._is_own(scope):
            cause = "the request is for a host that this service does not answer for"
            problem = Problem(code="E8122", cause=cause, action="set ROTA_ADDRESS to the address people use")
            await problem_document(400, [problem])(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _is_own(self, scope: Scope) -> bool:
        return _host(Headers(scope=scope).get("host", "")) in self.known


def _host(header: str) -> str | None:
    """Return the name in a Host header, without its port; None = it is no name."""
    try:
        return urlsplit(f"//{header}").hostname
    except ValueError:
        return None
