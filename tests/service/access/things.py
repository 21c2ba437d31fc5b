"""What the paths of endpoints name, in a team of one's own and in another: a week, a roster, a token ..."""

import re

from service.store.tables import ApiToken
from tests import builders as make
from tests.service.access.browsers import Browser, new_account
from tests.service.house import OTHER, OWN, House, kept_roster, opened_week

ROSTER = make.roster(make.duty(visits=[("V1", "08:00")]))


class Things:
    """Makes what a path names, once for each team; what belongs to one account anew each time."""

    def __init__(self, home: House) -> None:
        self.home = home
        self.ids = {team: self._of_team(team) for team in (OWN, OTHER)}

    def path(self, template: str, team: str, browser: Browser) -> str:
        """A path with the ids of a team's things, or of the browser's own."""
        known = self.ids[team] | {"token_id": lambda: self._token(team, browser)}
        return re.sub(r"{(\w+)}", lambda found: str(_made(known[found[1]])), template)

    def _of_team(self, team: str) -> dict[str, object]:
        week_id = opened_week(self.home, make.request(), team)
        return {
            "team_id": self.home.teams[team],
            "week_id": week_id,
            "roster_id": kept_roster(self.home, week_id, ROSTER),
            "account_id": new_account(self.home, f"spare-{team}"),
        }

    def _token(self, team: str, browser: Browser) -> int:
        """A token of the browser's account, or of somebody else's."""
        with self.home.store.writing() as session:
            whose = browser.account_id if team == OWN else self.ids[team]["account_id"]
            token = ApiToken(account_id=whose, name="spare", secret_hash=browser.secret.encode())
            session.add(token)
            session.flush()
            return token.id


def _made(thing: object) -> object:
    return thing() if callable(thing) else thing
