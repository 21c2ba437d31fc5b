"""Keeps other sites from acting through a signed-in browser (cross-site request forgery)."""

import hmac
from urllib.parse import urlsplit

from starlette.requests import Request

from models.problems import Problem
from service.settings import Settings
from service.web.refusals import RefusedError

SAFE = {"GET", "HEAD", "OPTIONS"}
HEADER = "x-csrf-token"


def check_change(http: Request, csrf_secret: str) -> None:
    """Let a browser change something only from our own pages and with its session's second secret.

    Raises:
        RefusedError: the request comes from another site, or without that secret.
    """
    if http.method in SAFE:
        return
    check_same_site(http)
    if not hmac.compare_digest(http.headers.get(HEADER, "").encode(), csrf_secret.encode()):
        cause = "a browser's change came without the secret that GET /api/v1/sign-in gives"
        raise RefusedError(403, Problem(code="E8104", cause=cause, action="send it in the header X-CSRF-Token"))


def check_same_site(http: Request) -> None:
    """Refuse what a browser says comes from another site; programs say nothing of the kind.

    Raises:
        RefusedError: it comes from another site.
    """
    site, origin = http.headers.get("sec-fetch-site"), http.headers.get("origin")
    if site not in (None, "same-origin", "none") or (origin is not None and origin not in own_origins(http)):
        problem = Problem(code="E8105", cause="the request comes from another site", action="use this service's pages")
        raise RefusedError(403, problem)


def own_origins(http: Request) -> set[str]:
    """Return where our pages are: at the address people are told, and where this request came to."""
    settings: Settings = http.app.state.settings
    told = urlsplit(settings.address)
    return {f"{told.scheme}://{told.netloc}", f"{http.url.scheme}://{http.headers.get('host', '')}"}
