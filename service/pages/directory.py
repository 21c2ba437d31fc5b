"""The way to the council's directory to sign in, and back."""

import hmac

from fastapi import Request
from fastapi.responses import RedirectResponse

from models.problems import Problem
from service.access.sessions import give_cookie, is_secure
from service.access.sign_in import sign_in_from_directory
from service.pages.rendering import page_router
from service.web.refusals import RefusedError

router = page_router()

COOKIE = "rota-directory"


@router.get("/sign-in/directory")
def to_directory(http: Request) -> RedirectResponse:
    """Send the browser to the directory."""
    from service.access.directory import WITHIN, begin  # not at the start: it loads slowly, and few have a directory

    address, state = begin(http.app.state.store, http.app.state.settings)
    answer = RedirectResponse(address, status_code=303)
    seconds = int(WITHIN.total_seconds())
    # Lax, for the directory sends the browser back from another site.
    answer.set_cookie(
        COOKIE, state, max_age=seconds, path="/sign-in", secure=is_secure(http), httponly=True, samesite="lax"
    )
    return answer


@router.get("/sign-in/directory/back")
def from_directory(http: Request) -> RedirectResponse:
    """Sign in whom the directory vouches for."""
    from service.access.directory import finish

    state, code = http.cookies.get(COOKIE, ""), http.query_params.get("code", "")
    if not state or not hmac.compare_digest(state.encode(), http.query_params.get("state", "").encode()):
        cause = "this sign-in was not begun in this browser"
        raise RefusedError(403, Problem(code="E8125", cause=cause, action="begin the sign-in again"))
    if not code:
        cause = "the directory did not sign you in"
        raise RefusedError(403, Problem(code="E8125", cause=cause, action="begin the sign-in again"))
    store, settings = http.app.state.store, http.app.state.settings
    person = finish(store, settings, state, code)
    signed_in = sign_in_from_directory(store, person.issuer, person.subject, person.name, settings.session_hours)
    answer = RedirectResponse("/", status_code=303)
    give_cookie(http, answer, signed_in.secret)
    answer.delete_cookie(COOKIE, path="/sign-in")
    return answer
