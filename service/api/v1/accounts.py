"""Accounts: who may sign in, as what, for which teams; for administrators."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from models.base import Id
from models.problems import Problem
from service.access.accounts import check_administrator_left, disable, make_account, set_place
from service.access.acting import Acting, Rows, may
from service.access.links import LINK_HOURS, link_address, make_sign_in_link
from service.access.names import AccountName
from service.access.permissions import Action
from service.store.tables import Account, Role
from service.web.conditions import IfMatch, next_version, tag
from service.web.ids import LARGEST_ID, RowId
from service.web.pages import Before, Limit, Page, one_page
from service.web.refusals import RefusedError

router = APIRouter(prefix="/api/v1/accounts", tags=["accounts"])

TeamIds = Annotated[list[Annotated[int, Field(ge=1, le=LARGEST_ID)]], Field(max_length=200)]


class Place(BaseModel):
    """What an account is for: its role, its teams (workers and leaders), its worker id (workers)."""

    model_config = ConfigDict(extra="forbid")

    role: Role
    team_ids: TeamIds = []
    worker_id: Id | None = None


class NewAccount(Place):
    """An account to be made; its name is what it signs in with."""

    name: AccountName


class ChangedAccount(Place):
    """An account as it shall be; disabled, it is signed out everywhere and its tokens stop, for good."""

    disabled: bool = False


class AccountOut(BaseModel):
    """An account."""

    id: int
    name: str
    role: Role
    team_ids: list[int]
    worker_id: str | None
    has_password: bool
    from_directory: bool
    disabled_at: datetime | None
    version: int


class LinkOut(BaseModel):
    """A sign-in link; shown once."""

    address: str
    hours: int


@router.get("")
def list_accounts(
    before: Before = None, limit: Limit = 50, act: Acting = may(Action.MANAGE_ACCOUNTS)
) -> Page[AccountOut]:
    """Return every account."""
    with act.reading() as rows:
        found, following = one_page(rows.session, select(Account), Account.id, before, limit)
        return Page(items=[_out(account) for account in found], next_before=following)


@router.post("", status_code=201)
def add_account(new: NewAccount, response: Response, act: Acting = may(Action.MANAGE_ACCOUNTS)) -> AccountOut:
    """Make an account; it signs in by a link first."""
    with act.writing() as rows:
        account = make_account(rows.session, new.name, new.role, new.team_ids, new.worker_id)
        rows.record(f"account {account.id}", role=new.role, teams=sorted(set(new.team_ids)))
        tag(response, account.version)
        return rows.answered(_out(account))


@router.get("/{account_id}")
def read_account(account_id: RowId, response: Response, act: Acting = may(Action.MANAGE_ACCOUNTS)) -> AccountOut:
    """Return an account."""
    with act.reading() as rows:
        account = _account(rows, account_id)
        tag(response, account.version)
        return _out(account)


@router.put("/{account_id}")
def change_account(
    account_id: RowId,
    changed: ChangedAccount,
    response: Response,
    if_match: IfMatch = None,
    act: Acting = may(Action.MANAGE_ACCOUNTS),
) -> AccountOut:
    """Change an account's role, teams or worker, disable it or enable it again."""
    with act.writing() as rows:
        account = _account(rows, account_id)
        before = next_version(rows.session, account, if_match)
        administers = account.role == Role.ADMINISTRATOR and not account.disabled_at
        if administers and (changed.disabled or changed.role is not Role.ADMINISTRATOR):
            check_administrator_left(rows.session, but=account)
        set_place(rows.session, account, changed.role, changed.team_ids, changed.worker_id)
        if changed.disabled:
            disable(rows.session, account)
        else:
            account.disabled_at = None
        rows.record(f"account {account.id}", from_version=before, **changed.model_dump(mode="json"))
        tag(response, account.version)
        return _out(account)


@router.post("/{account_id}/links", status_code=201)
def add_link(account_id: RowId, act: Acting = may(Action.MANAGE_ACCOUNTS)) -> LinkOut:
    """Make a link that signs the account in once, for its holder alone; links made before end."""
    with act.writing() as rows:
        account = _account(rows, account_id)
        if account.disabled_at:
            problem = Problem(code="E8120", cause=f"account {account.id} is disabled", action="enable it first")
            raise RefusedError(409, problem)
        secret = make_sign_in_link(rows.session, account)
        rows.record(f"account {account.id}", made="sign-in link")
        return LinkOut(address=link_address(act.settings, secret), hours=LINK_HOURS)


def _account(rows: Rows, account_id: int) -> Account:
    account = rows.session.get(Account, account_id)
    if account is None:
        problem = Problem(code="E8103", cause=f"there is no account {account_id}", action="check the id")
        raise RefusedError(404, problem)
    return account


def _out(account: Account) -> AccountOut:
    return AccountOut(
        id=account.id,
        name=account.name,
        role=Role(account.role),
        team_ids=sorted(membership.team_id for membership in account.memberships),
        worker_id=account.worker_id,
        has_password=account.password_hash is not None,
        from_directory=account.subject is not None,
        disabled_at=account.disabled_at,
        version=account.version,
    )
