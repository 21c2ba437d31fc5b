"""Errors as RFC 9457 problem documents, each carrying every problem found with its code, cause and action."""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match

from models.base import Record
from models.problems import InputError, Problem
from service.web.idempotency import AnsweredBeforeError
from service.web.refusals import RefusedError
from service.web.security_headers import ALWAYS

MEDIA_TYPE = "application/problem+json"
MOST_TOLD = 1_000
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


class ProblemDocument(Record):
    """What an error answers: RFC 9457's members, and each problem with its code, cause and action."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    problems: tuple[Problem, ...]


SCHEMA = {"$ref": "#/components/schemas/ProblemDocument"}
RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {"description": words, "content": {MEDIA_TYPE: {"schema": SCHEMA}}}
    for status, words in (
        (400, "What was sent cannot be read"),
        (401, "Nobody is signed in"),
        (403, "This account may not do this"),
        (404, "There is nothing here within your reach"),
        (409, "It cannot be done as things stand now"),
        (412, "It was changed since you read it"),
        (413, "The body is too large"),
        (415, "The body is in a form that is not taken here"),
        (422, "What was sent cannot be used or cannot be met"),
        (428, "Say which version you are changing, with If-Match"),
        (429, "Too many attempts; wait"),
    )
}


def problem_document(status: int, problems: Sequence[Problem], **headers: str) -> Response:
    """Return a problem document.

    Args:
        status: HTTP status; its standard phrase is the title.
        problems: at least one, each with code, cause and action.
        headers: further HTTP headers, underscores for hyphens.
    """
    others = len(problems) - 1
    told = tuple(problems) if others < MOST_TOLD else (*problems[: MOST_TOLD - 1], _and_more(others + 2 - MOST_TOLD))
    document = ProblemDocument(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=problems[0].cause + (f" (and {others} more)" if others else ""),
        problems=told,
    )
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    text = json.dumps(document.model_dump(mode="json"))
    return Response(text, status_code=status, media_type=MEDIA_TYPE, headers=names)


def from_input(_: Request, error: InputError) -> Response:
    """Answer 422 with every problem of a request that cannot be used or cannot be met."""
    return problem_document(422, error.problems)


def from_shape(_: Request, error: RequestValidationError) -> Response:
    """Answer 422 with a problem for each field that is missing, unknown or out of range."""
    problems = [
        Problem(
            code="E6101",
            cause=f"{_where(each['loc'])}: {each['msg']}",
            action="send what /openapi.json describes",
        )
        for each in error.errors()
    ]
    return problem_document(422, problems)


def from_http(http: Request, error: HTTPException) -> Response:
    """Answer an unknown path, a wrong method or unreadable JSON as a problem document too."""
    problem = Problem(code="E6102", cause=str(error.detail), action="see /openapi.json for what can be asked")
    answer = problem_document(error.status_code, [problem])
    answer.headers.update(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        answer.headers["Allow"] = ", ".join(_allowed(http))
    return answer


def from_refusal(_: Request, error: RefusedError) -> Response:
    """Answer a refusal with its own status and problems."""
    return problem_document(error.status, error.problems, **error.headers)


def from_mistake(_: Request, __: Exception) -> Response:
    """Answer 500 when we made a mistake; the server's log has the traceback."""
    problem = Problem(code="E6105", cause="a mistake of ours; nothing was planned", action="tell us what you sent")
    answer = problem_document(500, [problem])
    answer.headers.update(ALWAYS)  # this answer passes no middleware of ours
    return answer


def from_before(_: Request, given: AnsweredBeforeError) -> Response:
    """Give the answer to a POST that was done before, as it was."""
    return Response(given.body, status_code=given.status, headers=given.headers)


def install(app: FastAPI) -> None:
    """Map every error to a problem document, in this one place."""
    app.exception_handler(InputError)(from_input)
    app.exception_handler(RequestValidationError)(from_shape)
    app.exception_handler(HTTPException)(from_http)
    app.exception_handler(RefusedError)(from_refusal)
    app.exception_handler(AnsweredBeforeError)(from_before)
    app.exception_handler(Exception)(from_mistake)


def _allowed(http: Request) -> list[str]:
    """Return the methods that a path has, each of which may be a route of its own."""
    scopes = ({**http.scope, "method": method} for method in METHODS)
    return [scope["method"] for scope in scopes if any(_is_for(route, scope) for route in http.app.routes)]


def _is_for(route: BaseRoute, scope: dict[str, Any]) -> bool:
    return route.matches(scope)[0] is Match.FULL


def _and_more(number: int) -> Problem:
    return Problem(code="E8610", cause=f"there are {number} more problems", action="correct these first")


def _where(location: Sequence[str | int]) -> str:
    """Return a field's place in what was sent, as in body.workers[3].pay_pence_per_hour."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return "".join(steps).removeprefix(".")
