"""What the paths of endpoints name, in a team of one's own and in another: a week, a roster, a solve, a token ..."""

import re
from typing import Any

from sqlalchemy import select

from service.access.keys import hashed, new_secret
from service.store.tables import ApiToken, CalendarAddress, Notice, Role, Solve, SolveState, StoredRequest, Swap
from tests import builders as make
from tests.service.access.browsers import Browser, browser_of, new_account
from tests.service.house import OTHER, OWN, House, kept_roster, opened_week

REQUEST = make.request(workers=(make.worker("W1"), make.worker("W9")))
ROSTER = make.roster(make.duty(visits=[("V1", "08:00")]))
OF_REQUEST = {"visit_id": "V1", "pin_id": "K1", "worker_id": "W1", "name": "roster.json"}
SOMEBODY = {OWN: "W1", OTHER: "W9"}  # the worker's account is W1's


class Things:
    """Makes what a path names, once for each team; what belongs to one account anew each time."""

    def __init__(self, home: House) -> None:
        self.home = home
        self.browsers: dict[Role, Browser] = {}
        self.ids = {team: self._of_team(team) for team in (OWN, OTHER)}

    def path(self, template: str, team: str, browser: Browser) -> str:
        """A path with the ids of a team's things, or of the browser's own."""
        known = dict(self.ids[team])
        if "token_id" in template:
            known["token_id"] = self._kept(ApiToken, known, template, team, browser, name="spare")
        if "address_id" in template:
            known["address_id"] = self._kept(CalendarAddress, known, template, team, browser)
        if "/persons/" in template:
            known["worker_id"] = SOMEBODY[team]
        return re.sub(r"{(\w+)(:path)?}", lambda found: str(known[found[1]]), template)

    def browser(self, role: Role, path: str) -> Browser:
        """A role's browser; a new one for what signs out."""
        if role not in self.browsers or "/sign-in" in path:
            self.browsers[role] = browser_of(self.home, role)
        return self.browsers[role]

    def body(self, given: dict[str, Any], team: str) -> dict[str, Any]:
        """What is sent, with a team's id where it stands in braces."""
        if "{team_id}" not in str(given):
            return given
        return {**given, "json": given["json"] | {"team_id": self.home.teams[team]}}

    def _of_team(self, team: str) -> dict[str, Any]:
        week_id = opened_week(self.home, REQUEST, team)
        solve_id, request_id = self._solve(team, week_id)
        roster_id = kept_roster(self.home, week_id, ROSTER)
        return {
            **OF_REQUEST,
            "week_id": week_id,
            "request_id": request_id,
            "roster_id": roster_id,
            "swap_id": self._added(Swap(week_id=week_id, roster_id=roster_id, giver_id="W1", giver_date="2026-01-12")),
            "notice_id": self._added(Notice(week_id=week_id, roster_id=roster_id, worker_id="W1", kind="new")),
            "solve_id": solve_id,
            "account_id": new_account(self.home, f"spare-{team}"),
        }

    def _solve(self, team: str, week_id: int) -> tuple[int, int]:
        """A solve that has ended, and the request it was for."""
        with self.home.store.reading() as session:
            request_id = session.scalars(select(StoredRequest.id).where(StoredRequest.week_id == week_id)).one()
        of = {"week_id": week_id, "team_id": self.home.teams[team], "request_id": request_id}
        return self._added(Solve(**of, options={}, state=SolveState.DONE, turn=0)), request_id

    def _added(self, row: Any) -> int:
        """A row put into the store; its id."""
        with self.home.store.writing() as session:
            session.add(row)
            session.flush()
            return row.id

    def _kept(self, kind: Any, known: dict[str, Any], template: str, team: str, browser: Browser, **more: str) -> int:
        """Something with a secret of the browser's account, or of somebody else's: of the account that is named."""
        whose = browser.account_id if team == OWN and "account_id" not in template else known["account_id"]
        return self._added(kind(account_id=whose, secret_hash=hashed(new_secret()), **more))
