"""Who may do what, written by hand: one line for every endpoint, and what a request of each needs.

Whoever adds an endpoint adds its line; permissions.py is not looked at. For each role:
    -    may not (403)
    own  may, in their own team's things or with what is their own; anybody else's look like none (404)
    all  may, whatever the team
"""

from dataclasses import dataclass
from typing import Any

from service.api.v1.examples import DEADLINE, NEW_WEEK, PIN, REQUEST, VISIT, WORKER
from service.store.tables import Role

LINES = """
                                                                      worker  leader  finance  auditor  administrator
GET     /                                                             own     own     all      all      all
GET     /account                                                      own     own     own      own      own
GET     /api/v1/accounts                                              -       -       -        -        all
POST    /api/v1/accounts                                              -       -       -        -        all
GET     /api/v1/accounts/{account_id}                                 -       -       -        -        all
PUT     /api/v1/accounts/{account_id}                                 -       -       -        -        all
GET     /api/v1/accounts/{account_id}/calendar-addresses              -       -       -        -        all
POST    /api/v1/accounts/{account_id}/calendar-addresses              -       -       -        -        all
DELETE  /api/v1/accounts/{account_id}/calendar-addresses/{address_id} -       -       -        -        all
POST    /api/v1/accounts/{account_id}/links                           -       -       -        -        all
GET     /api/v1/audit                                                 -       own     -        all      all
POST    /api/v1/checks                                                -       own     -        -        all
GET     /api/v1/notices                                               own     -       -        -        -
POST    /api/v1/notices/{notice_id}/read                              own     -       -        -        -
GET     /api/v1/persons/{worker_id:path}/export                       own     -       -        -        all
GET     /api/v1/requests/{request_id}                                 -       own     -        all      all
GET     /api/v1/requests/{request_id}/csv                             -       own     -        all      all
GET     /api/v1/requests/{request_id}/document                        -       own     -        all      all
GET     /api/v1/requests/{request_id}/xlsx                            -       own     -        all      all
GET     /api/v1/rosters/{roster_id}                                   -       own     -        all      all
GET     /api/v1/rosters/{roster_id}/capacity                          -       own     -        all      all
GET     /api/v1/rosters/{roster_id}/comparison                        -       own     -        all      all
GET     /api/v1/rosters/{roster_id}/costs                             -       own     all      all      all
GET     /api/v1/rosters/{roster_id}/costs.csv                         -       own     all      all      all
POST    /api/v1/rosters/{roster_id}/edits                             -       own     -        -        all
GET     /api/v1/rosters/{roster_id}/files/{name}                      -       own     -        all      all
GET     /api/v1/rosters/{roster_id}/ledger                            -       own     all      all      all
GET     /api/v1/rosters/{roster_id}/ledger.csv                        -       own     all      all      all
GET     /api/v1/rosters/{roster_id}/metrics                           -       own     all      all      all
GET     /api/v1/rosters/{roster_id}/metrics.csv                       -       own     all      all      all
POST    /api/v1/rosters/{roster_id}/placements                        -       own     -        -        all
POST    /api/v1/rosters/{roster_id}/places                            -       own     -        -        all
POST    /api/v1/rosters/{roster_id}/publish                           -       own     -        -        all
GET     /api/v1/rosters/{roster_id}/reasons                           -       own     -        all      all
POST    /api/v1/rosters/{roster_id}/replans                           -       own     -        -        all
GET     /api/v1/rota                                                  own     -       -        -        -
GET     /api/v1/rota/addresses                                        own     -       -        -        -
POST    /api/v1/rota/addresses                                        own     -       -        -        -
DELETE  /api/v1/rota/addresses/{address_id}                           own     -       -        -        -
GET     /api/v1/rota/calendar.ics                                     own     -       -        -        -
GET     /api/v1/sign-in                                               own     own     own      own      own
DELETE  /api/v1/sign-in                                               own     own     own      own      own
DELETE  /api/v1/sign-in/everywhere                                    own     own     own      own      own
PUT     /api/v1/sign-in/password                                      own     own     own      own      own
GET     /api/v1/solves                                                -       own     -        all      all
GET     /api/v1/solves/{solve_id}                                     -       own     -        all      all
POST    /api/v1/solves/{solve_id}/cancel                              -       own     -        -        all
GET     /api/v1/solves/{solve_id}/events                              -       own     -        all      all
GET     /api/v1/swaps                                                 own     own     -        all      all
GET     /api/v1/swaps/{swap_id}                                       own     own     -        all      all
POST    /api/v1/swaps/{swap_id}/approve                               -       own     -        -        all
POST    /api/v1/swaps/{swap_id}/refuse                                -       own     -        -        all
POST    /api/v1/swaps/{swap_id}/take                                  own     -       -        -        -
GET     /api/v1/swaps/{swap_id}/takers                                own     own     -        all      all
POST    /api/v1/swaps/{swap_id}/withdraw                              own     -       -        -        -
GET     /api/v1/teams                                                 own     own     all      all      all
POST    /api/v1/teams                                                 -       -       -        -        all
GET     /api/v1/tokens                                                own     own     own      own      own
POST    /api/v1/tokens                                                own     own     own      own      own
DELETE  /api/v1/tokens/{token_id}                                     own     own     own      own      own
GET     /api/v1/weeks                                                 own     own     all      all      all
POST    /api/v1/weeks                                                 -       own     -        -        all
GET     /api/v1/weeks/{week_id}                                       own     own     all      all      all
POST    /api/v1/weeks/{week_id}/close                                 -       own     -        -        all
PUT     /api/v1/weeks/{week_id}/deadline                              -       own     -        -        all
GET     /api/v1/weeks/{week_id}/delivered                             -       own     all      all      all
PUT     /api/v1/weeks/{week_id}/delivered                             -       own     -        -        all
GET     /api/v1/weeks/{week_id}/delivered.csv                         -       own     all      all      all
GET     /api/v1/weeks/{week_id}/delivered/visits                      -       own     -        all      all
GET     /api/v1/weeks/{week_id}/pins                                  -       own     -        all      all
POST    /api/v1/weeks/{week_id}/pins                                  -       own     -        -        all
DELETE  /api/v1/weeks/{week_id}/pins/{pin_id:path}                    -       own     -        -        all
GET     /api/v1/weeks/{week_id}/preferences                           -       own     -        all      all
GET     /api/v1/weeks/{week_id}/preferences/count                     -       own     -        all      all
GET     /api/v1/weeks/{week_id}/preferences/own                       own     -       -        -        -
PUT     /api/v1/weeks/{week_id}/preferences/own                       own     -       -        -        -
GET     /api/v1/weeks/{week_id}/published                             -       own     all      all      all
GET     /api/v1/weeks/{week_id}/requests                              -       own     -        all      all
POST    /api/v1/weeks/{week_id}/requests                              -       own     -        -        all
GET     /api/v1/weeks/{week_id}/rosters                               -       own     -        all      all
POST    /api/v1/weeks/{week_id}/solves                                -       own     -        -        all
POST    /api/v1/weeks/{week_id}/submit                                -       own     -        -        all
POST    /api/v1/weeks/{week_id}/swaps                                 own     -       -        -        -
GET     /api/v1/weeks/{week_id}/visits                                -       own     -        all      all
GET     /api/v1/weeks/{week_id}/visits/{visit_id:path}                -       own     -        all      all
PUT     /api/v1/weeks/{week_id}/visits/{visit_id:path}                -       own     -        -        all
DELETE  /api/v1/weeks/{week_id}/visits/{visit_id:path}                -       own     -        -        all
GET     /api/v1/weeks/{week_id}/workers                               -       own     -        all      all
GET     /api/v1/weeks/{week_id}/workers/{worker_id:path}              -       own     -        all      all
PUT     /api/v1/weeks/{week_id}/workers/{worker_id:path}              -       own     -        -        all
DELETE  /api/v1/weeks/{week_id}/workers/{worker_id:path}              -       own     -        -        all
GET     /weeks/new                                                    -       own     -        -        all
GET     /weeks/{week_id}                                              -       own     -        all      all
GET     /weeks/{week_id}/preferences                                  own     -       -        -        -
"""

# Open to nobody in particular: what there is to know before signing in, and what watches over the service.
OPEN = {
    "GET /openapi.json",
    "POST /api/v1/sign-in/link",
    "POST /api/v1/sign-in/password",
    "GET /health/live",
    "GET /health/ready",
    "GET /metrics",
    "GET /api/v1/calendars/{secret}.ics",
    "GET /sign-in",
    "GET /sign-in/directory",
    "GET /sign-in/directory/back",
    "GET /static",
    "GET /static/report",
}

PACKAGE_VISIT = {"minutes": 30, "earliest_start": "08:00", "latest_start": "09:00"}
PACKAGE = {"id": "K2", "service_user_id": "U1", "first_date": "2026-01-13", "visits": [PACKAGE_VISIT]}
# What a request needs besides its path to be looked at at all; a team's own ids stand in braces.
BODIES: dict[str, dict[str, Any]] = {
    "POST /api/v1/accounts": {"json": {"name": "made", "role": "finance"}},
    "PUT /api/v1/accounts/{account_id}": {"json": {"role": "finance"}},
    "POST /api/v1/rosters/{roster_id}/edits": {"json": {"edits": [{"kind": "move_visit", "visit_id": "V1"}]}},
    "POST /api/v1/rosters/{roster_id}/placements": {"json": {"package": PACKAGE, "duties": []}},
    "POST /api/v1/rosters/{roster_id}/places": {"json": {"package": PACKAGE}},
    "POST /api/v1/rosters/{roster_id}/replans": {"json": {"changes": [{"kind": "cancelled_visit", "visit_id": "V1"}]}},
    "PUT /api/v1/sign-in/password": {"json": {"password": "short"}},
    "POST /api/v1/teams": {"json": {"name": "made"}},
    "POST /api/v1/tokens": {"json": {"name": "made"}},
    "POST /api/v1/weeks": {"json": NEW_WEEK | {"team_id": "{team_id}"}},
    "PUT /api/v1/weeks/{week_id}/deadline": {"json": DEADLINE},
    "POST /api/v1/weeks/{week_id}/pins": {"json": PIN},
    "PUT /api/v1/weeks/{week_id}/preferences/own": {"json": {"wishes": []}},
    "POST /api/v1/weeks/{week_id}/requests": {"json": REQUEST},
    "POST /api/v1/weeks/{week_id}/solves": {"json": {}},
    "POST /api/v1/weeks/{week_id}/swaps": {"json": {"date": "2026-01-12"}},
    "POST /api/v1/swaps/{swap_id}/take": {"json": {}},
    "PUT /api/v1/weeks/{week_id}/delivered": {"json": {"delivered": []}},
    "PUT /api/v1/weeks/{week_id}/visits/{visit_id:path}": {"json": VISIT},
    "PUT /api/v1/weeks/{week_id}/workers/{worker_id:path}": {"json": WORKER},
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

    @property
    def given(self) -> dict[str, Any]:
        """What the request needs besides its path."""
        return BODIES.get(self.name, {})

    @property
    def names_a_thing(self) -> bool:
        """Whether path or body say whose thing it is about."""
        return "{" in self.path or "{team_id}" in str(self.given)


def lines() -> list[Line]:
    """The table."""
    heading, *rows = (line.split() for line in LINES.strip().splitlines())
    roles = [Role(name) for name in heading]
    return [Line(method, path, dict(zip(roles, verdicts, strict=True))) for method, path, *verdicts in rows]
