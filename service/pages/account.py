"""The page about one's own sign-in: password, calendar addresses, tokens, signing out everywhere."""

from fastapi.responses import HTMLResponse
from sqlalchemy import select

from service.access.acting import Acting, may
from service.access.passwords import LEAST_CHARACTERS
from service.access.permissions import PERMISSIONS, Action
from service.access.tokens import DEFAULT_DAYS, MOST_DAYS
from service.pages.rendering import own_page, page_router
from service.rosters.calendar_addresses import addresses
from service.store.tables import ApiToken, BrowserSession, now

router = page_router()


@router.get("/account")
def account_page(act: Acting = may(Action.MANAGE_OWN_SIGN_IN)) -> HTMLResponse:
    """Show what the account that asks can do about its own sign-in."""
    with act.reading() as rows:
        own = select(ApiToken).where(ApiToken.account_id == act.caller.account_id, ApiToken.revoked_at.is_(None))
        tokens = rows.session.scalars(own.where(ApiToken.expires_at > now()).order_by(ApiToken.id.desc())).all()
        calendars = addresses(rows.session, act.caller.account_id) if act.caller.may(Action.SHARE_OWN_ROTA) else None
        browser = rows.session.get(BrowserSession, act.caller.browser_session_id or 0)
    return own_page(
        "account.html",
        act,
        tokens=tokens,
        asks_present_password=browser is None or browser.began_with != "link",
        least_characters=LEAST_CHARACTERS,
        days=DEFAULT_DAYS,
        most_days=MOST_DAYS,
        calendars=calendars,
        actions=sorted(PERMISSIONS[act.caller.role]),
    )
