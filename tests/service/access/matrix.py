"""Who may do what, written by hand: one line for every endpoint, and what a request of each needs.

Whoever adds an endpoint adds its line; permissions.py is not looked at. For each role:
    -    may not (403)
    own  may, in their own team's things or with what is their own; anybody else's look like none (404)
    all  may, whatever the team
"""

from dataclasses import dataclass
from typing import Any

from service.store.tables import Role

LINES = """
                                                 worker  leader  finance  auditor  administrator
GET     /                                           own     own     all      all      all
GET     /account                                    own     own     own      own      own
GET     /api/v1/accounts                            -       -       -        -        all
POST    /api/v1/accounts                            -       -       -        -        all
GET     /api/v1/accounts/{account_id}               -       -       -        -        all
PUT     /api/v1/accounts/{account_id}               -       -       -        -        all
POST    /api/v1/accounts/{account_id}/links         -       -       -        -        all
GET     /api/v1/sign-in                             own     own     own      own      own
DELETE  /api/v1/sign-in                             own     own     own      own      own
DELETE  /api/v1/sign-in/everywhere                  own     own     own      own      own
PUT     /api/v1/sign-in/password                    own     own     own      own      own
GET     /api/v1/teams                               own     own     all      all      all
POST    /api/v1/teams                               -       -       -        -        all
GET     /api/v1/tokens                              own     own     own      own      own
POST    /api/v1/tokens                              own     own     own      own      own
DELETE  /api/v1/tokens/{token_id}                   own     own     own      own      own
GET     /api/v1/weeks                               own     own     all      all      all
GET     /api/v1/weeks/{week_id}                     own     own     all      all      all
"""

# Open to nobody in particular: what there is to know before signing in, and what watches over the service.
OPEN = {
    "GET /openapi.json",
    "POST /api/v1/sign-in/link",
    "POST /api/v1/sign-in/password",
    "GET /health/live",
    "GET /health/ready",
    "GET /metrics",
    "GET /sign-in",
    "GET /sign-in/directory",
    "GET /sign-in/directory/back",
    "GET /static",
    "GET /static/report",
}

# What a request needs besides its path to be looked at at all; empty where it is not here.
BODIES: dict[str, dict[str, Any]] = {
    "POST /api/v1/accounts": {"json": {"name": "made", "role": "finance"}},
    "PUT /api/v1/accounts/{account_id}": {"json": {"role": "finance"}},
    "PUT /api/v1/sign-in/password": {"json": {"password": "short"}},
    "POST /api/v1/teams": {"json": {"name": "made"}},
    "POST /api/v1/tokens": {"json": {"name": "made"}},
}


@dataclass(frozen=True)
class Line:
    """One endpoint and each role's verdict."""

    method: str
    path: str
    verdicts: dict[Role, str]

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


def lines() -> list[Line]:
    """The table."""
    heading, *rows = (line.split() for line in LINES.strip().splitlines())
    roles = [Role(name) for name in heading]
    return [Line(method, path, dict(zip(roles, verdicts, strict=True))) for method, path, *verdicts in rows]
