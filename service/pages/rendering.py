"""Pages from templates; a visitor who is not signed in is sent to sign in, and a refusal is told on a page."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service.access.acting import Acting
from service.store.tables import Account, BrowserSession
from service.web.refusals import RefusedError

TEMPLATES = Path(__file__).parent / "templates"
SIGN_IN = "/sign-in"


class PageRoute(APIRoute):
    """A page: what the API tells in a problem document, it tells in words."""

    def get_route_handler(self) -> Callable[[Request], Any]:
        """Return what answers, with refusals told as pages."""
        original = super().get_route_handler()

        async def told(http: Request) -> Response:
            try:
                answer: Response = await original(http)
            except RefusedError as refused:
                if refused.status == 401:
                    return RedirectResponse(SIGN_IN, status_code=303)
                return page("refused.html", status=refused.status, problems=refused.problems)
            return answer

        return told


def page_router() -> APIRouter:
    """Return a router for pages; they are not part of the API that is described."""
    return APIRouter(route_class=PageRoute, include_in_schema=False)


def page(template: str, status: int = 200, **shown: Any) -> HTMLResponse:
    """Return a page for somebody who is not signed in; `shown` is what its template names."""
    return HTMLResponse(_environment().get_template(template).render(signed_in=None, **shown), status_code=status)


def own_page(template: str, act: Acting, **shown: Any) -> HTMLResponse:
    """Return a page for the account that asks, with the secret that its changes need."""
    with act.reading() as rows:
        account = rows.session.get_one(Account, act.caller.account_id)
        browser = rows.session.get(BrowserSession, act.caller.browser_session_id or 0)
    signed_in = {"account": account, "csrf_secret": browser.csrf_secret if browser else ""}
    return HTMLResponse(_environment().get_template(template).render(signed_in=signed_in, **shown))


@lru_cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
