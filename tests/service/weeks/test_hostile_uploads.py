"""Uploads that are broken or meant to harm are refused with code, cause and action, and leave nothing."""

import asyncio
import io
import json
import socket
import struct
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from sqlalchemy import func, select

from models.files import request_csv, request_xlsx
from service.store.tables import GivenAnswer, Role, StoredRequest, Week
from service.web import archives
from tests import builders as make
from tests.service import sqlite
from tests.service.house import House, house
from tests.service.weeks.asking import AGREED, send_files, told

CSV = request_csv(make.request())
FORM = {"Content-Type": "multipart/form-data; boundary=x"}


def left(home: House) -> list[int]:
    """How many rows an upload has left."""
    with home.store.reading() as session:
        tables = (Week, StoredRequest, GivenAnswer)
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", method) as writing:
        for name, content in files.items():
            writing.writestr(name, content)
    return archive.getvalue()


def lying(size: int) -> bytes:
    """A zip whose only file says that it is smaller than it is."""
    whole = bytearray(packed({"visits.csv": b"0" * 5_000}))
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", whole, whole.index(signature) + at, size)
    return bytes(whole)


def encrypted() -> bytes:
    whole = bytearray(packed({"visits.csv": b"id\n"}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.index(signature) + at] |= 1
    return bytes(whole)


def workbook_with(sheet: bytes) -> bytes:
    """A workbook whose first sheet is replaced by these bytes."""
    files = {}
    with zipfile.ZipFile(io.BytesIO(request_xlsx(make.request()))) as archive:
        for name in archive.namelist():
            files[name] = sheet if name == "xl/worksheets/sheet1.xml" else archive.read(name)
    return packed(files)


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">' + b"".join(
    b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12)
)
LAUGHS += b"]><worksheet><sheetData><row><c><v>&l11;</v></c></row></sheetData></worksheet>"

HOSTILE: dict[str, tuple[dict[str, bytes], set[str]]] = {
    "a path as a name": ({"../../workers.csv": b"id\n"}, {"E8704"}),
    "a path of another system": ({"..\\workers.csv": b"id\n"}, {"E8704"}),
    "a zip with a path upwards": ({"w.zip": packed({"../../visits.csv": b"id\n"})}, {"E8704"}),
    "a zip with a path from the root": ({"w.zip": packed({"/etc/visits.csv": b"id\n"})}, {"E8704"}),
    "a zip with deep folders": ({"w.zip": packed({"a/b/visits.csv": b"id\n"})}, {"E8704"}),
    "a zip that is none": ({"w.zip": b"PK\x05\x06 nothing"}, {"E8706"}),
    "a zip that ends early": ({"w.zip": packed(CSV)[:-30]}, {"E8706"}),
    "a zip that lies about sizes": ({"w.zip": lying(10)}, {"E8706"}),
    "a zip with a password": ({"w.zip": encrypted()}, {"E8706"}),
    "a zip of many files": ({"w.zip": packed({f"{n}.csv": b"" for n in range(61)})}, {"E8707"}),
    "a zip that lists very many files": ({"w.zip": packed({f"{n}.csv": b"" for n in range(2_000)})}, {"E8707"}),
    "a workbook that lists very many files": ({"w.xlsx": packed({f"{n}.xml": b"" for n in range(2_000)})}, {"E8707"}),
    "a zip in a zip": ({"w.zip": packed({"inner.zip": packed(CSV)})}, {"E1010"}),
    "a zip with one name twice": ({"w.zip": packed({"a/visits.csv": b"id\n", "visits.csv": b"id\n"})}, {"E8705"}),
    "a file of the wrong type": ({"week.pdf": b"%PDF-1.7"}, {"E1010"}),
    "a workbook that is none": ({"week.xlsx": b"not a workbook"}, {"E1006"}),
    "a workbook of laughs": ({"week.xlsx": workbook_with(LAUGHS)}, {"E1006"}),
    "a workbook with broken XML": ({"week.xlsx": workbook_with(b"<worksheet><sheetData><row>")}, {"E1006"}),
    "JSON that is none": ({"week.json": b"{"}, {"E1009"}),
    "JSON nested without end": ({"week.json": b"[" * 100_000}, {"E1009"}),
    "text that is not UTF-8": (CSV | {"visits.csv": b"id\n\xff\xfe\xfa\n"}, {"E1007"}),
    "a CSV of binary": (CSV | {"visits.csv": bytes(range(256))}, {"E1007"}),
    "a million rows": (CSV | {"visits.csv": b"id\n" + b"V1\n" * 1_000_000}, {"E1012"}),
    "a cell without end": (CSV | {"visits.csv": b'id\n"' + b"x" * 2_000_000}, {"E1008"}),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_upload_is_refused_and_leaves_nothing(lasting_home: House, what: str) -> None:
    files, codes = HOSTILE[what]
    answer = send_files(lasting_home, files, headers={"Idempotency-Key": "k"})
    status, found = told(answer)
    assert status == 422 and codes <= set(found), found
    assert all(problem["cause"] and problem["action"] for problem in answer.json()["problems"])
    assert left(lasting_home) == [0, 0, 0]


def test_a_zip_bomb_is_given_up_while_it_unpacks(lasting_home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_UNPACKED_BYTES", 1_000_000)
    bomb = packed({"visits.csv": b"0" * 2_000_000})
    assert len(bomb) < 5_000
    assert told(send_files(lasting_home, {"w.zip": bomb})) == (422, ["E8707"])


def test_a_formula_in_csv_is_refused_with_its_cell(lasting_home: House) -> None:
    answer = send_files(lasting_home, CSV | {"visits.csv": CSV["visits.csv"].replace(b"V1", b"=cmd|' /C calc'!A0")})
    (problem,) = answer.json()["problems"]
    assert (answer.status_code, problem["row"], problem["column"]) == (422, 2, "id")
    assert "formula" in problem["cause"]


def test_very_many_problems_are_told_in_part(lasting_home: House) -> None:
    wrong = b"id,service_user_id,date,windows,minutes\n" + b",,,,\nV1,U1,x,x,x\n" * 2_000
    problems = send_files(lasting_home, CSV | {"visits.csv": wrong}).json()["problems"]
    assert len(problems) == 1_000
    assert problems[-1]["code"] == "E8610" and "more" in problems[-1]["cause"]


WEEK = json.dumps({"team_id": 1, "preferences_until": AGREED}).encode()
BROKEN: dict[str, tuple[bytes, dict[str, str], int]] = {
    "nothing": (b"", FORM, 422),
    "no form": (b"hello", FORM, 400),
    "no boundary": (b"hello", {"Content-Type": "multipart/form-data"}, 400),
    "a form that ends early": (b'--x\r\nContent-Disposition: form-data; name="week"\r\n\r\n{', FORM, 422),
    "a part without a name": (b"--x\r\nContent-Disposition: form-data\r\n\r\n{}\r\n--x--\r\n", FORM, 400),
    "a header without end": (b"--x\r\n" + b"A" * 100_000, FORM, 400),
    "a field without end": (
        b'--x\r\nContent-Disposition: form-data; name="week"\r\n\r\n' + b"1" * 100_000 + b"\r\n--x--\r\n",
        FORM,
        400,
    ),
    "a field nobody knows": (
        b'--x\r\nContent-Disposition: form-data; name="week"\r\n\r\n'
        + WEEK
        + b'\r\n--x\r\nContent-Disposition: form-data; name="weak"\r\n\r\n1\r\n--x--\r\n',
        FORM,
        422,
    ),
    "a picture": (b"\x89PNG", {"Content-Type": "image/png"}, 415),
    "JSON that is not UTF-8": (b'{"a": "\xff"}', {"Content-Type": "application/json"}, 422),
    "half a letter": (b'{"a": "\\ud800"}', {"Content-Type": "application/json"}, 422),
    "a key twice": (b'{"team_id": 1, "team_id": 2}', {"Content-Type": "application/json"}, 422),
}


@pytest.mark.parametrize("what", BROKEN)
@pytest.mark.parametrize("key", [{}, {"Idempotency-Key": "k"}], ids=["without a key", "with a key"])
def test_a_broken_body_is_refused_and_leaves_nothing(lasting_home: House, what: str, key: dict[str, str]) -> None:
    body, headers, status = BROKEN[what]
    answer = lasting_home.as_(Role.LEADER).post("/api/v1/weeks", content=body, headers=headers | key)
    assert told(answer)[0] == status, answer.text
    assert left(lasting_home) == [0, 0, 0]


def test_a_body_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    with house(sqlite.fresh_database(tmp_path), most_bytes=100_000) as home:
        answer = send_files(home, {"visits.csv": b" " * 100_001})
        assert told(answer) == (413, ["E6102"])
        assert left(home) == [0, 0, 0]


@pytest.fixture
def listening(lasting_home: House) -> Iterator[int]:
    """The port on which the service of `lasting_home` really listens."""
    server = uvicorn.Server(uvicorn.Config(lasting_home.client.app, port=0, lifespan="off", log_level="critical"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join()


def test_a_half_sent_upload_leaves_nothing(
    lasting_home: House, listening: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    lasting_home.as_(Role.LEADER)
    head = b"POST /api/v1/weeks HTTP/1.1\r\nHost: rota\r\nAuthorization: Bearer leader-north\r\n"
    head += b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 9000000\r\n\r\n"
    part = b'--x\r\nContent-Disposition: form-data; name="files"; filename="visits.csv"\r\n\r\n'
    before = set(tmp_path.iterdir())
    with socket.create_connection(("127.0.0.1", listening)) as sender:
        sender.sendall(head + part + b"V1,U1\n" * 500_000)
    answer: Any = lasting_home.as_(Role.LEADER).get("/api/v1/weeks")
    assert answer.json()["items"] == []
    assert left(lasting_home) == [0, 0, 0]
    assert set(tmp_path.iterdir()) == before


def test_an_upload_that_ends_early_is_no_mistake_of_ours(lasting_home: House) -> None:
    lasting_home.as_(Role.LEADER)
    headers = {"host": "localhost", "authorization": "Bearer leader-north"} | FORM
    arriving = [{"type": "http.request", "body": b"--x\r\n", "more_body": True}, {"type": "http.disconnect"}]
    answers: list[Any] = []

    async def receive() -> Any:
        return arriving.pop(0)

    async def send(message: Any) -> None:
        answers.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/v1/weeks",
        "query_string": b"",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
    }
    asyncio.run(lasting_home.client.app(scope, receive, send))
    assert answers[0]["status"] == 400
    assert json.loads(answers[1]["body"])["problems"][0]["code"] == "E8701"
