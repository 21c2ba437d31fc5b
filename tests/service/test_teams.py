"""Teams are made by administrators and seen by those they concern."""

from service.store.tables import AuditEntry, Role
from tests.service.house import House


def test_an_administrator_makes_a_team_and_the_audit_log_says_so(home: House) -> None:
    answer = home.as_(Role.ADMINISTRATOR).post("/api/v1/teams", json={"name": "east"})
    assert (answer.status_code, answer.json()["name"]) == (201, "east")
    with home.store.reading() as session:
        (entry,) = session.query(AuditEntry).all()
    assert (entry.action, entry.account_role, entry.team_id) == ("manage-teams", "administrator", answer.json()["id"])


def test_a_name_is_given_once(home: House) -> None:
    answer = home.as_(Role.ADMINISTRATOR).post("/api/v1/teams", json={"name": "north"})
    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (409, "E8201")


def test_a_leader_sees_only_their_own_team(home: House) -> None:
    answer = home.as_(Role.LEADER).get("/api/v1/teams")
    assert [team["name"] for team in answer.json()["items"]] == ["north"]


def test_a_leader_makes_no_team(home: House) -> None:
    answer = home.as_(Role.LEADER).post("/api/v1/teams", json={"name": "east"})
    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (403, "E8102")


def test_nobody_sees_anything_without_signing_in(home: House) -> None:
    answer = home.client.get("/api/v1/teams")
    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (401, "E8101")
