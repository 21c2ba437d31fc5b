"""The page to sign in on: by link, by password, or at the council's directory."""

from fastapi import Request
from fastapi.responses import HTMLResponse

from service.pages.rendering import SIGN_IN, page, page_router

router = page_router()


@router.get(SIGN_IN)
def sign_in_page(http: Request) -> HTMLResponse:
    """Show the ways in; a link's secret stays in the browser until its holder presses the button."""
    return page("sign-in.html", directory=bool(http.app.state.settings.oidc_issuer))
