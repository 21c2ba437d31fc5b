"""Reads the settings, and tells every one that cannot be used at once."""

import os
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from models.problems import InputError, Problem
from service.settings import Settings

PREFIX = "ROTA_"
READ_ELSEWHERE = frozenset({"ROTA_BENCHMARKS", "ROTA_SCHEDULER"})  # by benchmarks/public, by optimiser/executor


def read_settings(**told: Any) -> Settings:
    """Return the settings of the environment.

    Args:
        told: what the command line says instead, by field; None = nothing said.

    Raises:
        InputError: a setting is unknown or cannot be used; says every one.
    """
    problems = list(_unknown())
    try:
        settings = Settings(**{name: value for name, value in told.items() if value is not None})
    except ValidationError as error:
        problems += [_unusable(each["loc"], each["msg"]) for each in error.errors(include_input=False)]
    if problems:
        raise InputError(problems)
    return settings


def variable(field: str) -> str:
    """Return the environment's name of a setting."""
    alias = Settings.model_fields[field].validation_alias
    return alias if isinstance(alias, str) else PREFIX + field.upper()


def _unknown() -> Iterator[Problem]:
    known = {variable(field) for field in Settings.model_fields} | READ_ELSEWHERE
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name not in known:
            action = "correct its name, or unset it; `rota settings` lists all"
            yield Problem(code="E8001", cause=f"{name} is no setting", action=action)


def _unusable(location: tuple[int | str, ...], why: str) -> Problem:
    field = str(location[0]) if location else ""
    name = variable(field) if field in Settings.model_fields else field
    cause = f"{name}: {why[0].lower()}{why[1:]}"
    return Problem(code="E8001", cause=cause, action="correct it; `rota settings` says what each setting means")
