"""Errors as RFC 9457 problem documents, each carrying every problem found with its code, cause and action."""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from models.problems import InputError, Problem
from service.solving import BusyError, SolverLostError

MEDIA_TYPE = "application/problem+json"


def problem_document(status: int, detail: str, problems: Sequence[Problem] = (), **headers: str) -> Response:
    """Return a problem document.

    Args:
        status: HTTP status; its standard phrase is the title.
        detail: what went wrong, in a sentence.
        problems: each with code, cause and action.
        headers: further HTTP headers, underscores for hyphens.
    """
    document: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "problems": [problem.model_dump(mode="json") for problem in problems],
    }
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(json.dumps(document), status_code=status, media_type=MEDIA_TYPE, headers=names)


def from_input(_: Request, error: InputError) -> Response:
    """Answer 422 with every problem of a request that cannot be used or cannot be met."""
    return problem_document(422, f"{len(error.problems)} problems with what was sent", error.problems)


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
    return problem_document(422, f"{len(problems)} problems with the shape of what was sent", problems)


def from_http(_: Request, error: HTTPException) -> Response:
    """Answer an unknown path, a wrong method or unreadable JSON as a problem document too."""
    problem = Problem(code="E6102", cause=str(error.detail), action="see /openapi.json for what can be asked")
    answer = problem_document(error.status_code, str(error.detail), [problem])
    answer.headers.update(error.headers or {})
    return answer


def from_busy(_: Request, __: BusyError) -> Response:
    """Answer 503 when as many solves run and wait as we allow."""
    problem = Problem(code="E6103", cause="as many rotas are being planned as we can hold", action="ask again later")
    return problem_document(503, problem.cause, [problem], retry_after="60")


def from_lost(_: Request, error: SolverLostError) -> Response:
    """Answer 500 when a solve ended without an answer."""
    problem = Problem(code="E6104", cause=str(error), action="give less time or a smaller request, or tell us")
    return problem_document(500, problem.cause, [problem])


def install(app: FastAPI) -> None:
    """Map every error to a problem document, in this one place."""
    app.exception_handler(InputError)(from_input)
    app.exception_handler(RequestValidationError)(from_shape)
    app.exception_handler(HTTPException)(from_http)
    app.exception_handler(BusyError)(from_busy)
    app.exception_handler(SolverLostError)(from_lost)


def _where(location: Sequence[str | int]) -> str:
    """Return a field's place in what was sent, as in body.workers[3].pay_pence_per_hour."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return "".join(steps).removeprefix(".")
