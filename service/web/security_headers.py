"""What every answer tells browsers: run only our own scripts, frame nothing, keep nothing, guess no types."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A report carries its own style and script; sandboxed, it reaches neither cookies nor the API.
REPORT_POLICY = (
    "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "img-src data:; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
TWO_YEARS = "max-age=63072000"


class SecurityHeaders:
    """Adds what an answer does not say itself; behind https also that browsers come back by https only."""

    def __init__(self, app: ASGIApp, behind_https: bool) -> None:
        self.app = app
        self.always = ALWAYS | ({"Strict-Transport-Security": TWO_YEARS} if behind_https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to the answer as it begins."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), scope["path"])
            await send(message)

        await self.app(scope, receive, told)

    def _add(self, headers: MutableHeaders, path: str) -> None:
        is_report = path.startswith("/api/") and headers.get("content-type", "").startswith("text/html")
        headers.setdefault("Content-Security-Policy", REPORT_POLICY if is_report else PAGE_POLICY)
        if path.startswith("/static/"):
            headers.setdefault("Cache-Control", "no-cache")
        for name, value in self.always.items():
            headers.setdefault(name, value)
