"""A roster is read beside others, with what stands behind it and the room it has left."""

from service.store.tables import Role
from tests.service.house import House
from tests.service.rosters.weeks import BOTH, HOSTILE_REASON, W1_ALONE, code_of, drafts


def test_two_versions_are_told_apart_worker_by_worker(reading_home: House) -> None:
    _, (first, second) = drafts(reading_home, BOTH, W1_ALONE)
    path = f"/api/v1/rosters/{second}/comparison"
    told = reading_home.as_(Role.LEADER).get(path, params={"before": first}).json()
    assert [(each["worker_id"], each["date"]) for each in told["duties"]] == [
        ("W1", "2026-01-13"),
        ("W2", "2026-01-13"),
    ]
    assert told["duties"][0]["sentences"][-1] == "takes on visit V2 at 08:00"
    assert told["duties"][1]["sentences"] == [
        "has no duty any more (it was 07:00 to 13:00)",
        "no longer makes visit V2 at 08:00: W1 makes it",
    ]


def test_a_figure_says_before_after_and_the_change(reading_home: House) -> None:
    _, (first, second) = drafts(reading_home, HOSTILE_REASON, BOTH)
    path = f"/api/v1/rosters/{second}/comparison"
    lines = reading_home.as_(Role.LEADER).get(path, params={"before": first}).json()["figures"]
    (contact,) = [line for line in lines if line["slug"] == "contact_minutes"]
    assert (contact["before"], contact["after"], contact["change"]) == (30, 60, 30)


def test_without_another_it_stands_beside_the_roster_worked_today(reading_home: House) -> None:
    _, (draft,) = drafts(reading_home, BOTH)
    told = reading_home.as_(Role.LEADER).get(f"/api/v1/rosters/{draft}/comparison").json()
    (monday,) = [each for each in told["duties"] if each["worker_id"] == "W1"]
    assert monday["sentences"] == ["makes visit V1 at 08:00 instead of 08:30, 30 minutes earlier"]


def test_versions_of_different_weeks_are_not_compared(reading_home: House) -> None:
    from tests import builders as make
    from tests.service.house import kept_roster, opened_week

    _, (draft,) = drafts(reading_home, BOTH)
    other = kept_roster(reading_home, opened_week(reading_home, make.request(), "south"), make.roster())
    path = f"/api/v1/rosters/{draft}/comparison"
    assert code_of(reading_home.as_(Role.AUDITOR).get(path, params={"before": other})) == (422, "E8521")
    assert code_of(reading_home.as_(Role.LEADER).get(path, params={"before": other})) == (404, "E8103")


def test_a_visit_nobody_makes_has_its_reason(reading_home: House) -> None:
    _, (draft,) = drafts(reading_home, HOSTILE_REASON)
    told = reading_home.as_(Role.LEADER).get(f"/api/v1/rosters/{draft}/reasons", params={"visit": "V2"}).json()
    assert [why["visit_id"] for why in told["visits"]] == ["V2"]


def test_a_visit_that_somebody_makes_needs_none(reading_home: House) -> None:
    _, (draft,) = drafts(reading_home, BOTH)
    answer = reading_home.as_(Role.LEADER).get(f"/api/v1/rosters/{draft}/reasons", params={"visit": "V2"})
    assert code_of(answer) == (422, "E7202")


def test_a_duty_with_time_to_spare_has_room(reading_home: House) -> None:
    _, (draft,) = drafts(reading_home, BOTH)
    rooms = reading_home.as_(Role.LEADER).get(f"/api/v1/rosters/{draft}/capacity").json()
    assert [room["day"] > 0 for room in rooms] == [True, True, False, False, False, False, False]
