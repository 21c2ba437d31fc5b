"""Nothing gets into the store unchecked."""

import pytest

from models.problems import InputError
from service.store.tables import Role
from tests import builders as make
from tests.service.house import House, kept_roster, opened_week

ACCEPTED = make.roster(make.duty(visits=[("V1", "08:00")]))
BROKEN = make.roster(make.duty(visits=[("V1", "11:00")]))


def test_a_week_is_seen_by_its_own_team_only(home: House) -> None:
    week = opened_week(home, make.request())
    assert home.as_(Role.LEADER).get(f"/api/v1/weeks/{week}").json()["starts"] == make.MONDAY.isoformat()
    assert home.as_(Role.LEADER, "south").get(f"/api/v1/weeks/{week}").status_code == 404


def test_a_roster_that_the_referee_accepts_is_kept(home: House) -> None:
    assert kept_roster(home, opened_week(home, make.request()), ACCEPTED)


def test_a_roster_that_breaks_a_rule_is_not_kept(home: House) -> None:
    week = opened_week(home, make.request())
    with pytest.raises(InputError, match="E8501 R17"):
        kept_roster(home, week, BROKEN)
