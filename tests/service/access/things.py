"""What the paths of endpoints name, in a team of one's own and in another: a week, a roster, a solve, a token ..."""

import re
from typing import Any

from service.store.tables import ApiToken, Solve, SolveState, StoredRequest
from tests import builders as make
from tests.service.access.browsers import Browser, new_account
from tests.service.house import OTHER, OWN, House, kept_roster, opened_week

REQUEST = make.request(workers=(make.worker("W1"), make.worker("W9")))
ROSTER = make.roster(make.duty(visits=[("V1", "08:00")]))
OF_REQUEST = {"visit_id": "V1", "pin_id": "K1", "worker_id": "W1", "name": "roster.json"}
SOMEBODY = {OWN: "W1", OTHER: "W9"}  # the worker's account is W1's


class Things:
    """Makes what a path names, once for each team; what belongs to one account anew each time."""

    def __init__(self, home: House) -> None:
        self.home = home
        self.ids = {team: self._of_team(team) for team in (OWN, OTHER)}

    def path(self, template: str, team: str, browser: Browser) -> str:
        """A path with the ids of a team's things, or of the browser's own."""
        known = dict(self.ids[team])
        if "token_id" in template:
            known["token_id"] = self._token(team, browser)
        if "/persons/" in template:
            known["worker_id"] = SOMEBODY[team]
        return re.sub(r"{(\w+)(:path)?}", lambda found: str(known[found[1]]), template)

    def body(self, given: dict[str, Any], team: str) -> dict[str, Any]:
        """What is sent, with a team's id where it stands in braces."""
        if "{team_id}" not in str(given):
            return given
        return {**given, "json": given["json"] | {"team_id": self.home.teams[team]}}

    def _of_team(self, team: str) -> dict[str, Any]:
        week_id = opened_week(self.home, REQUEST, team)
        solve_id, request_id = self._solve(team, week_id)
        return {
            **OF_REQUEST,
            "week_id": week_id,
            "request_id": request_id,
            "roster_id": kept_roster(self.home, week_id, ROSTER),
            "solve_id": solve_id,
            "account_id": new_account(self.home, f"spare-{team}"),
        }

    def _solve(self, team: str, week_id: int) -> tuple[int, int]:
        """A solve that has ended, and the request it was for."""
        with self.home.store.writing() as session:
            request_id = session.query(StoredRequest).filter_by(week_id=week_id).one().id
            solve = Solve(
                week_id=week_id,
                team_id=self.home.teams[team],
                request_id=request_id,
                options={},
                state=SolveState.DONE,
                turn=0,
            )
            session.add(solve)
            session.flush()
            return solve.id, request_id

    def _token(self, team: str, browser: Browser) -> int:
        """A token of the browser's account, or of somebody else's."""
        with self.home.store.writing() as session:
            whose = browser.account_id if team == OWN else self.ids[team]["account_id"]
            token = ApiToken(account_id=whose, name="spare", secret_hash=browser.secret.encode())
            session.add(token)
            session.flush()
            return token.id
