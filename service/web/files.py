"""Files as answers: their media type, a name to save them under, and 304 for who has them already."""

import hashlib
from typing import Any

from fastapi import Request, Response

MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
    "ics": "text/calendar",
    "zip": "application/zip",
}
BINARY = {"xlsx", "zip"}


def described(*endings: str) -> dict[int | str, dict[str, Any]]:
    """Return how /openapi.json tells an endpoint's files, by their endings."""
    content = {MEDIA_TYPES[each]: {"schema": _schema(each)} for each in endings}
    return {200: {"description": "The file", "content": content}, 304: {"description": "You have it already"}}


def _schema(ending: str) -> dict[str, str]:
    if ending == "json":
        return {"type": "object"}
    return {"type": "string", "format": "binary"} if ending in BINARY else {"type": "string"}


def file_answer(http: Request, content: bytes, name: str, **headers: str) -> Response:
    """Return a file, or 304 where If-None-Match names it.

    Args:
        http: what is asked.
        content: of the file.
        name: to save it under; its ending says what it is.
        headers: further ones, underscores for hyphens.
    """
    ending = name.rpartition(".")[2]
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    told = {"ETag": tag, "Cache-Control": "private, no-cache"}
    told |= {each.replace("_", "-"): value for each, value in headers.items()}
    if tag in http.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=told)
    shown = "inline" if ending in ("html", "json") else "attachment"
    told["Content-Disposition"] = f'{shown}; filename="{name}"'
    return Response(content, media_type=MEDIA_TYPES[ending], headers=told)
