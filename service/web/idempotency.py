"""A POST that is sent again, with the same Idempotency-Key, is done once and answered alike each time.

The key is claimed and the answer kept in the very transaction that makes the change, so that after a kill there are
both or neither. Only what was done is kept: a refused POST may be sent again under its key. An answer that is not kept,
because it holds a secret, is a 409 when asked for again: never is anything done twice.
"""

import hashlib
from datetime import timedelta
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from pydantic import BaseModel
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from models.problems import Problem
from service.store.tables import GivenAnswer, now
from service.web.refusals import RefusedError
from service.web.uploads import form_of

KEPT = timedelta(days=2)
HEADER = "Idempotency-Key"
LONGEST_KEY = 128
NOT_KEPT = 0
PARAMETER = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "a name of your own for this POST; sent again within two days, it is answered alike and done once",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[!-~]+$"},
}


class AnsweredBeforeError(Exception):
    """This POST was done before; problem_documents.py gives its answer again."""

    def __init__(self, status: int, headers: dict[str, Any], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body
        super().__init__("answered before")


class Once:
    """One POST with a key: claims the key in the transaction that makes the change, and keeps the answer there."""

    def __init__(self, key: str, asked_sha256: str, status: int, response: Response) -> None:
        self.key = key
        self.asked_sha256 = asked_sha256
        self.status = status
        self.response = response
        self._claimed_id: int | None = None

    def give_again(self, session: Session, account_id: int) -> None:
        """Answer as before if this account's POST with this key was done before.

        Raises:
            AnsweredBeforeError: it was; with the answer.
            RefusedError: 422 when something else was asked under this key, 409 when the answer was not kept.
        """
        mine = (GivenAnswer.account_id == account_id, GivenAnswer.key == self.key, GivenAnswer.at >= now() - KEPT)
        earlier = session.scalar(select(GivenAnswer).where(*mine))
        if earlier is None:
            return
        if earlier.asked_sha256 != self.asked_sha256:
            raise RefusedError(422, _other_body())
        if earlier.status == NOT_KEPT:
            raise RefusedError(409, _not_kept())
        raise AnsweredBeforeError(earlier.status, earlier.headers, earlier.body)

    def claim(self, session: Session, account_id: int) -> None:
        """Claim the key before anything is changed; another POST under way with it is waited for, and given again.

        Raises:
            AnsweredBeforeError, RefusedError: as `give_again`.
        """
        if self._claimed_id is not None:
            return
        self.give_again(session, account_id)
        session.execute(delete(GivenAnswer).where(GivenAnswer.account_id == account_id, GivenAnswer.at < now() - KEPT))
        claimed = GivenAnswer(
            account_id=account_id,
            key=self.key,
            asked_sha256=self.asked_sha256,
            status=NOT_KEPT,
            headers={},
            body=b"",
        )
        try:
            with session.begin_nested():
                session.add(claimed)
        except IntegrityError:
            self.give_again(session, account_id)
            raise
        self._claimed_id = claimed.id

    def keep(self, session: Session, answer: BaseModel) -> None:
        """Keep the answer beside the change."""
        claimed = session.get_one(GivenAnswer, self._claimed_id)
        claimed.status = self.response.status_code or self.status
        claimed.headers = dict(self.response.headers) | {"content-type": "application/json"}
        claimed.body = answer.model_dump_json(by_alias=True).encode()


async def once_of(http: Request, response: Response) -> Once | None:
    """Return what is asked only once: a POST with a key.

    Raises:
        RefusedError: the key is empty, too long or of letters that are not plain.
    """
    key = http.headers.get(HEADER)
    if key is None or http.method != "POST":
        return None
    if not 1 <= len(key) <= LONGEST_KEY or not all("!" <= letter <= "~" for letter in key):
        cause = f"an {HEADER} has 1 to {LONGEST_KEY} plain letters, digits and signs, without spaces"
        raise RefusedError(422, Problem(code="E8602", cause=cause, action="send another key, a UUID for example"))
    status = http.scope["route"].status_code or 200
    return Once(key, await _asked_sha256(http), status, response)


Asked = Annotated[Once | None, Depends(once_of)]


async def _asked_sha256(http: Request) -> str:
    """Return the hash of what is asked: path, query, and the body, of a form its fields and files."""
    asked = hashlib.sha256(f"{http.url.path}?{http.url.query}\n".encode())
    if http.headers.get("content-type", "").startswith("multipart/"):
        form = await form_of(http)
        await run_in_threadpool(_add_form, asked, form.multi_items())
    else:
        asked.update(await http.body())
    return asked.hexdigest()


def _add_form(asked: Any, items: list[tuple[str, UploadFile | str]]) -> None:
    """Add fields and files but not what lies between them, which a client makes up anew each time."""
    for name, value in items:
        asked.update(repr((name, _file_told(value) if isinstance(value, UploadFile) else value)).encode())


def _file_told(upload: UploadFile) -> tuple[str | None, str]:
    """Return a file's name and the hash of what it holds."""
    content = hashlib.sha256()
    while part := upload.file.read(1024 * 1024):
        content.update(part)
    upload.file.seek(0)
    return upload.filename, content.hexdigest()


def _other_body() -> Problem:
    cause = f"this {HEADER} was sent before with something else"
    return Problem(code="E8603", cause=cause, action="give each POST a key of its own")


def _not_kept() -> Problem:
    cause = f"this was done already under this {HEADER}, and its answer was not kept"
    return Problem(code="E8601", cause=cause, action="look at what is there, or send it anew with another key")
