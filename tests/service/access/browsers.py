"""Signed-in browsers for tests: a cookie and the secret of changes, as a page has them."""

from dataclasses import dataclass
from typing import Any

from service.access.sessions import begin_session
from service.store.tables import Account, Role
from tests.service.house import OWN, House


@dataclass(frozen=True)
class Browser:
    """A browser signed in to one account."""

    home: House
    account_id: int
    secret: str
    csrf_secret: str

    def ask(self, method: str, path: str, **given: Any) -> Any:
        """Ask as a page of ours would; the client keeps no cookie of its own."""
        headers = {"Cookie": f"rota={self.secret}", "X-CSRF-Token": self.csrf_secret, **given.pop("headers", {})}
        self.home.client.cookies.clear()
        answer = self.home.client.request(method, path, headers=headers, follow_redirects=False, **given)
        self.home.client.cookies.clear()
        return answer


def browser_of(home: House, role: Role, team: str = OWN, began_with: str = "password") -> Browser:
    """A new browser of a role's account."""
    home.as_(role, team)
    name = f"{role}-{team}" + ("-W1" if role is Role.WORKER else "")
    with home.store.writing() as session:
        account = session.get_one(Account, home.accounts[name])
        signed_in = begin_session(session, account, began_with, hours=1)
    return Browser(home, account.id, signed_in.secret, signed_in.csrf_secret)


def new_account(home: House, name: str, role: Role = Role.FINANCE, **more: Any) -> int:
    """An account straight in the store; its id."""
    with home.store.writing() as session:
        account = Account(name=name, role=role, **more)
        session.add(account)
        session.flush()
        return account.id
