"""Every answer tells browsers to be careful, and none is given under a name that is not ours."""

from pathlib import Path
from typing import Any

import pytest
from fastapi import APIRouter
from fastapi.testclient import TestClient

from service.access.links import make_sign_in_link
from service.settings import Settings
from service.store.tables import Account
from service.web.app import create_app
from tests.service.access.browsers import new_account
from tests.service.house import House


@pytest.mark.parametrize("path", ["/openapi.json", "/api/v1/teams", "/nowhere"])
def test_every_answer_is_framed_by_nobody_and_kept_by_nobody(standing_home: House, path: str) -> None:
    told = standing_home.client.get(path).headers
    assert "frame-ancestors 'none'" in told["content-security-policy"]
    assert "unsafe" not in told["content-security-policy"]
    assert (told["x-content-type-options"], told["cache-control"]) == ("nosniff", "no-store")
    assert told["referrer-policy"] == "same-origin"
    assert "strict-transport-security" not in told


def test_a_report_runs_its_own_script_but_reaches_nothing(tmp_path: Path) -> None:
    app = create_app(Settings(DATABASE_URL=f"sqlite:///{tmp_path}/rota.sqlite3"))
    router = APIRouter()

    @router.get("/api/v1/report")
    def report() -> Any:
        from fastapi.responses import HTMLResponse

        return HTMLResponse("<p>report</p>")

    @router.get("/api/v1/broken")
    def broken() -> None:
        raise ZeroDivisionError

    app.include_router(router)
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        policy = client.get("/api/v1/report").headers["content-security-policy"]
        assert "sandbox allow-scripts;" in policy
        assert "connect-src" not in policy
        assert client.get("/api/v1/broken").headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "localhost.elsewhere.example", "[", "user@elsewhere.example", ""]
)
def test_a_name_that_is_not_ours_is_not_answered(standing_home: House, host: str) -> None:
    answer = standing_home.client.get("/openapi.json", headers={"Host": host})
    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (400, "E8122")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000", "rota.example"])
def test_our_own_names_are_answered(home_behind_https: House, host: str) -> None:
    assert home_behind_https.client.get("/sign-in", headers={"Host": host}).status_code == 200


def test_behind_https_browsers_come_back_by_https_and_send_the_cookie_by_it_only(home_behind_https: House) -> None:
    account = new_account(home_behind_https, "anna")
    with home_behind_https.store.writing() as session:
        secret = make_sign_in_link(session, session.get_one(Account, account))
    answer = home_behind_https.client.post("/api/v1/sign-in/link", json={"secret": secret})
    assert answer.headers["strict-transport-security"].startswith("max-age=")
    assert answer.headers["set-cookie"].startswith("__Host-rota=")
    assert "Secure" in answer.headers["set-cookie"]
