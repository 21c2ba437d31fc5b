"""One roster of a week is in force at a time; it never changes, and whoever it concerns is told once."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from service.store.tables import AuditEntry, Notice, Role, StoredRoster, Week, WeekState
from tests import builders as make
from tests.service.house import House, kept_roster
from tests.service.rosters.weeks import BOTH, MONDAY, W1_ALONE, code_of, drafts, in_state, published


def told(home: House) -> set[tuple[int, str, str]]:
    with home.store.reading() as session:
        return {(each.roster_id, each.worker_id, each.kind) for each in session.scalars(select(Notice))}


def states(home: House) -> list[str]:
    with home.store.reading() as session:
        return list(session.scalars(select(StoredRoster.state).order_by(StoredRoster.id)))


def test_a_published_roster_is_in_force_and_every_worker_is_told_of_their_first_rota(home: House) -> None:
    week, (draft,) = drafts(home, BOTH)
    answer = home.as_(Role.LEADER).post(f"/api/v1/rosters/{draft}/publish")
    assert (answer.status_code, answer.json()["state"]) == (200, "published")
    assert home.as_(Role.LEADER).get(f"/api/v1/weeks/{week}").json()["state"] == "published"
    assert told(home) == {(draft, name, "new") for name in ("W1", "W2", "W3")}


def test_publishing_is_in_the_audit_log_with_the_version_before(small_home: House) -> None:
    week, draft = published(small_home)
    with small_home.store.reading() as session:
        (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "publish"))
        assert session.get_one(Week, week).version == entry.from_version + 1
    assert (entry.what, entry.week_id, entry.account_role) == (f"roster {draft}", week, "leader")


def test_publishing_twice_is_one_publication_with_the_same_answer(home: House) -> None:
    _, (draft,) = drafts(home, BOTH)
    leader = home.as_(Role.LEADER)
    first, second = (leader.post(f"/api/v1/rosters/{draft}/publish") for _ in range(2))
    assert first.json() == second.json()
    assert len(told(home)) == 3


def test_the_next_version_supersedes_it_and_only_those_whose_rota_changed_are_told(home: House) -> None:
    week, first = published(home)
    second = kept_roster(home, week, W1_ALONE)
    answer = home.as_(Role.LEADER).post(f"/api/v1/rosters/{second}/publish")
    assert answer.json()["supersedes_id"] == first
    assert states(home) == ["superseded", "published"]
    assert {each for each in told(home) if each[0] == second} == {(second, "W1", "changed"), (second, "W2", "changed")}


def test_a_superseded_roster_is_not_published_again(small_home: House) -> None:
    week, first = published(small_home)
    second = kept_roster(small_home, week, W1_ALONE)
    small_home.as_(Role.LEADER).post(f"/api/v1/rosters/{second}/publish")
    assert code_of(small_home.as_(Role.LEADER).post(f"/api/v1/rosters/{first}/publish")) == (409, "E8502")


def test_of_two_leaders_at_once_one_publishes_and_the_other_is_told(home: House) -> None:
    _, both = drafts(home, BOTH, W1_ALONE)
    leader = home.as_(Role.LEADER)
    leader.get("/api/v1/teams")
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda roster_id: leader.post(f"/api/v1/rosters/{roster_id}/publish"), both))
    assert states(home).count("published") == 1
    refused = [code_of(answer) for answer in answers if answer.status_code != 200]
    assert refused == ([] if "superseded" in states(home) else [(409, "E8503")])  # one after the other is no clash


def test_a_roster_that_was_published_meanwhile_is_not_passed_over(home: House) -> None:
    from service.rosters import publishing

    _, (first, second) = drafts(home, BOTH, W1_ALONE)
    leader, publication = home.as_(Role.LEADER), publishing.publication

    def interrupted(act, week_id, papers):
        ready = publication(act, week_id, papers)
        publishing.publication = publication
        assert leader.post(f"/api/v1/rosters/{first}/publish").status_code == 200
        return ready

    publishing.publication = interrupted
    assert code_of(leader.post(f"/api/v1/rosters/{second}/publish")) == (409, "E8503")
    assert states(home) == ["published", "draft"]


def test_another_team_has_no_such_roster(small_home: House) -> None:
    _, (draft,) = drafts(small_home, BOTH)
    assert code_of(small_home.as_(Role.LEADER, "south").post(f"/api/v1/rosters/{draft}/publish")) == (404, "E8103")


def test_a_worker_publishes_nothing(small_home: House) -> None:
    _, (draft,) = drafts(small_home, BOTH)
    assert code_of(small_home.as_(Role.WORKER).post(f"/api/v1/rosters/{draft}/publish")) == (403, "E8102")


def test_nothing_of_a_closed_week_is_published(small_home: House) -> None:
    week, (draft,) = drafts(small_home, BOTH)
    in_state(small_home, week, WeekState.CLOSED)
    assert code_of(small_home.as_(Role.LEADER).post(f"/api/v1/rosters/{draft}/publish")) == (409, "E8210")


def test_the_referee_looks_again_before_a_roster_is_published(small_home: House) -> None:
    _, (draft,) = drafts(small_home, BOTH)
    broken = make.roster(MONDAY, make.duty("W2", day=1, visits=[("V2", "11:00")]))
    with small_home.store.writing() as session:
        session.get_one(StoredRoster, draft).document = broken.model_dump_json().encode()
    assert code_of(small_home.as_(Role.LEADER).post(f"/api/v1/rosters/{draft}/publish")) == (422, "E8501")
    assert states(small_home) == ["draft"]
