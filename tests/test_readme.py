"""Every command in README does what README says.

What `make` does is left out by name: it makes an environment, tests or plans for a minute. Each target must exist.
The activation of the environment is left out too: these tests run in one.
"""

import contextlib
import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.cli import app

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^```sh\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
MAKE_TARGETS = {"make demo", "make test"}
ACTIVATION = ". .venv/bin/activate"
README_PORT = "8000"
SHORT = " --work-limit 2 --no-gain"
FEW_STEPS = " --work-limit 1 --workers 1"
PATIENCE_SECONDS = 120
AFTER = ("place", "capacity", "swap", "why", "replan", "stress", "whatif")


def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    """README's commands in order, without their comments."""
    lines = [line for block in BLOCK.findall(readme()) for line in block.splitlines()]
    return [line.split(" #")[0].strip() for line in lines if line]


def starting(word: str) -> list[str]:
    return [command for command in commands() if command.startswith(word)]


def rota(command: str, folder: Path) -> Result:
    """Run one `rota` command in this process, which has all that it needs imported and compiled."""
    with contextlib.chdir(folder):
        return CliRunner().invoke(app, shlex.split(command)[1:], catch_exceptions=False)


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one command as a person would, in the environment of these tests."""
    return subprocess.run(
        command, shell=True, cwd=folder, env=environment(), capture_output=True, text=True, timeout=PATIENCE_SECONDS
    )


def environment() -> dict[str, str]:
    own = str(Path(sys.executable).parent)
    return os.environ | {"PATH": os.pathsep.join([own, os.environ["PATH"]])}


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which README's own week was made and planned, for fewer steps."""
    folder = tmp_path_factory.mktemp("readme")
    for command in starting("rota template") + [command + SHORT for command in starting("rota solve")]:
        result = rota(command, folder)
        assert result.exit_code == 0, result.output
    return folder


def test_no_command_escapes_these_tests() -> None:
    tried = starting("rota template") + starting("rota solve") + starting("rota check") + starting("rota score")
    tried += starting("rota ceiling") + [command for name in AFTER for command in starting(f"rota {name}")]
    served = starting("rota serve") + starting("printf") + starting("curl ")
    assert sorted(commands()) == sorted([*tried, *served, *MAKE_TARGETS, ACTIVATION])


def test_make_has_the_targets() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    mentioned = set(re.findall(r"`(make \w+)`", readme())) | MAKE_TARGETS
    assert all(f"\n{target.removeprefix('make ')}: " in makefile for target in mentioned)


def test_what_is_written_is_what_the_table_says(week: Path) -> None:
    table = readme().split("## What is written")[1].split("## ")[0]
    told = set(re.findall(r"^\| `([\w.]+)/?` \|", table, flags=re.MULTILINE))
    assert {path.name for path in (week / "out" / "my-week").iterdir()} == told - {"gain.json"}


def test_checking_finds_nothing_wrong(week: Path) -> None:
    (command,) = starting("rota check")
    result = rota(command, week)
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "0 violations (referee)")


def test_scoring_prints_the_figures_that_readme_explains(week: Path) -> None:
    (command,) = starting("rota score")
    result = rota(command, week)
    assert result.exit_code == 0
    for figure in ("of all paid time", "Cost per contact hour", "Preferences granted", "Different workers"):
        assert figure in result.stdout


def test_the_ceiling_is_told_with_what_holds_it_down(week: Path) -> None:
    (command,) = starting("rota ceiling")
    result = rota(command, week)
    assert result.exit_code == 0, result.stderr
    assert "No roster that keeps the rules, makes 9 promised visits and holds 1 training has more than" in result.stdout
    for word in ("demand", "peaks", "travel", "contracts", "skills"):
        assert word in result.stdout


@pytest.mark.parametrize("name", AFTER)
def test_what_comes_after_the_plan_does_what_it_says(week: Path, name: str) -> None:
    (command,) = starting(f"rota {name}")
    result = rota(command + (FEW_STEPS if name == "whatif" else ""), week)
    assert result.exit_code == 0, result.output
    for written in re.findall(r"--(?:out|page) (\S+)", command):
        assert (week / written).exists()


@pytest.fixture
def port(week: Path) -> Iterator[int]:
    """A port that `rota serve` listens on while a test runs, with what it keeps in README's folder."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free: int = probe.getsockname()[1]
    (command,) = starting("rota serve")
    words = [*command.split(), "--port", str(free)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(words, env=environment(), cwd=week, **quiet) as server:
        try:
            wait_for(free)
            yield free
        finally:
            server.terminate()


def wait_for(port: int) -> None:
    """Return when the service on a port is ready; whoever listens there answers late, but answers."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready") as answer:
            if answer.status == 200:
                return
        time.sleep(0.2)
    raise TimeoutError(f"nobody answers on port {port}")


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl here")
def test_a_week_goes_from_opened_to_published_line_by_line(week: Path, port: int) -> None:
    """Line by line as README has them; listening to the events ends when the solve does."""
    answers = {}
    for command in starting("printf") + starting("curl "):
        asked = command.replace(README_PORT, str(port)).replace('"time_limit_seconds": 30', '"work_limit": 2')
        result = run(asked, week)
        assert result.returncode == 0, asked + result.stdout + result.stderr
        answers[command.split("/api/v1/")[-1].strip("'")] = result.stdout
    assert json.loads(answers["weeks/2/solves"])["week_id"] == 2
    assert json.loads(answers["rosters/1/publish"])["state"] == "published"
    assert (week / "report.html").read_text().startswith("<!doctype html>")
    assert json.loads(answers["weeks"])["starts"] == "2026-01-12"


def test_every_dependency_is_in_the_table_and_nothing_else() -> None:
    listed = set(re.findall(r'^    "([\w-]+)[^"]*",$', (ROOT / "pyproject.toml").read_text(), flags=re.MULTILINE))
    table = readme().split("## Why each dependency is there")[1]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| ")][1:]
    told = {name.strip() for cell in cells for name in re.sub(r"\*.*\*", "", cell).split(",")}
    assert told == listed
