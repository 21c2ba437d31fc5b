"""A leader opens a week with a rota request: as JSON, as files, or made from the week before."""

import io
import zipfile

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from models.clock import Horizon
from models.files import request_csv, request_xlsx
from models.visits import Post
from service.api.v1.examples import NEW_WEEK
from service.store.tables import Role, RosterState, StoredRequest, StoredRoster, Week, WeekState
from tests import builders as make
from tests.service.house import House, kept_roster, opened_week
from tests.service.weeks.asking import AGREED, as_json, open_week, send_files, told


def stored(home: House, week_id: int) -> str:
    with home.store.reading() as session:
        return session.query(StoredRequest).filter_by(week_id=week_id).one().sha256


def zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_a_week_opens_with_a_request_as_json(home: House) -> None:
    answer = open_week(home)
    week = answer.json()
    assert (answer.status_code, answer.headers["etag"], week["state"], week["starts"]) == (
        201,
        '"1"',
        "open",
        "2026-01-12",
    )
    assert answer.headers["location"] == f"/api/v1/weeks/{week['id']}"
    assert (week["request"]["origin"], week["request"]["constituencies"]) == ("uploaded", ["Yardley"])
    assert stored(home, week["id"]) == make.request().sha256


@pytest.mark.parametrize(
    "files",
    [
        {"week.xlsx": request_xlsx(make.request())},
        {"week.json": make.request().model_dump_json().encode()},
        request_csv(make.request()),
        {"week.zip": zipped(request_csv(make.request()))},
        {"week.zip": zipped({f"my-week/{name}": data for name, data in request_csv(make.request()).items()})},
        {"week.zip": zipped({"week.xlsx": request_xlsx(make.request()), "__MACOSX/._week.xlsx": b"?"})},
    ],
    ids=["workbook", "JSON file", "CSV files", "zip", "zip of a folder", "zip of a workbook"],
)
def test_files_make_the_same_request(small_home: House, files: dict[str, bytes]) -> None:
    answer = send_files(small_home, files)
    assert answer.status_code == 201, answer.text
    assert stored(small_home, answer.json()["id"]) == make.request().sha256


def test_the_same_upload_with_its_key_opens_one_week(small_home: House) -> None:
    files = request_csv(make.request())
    first, again = (send_files(small_home, files, headers={"Idempotency-Key": "monday"}) for _ in range(2))
    assert (first.status_code, first.content, first.headers["etag"], first.headers["location"]) == (
        again.status_code,
        again.content,
        again.headers["etag"],
        again.headers["location"],
    )
    other = send_files(small_home, files | {"notes.csv": b"hello\n"}, headers={"Idempotency-Key": "monday"})
    assert told(other) == (422, ["E8603"])


def test_a_key_is_for_one_path(small_home: House) -> None:
    opened = open_week(small_home)
    key = {"Idempotency-Key": "k", "If-Match": "*"}
    leader, week = small_home.as_(Role.LEADER), opened.json()["id"]
    pin = {"id": "K1", "kind": "day_off", "worker_id": "W1", "date": "2026-01-14"}
    assert leader.post(f"/api/v1/weeks/{week}/pins", json=pin, headers=key).status_code == 201
    assert told(leader.post(f"/api/v1/weeks/{week}/submit", json=pin, headers=key)) == (422, ["E8603"])


def test_a_team_has_one_week_a_start_date(home: House) -> None:
    open_week(home)
    assert told(open_week(home)) == (409, ["E8203"])
    south = home.as_(Role.LEADER, "south")
    body = {"team_id": home.teams["south"], "preferences_until": AGREED, "request": as_json(make.request())}
    assert south.post("/api/v1/weeks", json=body).status_code == 201


def test_another_team_s_week_is_not_opened(small_home: House) -> None:
    assert told(open_week(small_home, team_id=small_home.teams["south"])) == (404, ["E8103"])


@pytest.mark.parametrize("role", [Role.WORKER, Role.FINANCE, Role.AUDITOR])
def test_only_leaders_and_administrators_open_weeks(small_home: House, role: Role) -> None:
    assert told(small_home.as_(role).post("/api/v1/weeks", json=NEW_WEEK)) == (403, ["E8102"])


def test_who_may_not_open_a_week_uploads_nothing(small_home: House) -> None:
    answer = small_home.client.post("/api/v1/weeks", data={"week": "{}"}, files={"files": ("a.csv", b"id\n")})
    assert told(answer) == (401, ["E8101"])


def test_the_deadline_lies_before_the_week(small_home: House) -> None:
    assert told(open_week(small_home, preferences_until="2026-01-12T00:01")) == (422, ["E8204"])


def test_a_deadline_without_an_offset_is_london_s(small_home: House) -> None:
    post = Post(id="desk", place_id="P0", constituency="Yardley", start="2026-07-06T07:00", end="2026-07-06T13:00")
    summer = make.request(horizon=Horizon(start="2026-07-06"), visits=(), posts=(post,))
    answer = open_week(small_home, summer, preferences_until="2026-07-03T18:00")
    assert answer.json()["preferences_until"] == "2026-07-03T18:00:00+01:00"


def test_a_request_is_given_in_one_way(small_home: House) -> None:
    assert told(open_week(small_home, request=None)) == (422, ["E8205"])
    assert told(open_week(small_home, follows=1)) == (422, ["E8205"])


def test_what_is_said_of_a_week_is_told_field_by_field(small_home: House) -> None:
    answer = open_week(small_home, preferences_until="soon", colour="green")
    assert told(answer) == (422, ["E6101", "E6101"])
    assert "week.preferences_until" in answer.text and "week.colour" in answer.text


def test_every_problem_of_the_files_is_told_at_once_with_file_row_and_column(small_home: House) -> None:
    files = request_csv(make.request())
    files["workers.csv"] = files["workers.csv"].replace(b"Yardley", b"=1+1").replace(b"1260,", b"many,", 1)
    files["visits.csv"] = files["visits.csv"].replace(b"U1", b"nobody")
    problems = send_files(small_home, files).json()["problems"]
    assert {(each["file"], each["row"], each["column"]) for each in problems} >= {
        ("workers.csv", 2, "constituency"),
        ("workers.csv", 2, "contract_minutes_per_week"),
        ("visits.csv", 2, "service_user_id"),
    }


def test_a_formula_in_a_workbook_is_refused(small_home: House) -> None:
    workbook = load_workbook(io.BytesIO(request_xlsx(make.request())))
    workbook["workers"]["A2"] = '=HYPERLINK("http://example.com")'
    written = io.BytesIO()
    workbook.save(written)
    answer = send_files(small_home, {"week.xlsx": written.getvalue()})
    assert answer.status_code == 422
    assert any("formula" in problem["cause"] for problem in answer.json()["problems"])


def test_rejected_rows_may_be_left_out_and_are_told(small_home: House) -> None:
    files = request_csv(make.request(visits=(make.visit(), make.visit("V2", user_id="U1"))))
    files["visits.csv"] = files["visits.csv"].replace(b"V2,U1", b"V2,nobody")
    body = {"team_id": small_home.teams["north"], "preferences_until": AGREED}
    assert send_files(small_home, files, week=body).status_code == 422
    answer = send_files(small_home, files, params={"skip_rejected": "true"})
    assert answer.status_code == 201
    assert [problem["code"] for problem in answer.json()["read"]["problems"]] == ["E2002"]


def published(home: House, team: str = "north") -> int:
    week = opened_week(home, make.request(), team)
    roster = kept_roster(home, week, make.roster(make.duty(visits=[("V1", "08:00")])))
    with home.store.writing() as session:
        session.execute(update(StoredRoster).where(StoredRoster.id == roster).values(state=RosterState.PUBLISHED))
        session.execute(update(Week).where(Week.id == week).values(state=WeekState.PUBLISHED))
    return week


def test_a_week_goes_on_from_the_published_one_before(small_home: House) -> None:
    before = published(small_home)
    answer = open_week(small_home, request=None, follows=before)
    week = answer.json()
    assert (answer.status_code, week["starts"], week["follows_week_id"]) == (201, "2026-01-19", before)
    assert week["request"]["origin"] == "carried on"
    worker = small_home.as_(Role.LEADER).get(f"/api/v1/weeks/{week['id']}/workers/W1").json()
    assert worker["carried"]["worked_minutes_by_week"] == [360]


def test_a_week_that_was_not_published_is_not_gone_on_from(small_home: House) -> None:
    before = opened_week(small_home, make.request())
    assert told(open_week(small_home, request=None, follows=before)) == (409, ["E8206"])


def test_another_team_s_week_is_not_gone_on_from(small_home: House) -> None:
    before = published(small_home, "south")
    assert told(open_week(small_home, request=None, follows=before)) == (404, ["E8103"])


def test_the_example_in_the_description_works(small_home: House) -> None:
    answer = small_home.as_(Role.LEADER).post("/api/v1/weeks", json=NEW_WEEK | {"team_id": small_home.teams["north"]})
    assert answer.status_code == 201, answer.text
