"""Signed-in browsers: a cookie with a secret, of which the store keeps the hash."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from service.access.keys import hashed, new_secret
from service.settings import Settings
from service.store.tables import Account, BrowserSession, now


@dataclass(frozen=True)
class SignedIn:
    """A browser session just begun: the cookie's secret, and the one that goes with every change."""

    account: Account
    secret: str
    csrf_secret: str


def begin_session(session: Session, account: Account, began_with: str, hours: int) -> SignedIn:
    """Begin a browser session.

    Args:
        session: a writing transaction.
        account: whose it is.
        began_with: "link", "password" or "directory".
        hours: how long it lasts.
    """
    secret, csrf_secret = new_secret(), new_secret()
    session.execute(delete(BrowserSession).where(BrowserSession.expires_at < now()))
    session.add(
        BrowserSession(
            account_id=account.id,
            secret_hash=hashed(secret),
            csrf_secret=csrf_secret,
            began_with=began_with,
            expires_at=now() + timedelta(hours=hours),
        )
    )
    return SignedIn(account, secret, csrf_secret)


def end_sessions(session: Session, account_id: int, *, but: int | None = None) -> None:
    """Sign an account out of every browser, but for the session `but`."""
    query = delete(BrowserSession).where(BrowserSession.account_id == account_id)
    session.execute(query if but is None else query.where(BrowserSession.id != but))


def end_session(session: Session, secret: str | None) -> None:
    """Sign one browser out."""
    if secret:
        session.execute(delete(BrowserSession).where(BrowserSession.secret_hash == hashed(secret)))


def cookie_of(http: Request) -> str | None:
    """Return the secret in the browser's cookie."""
    return http.cookies.get(_name(http))


def give_cookie(http: Request, answer: Response, secret: str) -> None:
    """Have the browser keep the secret: no script reads it, no other site sends it, plain http only on loopback."""
    settings: Settings = http.app.state.settings
    answer.set_cookie(
        _name(http),
        secret,
        max_age=settings.session_hours * 3600,
        path="/",
        secure=is_secure(http),
        httponly=True,
        samesite="lax",
    )


def take_cookie(http: Request, answer: Response) -> None:
    """Have the browser forget the secret."""
    answer.delete_cookie(_name(http), path="/", secure=is_secure(http), httponly=True, samesite="lax")


def is_secure(http: Request) -> bool:
    """Whether people reach us over https, here or at the proxy in front."""
    settings: Settings = http.app.state.settings
    return settings.behind_https or http.url.scheme == "https"


def _name(http: Request) -> str:
    """Return the cookie's name; a browser takes __Host- from this very host over https only."""
    return "__Host-rota" if is_secure(http) else "rota"
