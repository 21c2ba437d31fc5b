"""What tests of the week's workflow ask again and again."""

import json
from datetime import timedelta
from typing import Any

from models.request import RotaRequest
from service.store.tables import Role, Week, now
from tests import builders as make
from tests.service.house import OWN, House, Visitor

AGREED = "2026-01-09T18:00"
SMALL = make.request()


def told(answer: Any) -> tuple[int, list[str]]:
    """The status and codes that an error answers."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return answer.status_code, [problem["code"] for problem in answer.json()["problems"]]


def as_json(record: Any) -> Any:
    return record.model_dump(mode="json")


def open_week(home: House, request: RotaRequest | None = SMALL, **fields: Any) -> Any:
    """The answer to opening a week of the team north with a request as JSON, or with none."""
    given = as_json(request) if request else None
    body = {"team_id": home.teams[OWN], "preferences_until": AGREED, "request": given}
    return home.as_(Role.LEADER).post("/api/v1/weeks", json=body | fields)


def send_files(home: House, files: dict[str, bytes], **fields: Any) -> Any:
    """The answer to opening a week of the team north with a request as files."""
    week = {"team_id": home.teams[OWN], "preferences_until": AGREED} | fields.pop("week", {})
    sent = [("files", (name, content)) for name, content in files.items()]
    return home.as_(Role.LEADER).post("/api/v1/weeks", data={"week": json.dumps(week)}, files=sent, **fields)


def version(home: House, week_id: int) -> dict[str, str]:
    """The If-Match header for a change of a week as it stands."""
    with home.store.reading() as session:
        return {"If-Match": f'"{session.get_one(Week, week_id).version}"'}


def pass_deadline(home: House, week_id: int) -> None:
    """Let a week's deadline have passed."""
    with home.store.writing() as session:
        session.get_one(Week, week_id).preferences_until = now() - timedelta(minutes=1)


def state(visitor: Visitor, week_id: int, *wishes: dict[str, Any], known: int = 0) -> Any:
    """The answer to a worker who states these wishes, having read version `known`."""
    path = f"/api/v1/weeks/{week_id}/preferences/own"
    return visitor.put(path, json={"wishes": list(wishes)}, headers={"If-Match": f'"{known}"'})
