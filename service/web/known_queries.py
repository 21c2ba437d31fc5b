"""Refuses query parameters that an endpoint does not know, so that a mistyped filter never goes unnoticed."""

from collections.abc import Iterator
from typing import Any

from fastapi import Request
from fastapi.routing import APIRoute

from models.problems import Problem
from service.web.refusals import RefusedError

LONGEST_TOLD = 40


async def refuse_unknown_queries(http: Request) -> None:
    """See that every query parameter is one the endpoint describes, and given once; pages take what others add.

    Raises:
        RefusedError: 422, a problem for each that is not.
    """
    route = http.scope.get("route")
    if not isinstance(route, APIRoute) or not route.include_in_schema or not http.query_params:
        return
    known = set(_names(route.dependant))
    given = [name for name, _ in http.query_params.multi_items()]
    problems = [_unknown(name, known) for name in dict.fromkeys(given) if name not in known]
    problems += [_twice(name) for name in sorted(known) if given.count(name) > 1]
    if problems:
        raise RefusedError(422, *problems)


def _names(dependant: Any) -> Iterator[str]:
    yield from (field.alias for field in dependant.query_params)
    for each in dependant.dependencies:
        yield from _names(each)


def _unknown(name: str, known: set[str]) -> Problem:
    shown = "".join(letter if letter.isprintable() else "?" for letter in name[:LONGEST_TOLD])
    choice = f"use {', '.join(sorted(known))}" if known else "leave it out; none are taken here"
    return Problem(code="E8604", cause=f'"{shown}" is no query parameter here', action=choice)


def _twice(name: str) -> Problem:
    return Problem(code="E8604", cause=f'"{name}" is given more than once', action="give it once")
