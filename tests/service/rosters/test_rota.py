"""A worker reads their own rota, here and in their calendar, and is told of it once."""

from urllib.parse import urlsplit

from icalendar import Calendar
from sqlalchemy import select

from service.store.tables import Account, CalendarAddress, Role
from tests.service.house import House, kept_roster
from tests.service.rosters.weeks import BOTH, W1_ALONE, code_of, drafts, published


def worker(home: House, worker_id: str = "W1", team: str = "north"):
    return home.as_(Role.WORKER, team, worker_id)


def new_address(home: House, worker_id: str = "W1") -> str:
    return urlsplit(worker(home, worker_id).post("/api/v1/rota/addresses").json()["address"]).path


def test_a_worker_reads_their_own_duties_and_nobody_elses(small_home: House) -> None:
    _, roster = published(small_home)
    (week,) = worker(small_home, "W2").get("/api/v1/rota").json()["items"]
    assert (week["roster_id"], [duty["date"] for duty in week["duties"]]) == (roster, ["2026-01-13"])
    assert week["duties"][0]["stops"] == [
        {
            "kind": "visit",
            "start": "2026-01-13T08:00:00Z",
            "id": "V2",
            "place_id": "P1",
            "minutes": 30,
            "together": None,
        }
    ]


def test_a_draft_is_in_nobodys_rota(small_home: House) -> None:
    drafts(small_home, BOTH)
    assert worker(small_home).get("/api/v1/rota").json()["items"] == []


def test_who_has_no_duty_reads_a_week_without_any(small_home: House) -> None:
    published(small_home)
    (week,) = worker(small_home, "W3").get("/api/v1/rota").json()["items"]
    assert week["duties"] == []


def test_what_is_superseded_is_in_the_rota_no_more(home: House) -> None:
    week, _ = published(home)
    second = kept_roster(home, week, W1_ALONE)
    home.as_(Role.LEADER).post(f"/api/v1/rosters/{second}/publish")
    (own,) = worker(home, "W2").get("/api/v1/rota").json()["items"]
    assert (own["roster_id"], own["duties"]) == (second, [])


def test_the_same_worker_id_in_another_team_reads_nothing(small_home: House) -> None:
    published(small_home)
    assert worker(small_home, "W1", "south").get("/api/v1/rota").json()["items"] == []


def test_ones_own_rota_is_a_calendar(small_home: House) -> None:
    published(small_home)
    answer = worker(small_home).get("/api/v1/rota/calendar.ics")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (event["dtstart"].dt.isoformat(), event["description"]) == (
        "2026-01-12T07:00:00+00:00",
        "08:00 visit V1 at P1, 30 minutes",
    )


def test_a_private_address_is_read_without_signing_in_and_only_its_hash_is_kept(home: House) -> None:
    published(home)
    path = new_address(home)
    answer = home.client.get(path)
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, "text/calendar")
    assert answer.headers["cache-control"] == "private, max-age=900"
    assert answer.content == worker(home).get("/api/v1/rota/calendar.ics").content
    with home.store.reading() as session:
        (kept,) = session.scalars(select(CalendarAddress))
    assert kept.secret_hash not in path.encode()


def test_a_calendar_that_has_not_changed_is_not_sent_again(small_home: House) -> None:
    published(small_home)
    path = new_address(small_home)
    tag = small_home.client.get(path).headers["etag"]
    assert small_home.client.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_a_revoked_address_leads_nowhere(small_home: House) -> None:
    published(small_home)
    path = new_address(small_home)
    (address,) = worker(small_home).get("/api/v1/rota/addresses").json()
    assert worker(small_home).delete(f"/api/v1/rota/addresses/{address['id']}").status_code == 204
    assert code_of(small_home.client.get(path)) == (404, "E8562")
    assert worker(small_home).get("/api/v1/rota/addresses").json() == []


def test_an_address_that_never_was_answers_like_a_revoked_one(small_home: House) -> None:
    assert code_of(small_home.client.get("/api/v1/calendars/made-up.ics")) == (404, "E8562")


def test_a_disabled_accounts_address_leads_nowhere(small_home: House) -> None:
    published(small_home)
    path = new_address(small_home)
    with small_home.store.writing() as session:
        from service.store.tables import now

        session.get_one(Account, small_home.accounts["worker-north-W1"]).disabled_at = now()
    assert small_home.client.get(path).status_code == 404


def test_another_workers_address_is_not_ones_to_revoke(small_home: House) -> None:
    path = new_address(small_home)
    (address,) = worker(small_home).get("/api/v1/rota/addresses").json()
    assert worker(small_home, "W2").delete(f"/api/v1/rota/addresses/{address['id']}").status_code == 404
    assert small_home.client.get(path).status_code == 200


def test_an_administrator_makes_and_revokes_an_address_for_a_worker(small_home: House) -> None:
    worker(small_home)
    administrator = small_home.as_(Role.ADMINISTRATOR)
    own = f"/api/v1/accounts/{small_home.accounts['worker-north-W1']}/calendar-addresses"
    made = administrator.post(own).json()
    assert administrator.delete(f"{own}/{made['id']}").status_code == 204
    assert small_home.client.get(urlsplit(made["address"]).path).status_code == 404


def test_an_account_that_is_no_workers_has_no_calendar(small_home: House) -> None:
    small_home.as_(Role.FINANCE)
    path = f"/api/v1/accounts/{small_home.accounts['finance-north']}/calendar-addresses"
    assert code_of(small_home.as_(Role.ADMINISTRATOR).post(path)) == (409, "E8560")


def test_addresses_do_not_pile_up(small_home: House) -> None:
    answers = [worker(small_home).post("/api/v1/rota/addresses").status_code for _ in range(11)]
    assert answers == [201] * 10 + [409]


def test_a_notice_is_read_once(small_home: House) -> None:
    published(small_home)
    own = worker(small_home)
    (notice,) = own.get("/api/v1/notices", params={"unread": True}).json()["items"]
    assert (notice["kind"], notice["read_at"]) == ("new", None)
    first, second = (own.post(f"/api/v1/notices/{notice['id']}/read").json()["read_at"] for _ in range(2))
    assert first == second is not None
    assert own.get("/api/v1/notices", params={"unread": True}).json()["items"] == []


def test_a_colleagues_notice_is_not_there(small_home: House) -> None:
    published(small_home)
    (notice,) = worker(small_home).get("/api/v1/notices").json()["items"]
    assert worker(small_home, "W2").post(f"/api/v1/notices/{notice['id']}/read").status_code == 404


def test_a_leader_has_no_rota_here(small_home: House) -> None:
    assert code_of(small_home.as_(Role.LEADER).get("/api/v1/rota")) == (403, "E8102")
