"""Whatever is sent to any endpoint of /openapi.json: no mistake of ours, and no answer that it does not describe.

A real server with the demo, asked by an administrator and by the demo's leader, the same cases every time. Streams of
events are left out: they end when their solve does.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from service.settings import Settings
from service.web.app import create_app
from tests.service.operations.served import COMMAND, Served, served, surroundings

CASES = 2
PATIENCE_SECONDS = 60
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)
NO_SOLVES = {"ROTA_SOLVES_AT_ONCE": "0"}
described = schemathesis.openapi.from_dict(create_app(Settings()).openapi()).exclude(path_regex="/events$")
described.config.phases.coverage.enabled = False  # its thousands of cases are for the whole night


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("described")


@pytest.fixture(scope="module")
def demo(folder: Path) -> Iterator[Served]:
    with served(folder, "--demo", **NO_SOLVES) as running:
        yield running


@pytest.fixture(scope="module")
def tokens(demo: Served, folder: Path) -> list[str]:
    """What signs a program in as each of the two."""
    return [token_of(name, folder) for name in ("administrator", "demo-leader")]


def token_of(name: str, folder: Path) -> str:
    command = [*COMMAND, "token", name]
    made = subprocess.run(
        command, cwd=folder, env=surroundings(**NO_SOLVES), check=True, capture_output=True, text=True
    )
    return made.stdout.strip()


@described.parametrize()
@settings(max_examples=CASES, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
def test_an_endpoint_answers_as_it_is_described(case: schemathesis.Case, demo: Served, tokens: list[str]) -> None:
    for token in tokens:
        headers = {"Authorization": f"Bearer {token}"}
        answer = case.call(base_url=demo.address, headers=headers, timeout=PATIENCE_SECONDS)
        case.validate_response(answer, checks=list(CHECKS))
