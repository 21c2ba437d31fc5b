"""Signing in and out of a browser, and one's own password."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from service.access.acting import Acting, may
from service.access.cross_site import check_same_site
from service.access.links import end_links
from service.access.names import AccountName
from service.access.passwords import hash_of, problems_of
from service.access.permissions import PERMISSIONS, Action
from service.access.sessions import SignedIn, cookie_of, end_session, end_sessions, give_cookie, take_cookie
from service.access.sign_in import check_present_password, sign_in_by_link, sign_in_by_password
from service.store.tables import Account, BrowserSession, Role
from service.web.refusals import RefusedError

router = APIRouter(prefix="/api/v1/sign-in", tags=["sign-in"])

Secret = Annotated[str, Field(min_length=1, max_length=512)]


class LinkGiven(BaseModel):
    """The secret of a sign-in link: what stands after the # of its address."""

    model_config = ConfigDict(extra="forbid")

    secret: Secret


class PasswordGiven(BaseModel):
    """An account's name and password."""

    model_config = ConfigDict(extra="forbid")

    name: AccountName
    password: Secret


class NewPassword(BaseModel):
    """A new password, and the one it takes the place of (not needed after a sign-in by link, or where none is set)."""

    model_config = ConfigDict(extra="forbid")

    password: Secret
    present_password: Secret | None = None


class WhoIsSignedIn(BaseModel):
    """The account that asks: its role, teams and worker, what it may do, and for browsers the secret of changes."""

    account_id: int
    name: str
    role: Role
    team_ids: list[int]
    worker_id: str | None
    has_password: bool
    actions: list[Action]
    csrf_secret: str | None = Field(description="goes with every change as X-CSRF-Token; None for tokens")
    expires_at: datetime | None = Field(description="when this browser is signed out; None for tokens")


class Begun(BaseModel):
    """A browser is signed in; its cookie came with this answer."""

    account_id: int
    csrf_secret: str = Field(description="goes with every change as X-CSRF-Token")


@router.post("/link")
def use_link(given: LinkGiven, http: Request, answer: Response) -> Begun:
    """Sign a browser in by a one-time link."""
    check_same_site(http)
    state = http.app.state
    return _begun(http, answer, sign_in_by_link(state.store, given.secret, _from(http), state.settings.session_hours))


@router.post("/password")
def use_password(given: PasswordGiven, http: Request, answer: Response) -> Begun:
    """Sign a browser in by name and password."""
    check_same_site(http)
    state = http.app.state
    hours = state.settings.session_hours
    return _begun(http, answer, sign_in_by_password(state.store, given.name, given.password, _from(http), hours))


@router.get("")
def who_is_signed_in(act: Acting = may(Action.MANAGE_OWN_SIGN_IN)) -> WhoIsSignedIn:
    """Return who asks and what they may do."""
    with act.reading() as rows:
        account = rows.session.get_one(Account, act.caller.account_id)
        browser = rows.session.get(BrowserSession, act.caller.browser_session_id or 0)
        scopes = act.caller.scopes
        return WhoIsSignedIn(
            account_id=account.id,
            name=account.name,
            role=act.caller.role,
            team_ids=sorted(act.caller.team_ids),
            worker_id=account.worker_id,
            has_password=account.password_hash is not None,
            actions=sorted(each for each in PERMISSIONS[act.caller.role] if scopes is None or each in scopes),
            csrf_secret=browser.csrf_secret if browser else None,
            expires_at=browser.expires_at if browser else None,
        )


@router.put("/password", status_code=204)
def set_password(new: NewPassword, http: Request, act: Acting = may(Action.MANAGE_OWN_SIGN_IN)) -> None:
    """Set one's own password; every other browser is signed out, and links made before end."""
    browser_id = act.in_person()
    with act.reading() as rows:
        account = rows.session.get_one(Account, act.caller.account_id)
        began_with = rows.session.get_one(BrowserSession, browser_id).began_with
    if problems := problems_of(new.password, account.name):
        raise RefusedError(422, *problems)
    if began_with != "link":
        check_present_password(act.store, account, new.present_password or "", _from(http))
    kept = hash_of(new.password)
    with act.writing() as rows:
        rows.session.get_one(Account, account.id).password_hash = kept
        end_sessions(rows.session, account.id, but=browser_id)
        end_links(rows.session, account.id)
        rows.record(f"account {account.id}", changed="password")


@router.delete("", status_code=204)
def sign_out(http: Request, answer: Response, act: Acting = may(Action.MANAGE_OWN_SIGN_IN)) -> None:
    """Sign this browser out."""
    act.in_person()
    with act.writing() as rows:
        end_session(rows.session, cookie_of(http))
        rows.record(f"account {act.caller.account_id}", changed="signed out")
    take_cookie(http, answer)


@router.delete("/everywhere", status_code=204)
def sign_out_everywhere(http: Request, answer: Response, act: Acting = may(Action.MANAGE_OWN_SIGN_IN)) -> None:
    """Sign out of every browser, this one too."""
    act.in_person()
    with act.writing() as rows:
        end_sessions(rows.session, act.caller.account_id)
        rows.record(f"account {act.caller.account_id}", changed="signed out everywhere")
    take_cookie(http, answer)


def _begun(http: Request, answer: Response, signed_in: SignedIn) -> Begun:
    """Give the browser its cookie, and end the session it had before."""
    with http.app.state.store.writing() as session:
        end_session(session, cookie_of(http))
    give_cookie(http, answer, signed_in.secret)
    return Begun(account_id=signed_in.account.id, csrf_secret=signed_in.csrf_secret)


def _from(http: Request) -> str:
    """Return the network address that asks."""
    return http.client.host if http.client else "unknown"
