"""What is sent to us as files: kept in temporary files without a name, and gone with the request that sent them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.requests import ClientDisconnect

from models.files.json_files import read_object
from models.files.quoting import printable
from models.problems import Problem
from service.web.archives import MOST_FILES, is_plain, refuse_swollen_directory, unpacked
from service.web.refusals import RefusedError

JSON, FORM = "application/json", "multipart/form-data"
FILES = "files"
MOST_FIELD_BYTES = 64 * 1024

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Upload:
    """What was sent: JSON, or a form of one JSON field and files."""

    json: bytes | None = None
    form: FormData | None = None

    def told(self, field: str) -> bytes:
        """Return the JSON that says what is to be done: the body, or in a form this field; empty = nothing."""
        if self.form is None:
            return self.json or b""
        value = self.form.get(field)
        return value.encode(errors="replace") if isinstance(value, str) else b""

    def contents(self, field: str = "") -> dict[str, bytes]:
        """Return what each file holds, by name; an archive stands for the files in it.

        Args:
            field: the one field that a form may have beside its files.

        Raises:
            RefusedError: a field nobody knows, one name twice, a name that is a path, an archive that cannot be taken.
        """
        odd = sorted({printable(name)[:40] for name in self.form or ()} - {FILES, field})
        if odd:
            problem = f"the form has {', '.join(odd)}"
            raise _refused("E8703", problem, f"send the files as {FILES}" + (f", the rest as {field}" if field else ""))
        contents: dict[str, bytes] = {}
        for upload in self._files():
            for name, content in _held(upload).items():
                if name in contents:
                    raise _refused("E8705", f"two files have the name {name}", "leave one of them out")
                contents[name] = content
        return contents

    def _files(self) -> list[UploadFile]:
        items = self.form.multi_items() if self.form else []
        return [value for name, value in items if name == FILES and isinstance(value, UploadFile) and value.filename]


async def upload_of(http: Request) -> AsyncIterator[Upload]:
    """Give what was sent, and close its temporary files afterwards.

    Raises:
        RefusedError: 415 when it is neither JSON nor a form, 400 when it ended before all of it had come.
    """
    kind = http.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in (JSON, FORM):
        cause, action = "the body is neither JSON nor a form with files", f"send {JSON} or {FORM}"
        raise RefusedError(415, Problem(code="E8702", cause=cause, action=action))
    try:
        upload = Upload(form=await form_of(http)) if kind == FORM else Upload(json=await http.body())
    except ClientDisconnect as error:
        cause = "the upload ended before all of it had come; nothing was kept"
        raise RefusedError(400, Problem(code="E8701", cause=cause, action="send it again")) from error
    try:
        yield upload
    finally:
        await http.close()


Sent = Annotated[Upload, Depends(upload_of)]


async def form_of(http: Request) -> FormData:
    """Return a form that was sent, within limits; read once however often it is asked for.

    Raises:
        RefusedError: it is no whole form.
    """
    try:
        return await http.form(max_files=MOST_FILES, max_fields=10, max_part_size=MOST_FIELD_BYTES)
    except (ValueError, KeyError, UnicodeError, AssertionError) as error:
        cause = "the form cannot be read"
        raise RefusedError(400, Problem(code="E8703", cause=cause, action="send it as curl -F does")) from error


def read_as(model: type[Model], told: bytes, field: str) -> Model:
    """Return the model that JSON says.

    Raises:
        RefusedError: nothing was sent.
        InputError: it is no JSON object.
        RequestValidationError: with every problem, each with its place.
    """
    if not told:
        raise _refused("E8703", f"nothing says what is asked: no body, and no {field} in a form", "send one of the two")
    value = read_object(told, field)
    try:
        return model.model_validate(value)
    except ValidationError as error:
        told_of = [{**detail, "loc": (field, *detail["loc"])} for detail in error.errors(include_url=False)]
        raise RequestValidationError(told_of) from error


def body_described(model: type[BaseModel], field: str | None, example: Any) -> dict[str, Any]:
    """Return an endpoint's description of a body that is JSON or a form with files.

    Args:
        model: what the JSON holds; description.py has it among the schemas.
        field: the form's field that holds that JSON too; None = the form has files only.
        example: of the JSON.
    """
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    files = {
        "type": "array",
        "minItems": 1,
        "items": {"type": "string", "format": "binary"},
        "description": "one .json, one .xlsx, a .csv for each table, or a .zip of one of these",
    }
    fields = {field: schema, FILES: files} if field else {FILES: files}
    form = {"type": "object", "properties": fields, "required": list(fields) if not field else [field]}
    DESCRIBED.add(model)
    content = {JSON: {"schema": schema, "example": example}, FORM: {"schema": form}}
    return {"requestBody": {"required": True, "content": content}}


DESCRIBED: set[type[BaseModel]] = set()


def _held(upload: UploadFile) -> dict[str, bytes]:
    name = upload.filename or ""
    if not is_plain(name):
        raise _refused("E8704", "a file's name is a path, or no plain name", "send files under their names alone")
    if name.lower().endswith(".zip"):
        return unpacked(upload.file, name)
    if name.lower().endswith(".xlsx"):
        refuse_swollen_directory(upload.file, name)
    return {name: upload.file.read()}


def _refused(code: str, cause: str, action: str) -> RefusedError:
    return RefusedError(422, Problem(code=code, cause=cause, action=action))
