"""A solve's clock starts once the kernels are compiled, which happens once on a machine."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from optimiser import compiled
from optimiser.solve import SolveOptions, solve
from tests.builders import request, visit


@pytest.fixture
def compilings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[list[str]]]:
    """Give what was compiled on a machine that keeps nothing compiled yet, where compiling takes no time."""
    asked: list[list[str]] = []

    def compile_all(command: list[str], **_: object) -> None:
        asked.append(command)
        compiled.note_compiled()

    monkeypatch.setattr(compiled, "_stamp", lambda: tmp_path / compiled.STAMP)
    monkeypatch.setattr(subprocess, "run", compile_all)
    compiled.have_kernels_compiled.cache_clear()
    yield asked
    compiled.have_kernels_compiled.cache_clear()


def another_process_asks() -> None:
    compiled.have_kernels_compiled.cache_clear()
    compiled.have_kernels_compiled()


def a_source_of_kernels(folder: Path) -> Path:
    source = folder / "optimiser" / "routing" / "kernels" / "anneal.py"
    source.parent.mkdir(parents=True)
    source.write_text("temperature = 1")
    return source


def test_the_first_solve_on_a_machine_compiles_before_its_clock_starts(compilings: list[list[str]]) -> None:
    solution = solve(request(visits=(visit(),)), SolveOptions(time_limit_seconds=None, work_limit=1, workers=1))
    assert compilings == [[sys.executable, "-m", "optimiser.warm_up"]]
    assert solution.roster.duties


def test_what_is_compiled_is_not_compiled_again(compilings: list[list[str]]) -> None:
    another_process_asks()
    another_process_asks()
    assert len(compilings) == 1


def test_kernels_that_changed_are_compiled_again(
    compilings: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(compiled, "ROOT", tmp_path)
    source = a_source_of_kernels(tmp_path)
    another_process_asks()
    source.write_text("temperature = 10")
    another_process_asks()
    assert len(compilings) == 2


def test_a_solve_goes_on_where_compiling_ahead_fails(
    compilings: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "run", lambda command, **_: compilings.append(command))
    solution = solve(request(visits=(visit(),)), SolveOptions(time_limit_seconds=None, work_limit=1, workers=1))
    assert len(compilings) == 1 and not compiled.are_compiled()
    assert solution.roster.duties


def test_processes_that_ask_at_once_compile_once(compilings: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    begun, finish = Event(), Event()

    def compile_slowly(command: list[str], **_: object) -> None:
        begun.set()
        finish.wait(10)
        compilings.append(command)
        compiled.note_compiled()

    monkeypatch.setattr(subprocess, "run", compile_slowly)
    askers = [Thread(target=compiled.have_kernels_compiled.__wrapped__) for _ in range(2)]
    askers[0].start()
    assert begun.wait(10)
    askers[1].start()
    finish.set()
    for asker in askers:
        asker.join(10)
    assert len(compilings) == 1
