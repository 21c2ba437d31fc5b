"""One's own API tokens, for programs: made by the person at a browser, shown once."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from models.base import Id
from models.problems import Problem
from service.access.acting import Acting, may
from service.access.permissions import Action
from service.access.tokens import DEFAULT_DAYS, MOST_DAYS, make_token
from service.store.tables import Account, ApiToken, now
from service.web.ids import RowId
from service.web.pages import Before, Limit, Page, one_page
from service.web.refusals import RefusedError

router = APIRouter(prefix="/api/v1/tokens", tags=["tokens"])


class NewToken(BaseModel):
    """A token to be made; without scopes it may do all that the account may."""

    model_config = ConfigDict(extra="forbid")

    name: Id
    scopes: Annotated[list[Action], Field(min_length=1)] | None = None
    days: int = Field(default=DEFAULT_DAYS, ge=1, le=MOST_DAYS)


class TokenOut(BaseModel):
    """A token, without its secret."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    scopes: list[Action] | None
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


class TokenMade(BaseModel):
    """A token just made, with its secret; shown this once."""

    token: TokenOut
    secret: str


@router.get("")
def list_tokens(
    before: Before = None, limit: Limit = 50, act: Acting = may(Action.MANAGE_OWN_SIGN_IN)
) -> Page[TokenOut]:
    """Return one's own tokens, ended ones too."""
    with act.reading() as rows:
        own = select(ApiToken).where(ApiToken.account_id == act.caller.account_id)
        found, following = one_page(rows.session, own, ApiToken.id, before, limit)
        return Page(items=[TokenOut.model_validate(token) for token in found], next_before=following)


@router.post("", status_code=201)
def add_token(new: NewToken, act: Acting = may(Action.MANAGE_OWN_SIGN_IN)) -> TokenMade:
    """Make a token; a token makes no other."""
    act.in_person()
    with act.writing() as rows:
        account = rows.session.get_one(Account, act.caller.account_id)
        token, secret = make_token(rows.session, account, new.name, new.scopes, new.days)
        rows.record(f"token {token.id}", scopes=token.scopes, days=new.days)
        return TokenMade(token=TokenOut.model_validate(token), secret=secret)


@router.delete("/{token_id}", status_code=204)
def revoke_token(token_id: RowId, act: Acting = may(Action.MANAGE_OWN_SIGN_IN)) -> None:
    """End one of one's own tokens at once."""
    with act.writing() as rows:
        token = rows.session.get(ApiToken, token_id)
        if token is None or token.account_id != act.caller.account_id:
            problem = Problem(code="E8103", cause=f"there is no token {token_id} of yours", action="check the id")
            raise RefusedError(404, problem)
        token.revoked_at = token.revoked_at or now()
        rows.record(f"token {token.id}", changed="revoked")
