"""Compiled functions are kept while their sources are, and cleared when any source of the folder changes."""

from pathlib import Path

import pytest

from optimiser.routing.kernels import STAMP, clear_stale_cache


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sources, stamped, and what was compiled of each."""
    (tmp_path / "anneal.py").write_text("A = 1\n")
    (tmp_path / "schedule.py").write_text("B = 1\n")
    assert clear_stale_cache(tmp_path)
    for name in ("anneal.ruin.nbi", "anneal.ruin.1.nbc", "schedule.journey.nbi", "schedule.journey.1.nbc"):
        (tmp_path / "__pycache__" / name).write_text("compiled")
    return tmp_path


def compiled(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "__pycache__").glob("*.nb[ic]"))


def test_an_unchanged_folder_keeps_what_was_compiled(folder: Path) -> None:
    assert not clear_stale_cache(folder)
    assert len(compiled(folder)) == 4


@pytest.mark.parametrize("name", ["anneal.py", "schedule.py", "added.py"])
def test_a_source_that_changes_or_comes_clears_what_all_were_compiled_to(folder: Path, name: str) -> None:
    (folder / name).write_text("B = 2\n")
    assert clear_stale_cache(folder)
    assert compiled(folder) == []
    assert not clear_stale_cache(folder)


def test_a_source_that_goes_clears_it_too(folder: Path) -> None:
    (folder / "schedule.py").unlink()
    assert clear_stale_cache(folder)
    assert compiled(folder) == []


def test_what_was_compiled_before_there_was_a_stamp_is_cleared(folder: Path) -> None:
    (folder / "__pycache__" / STAMP).unlink()
    assert clear_stale_cache(folder)
    assert compiled(folder) == []


def test_pythons_own_cache_is_left_alone(folder: Path) -> None:
    own = folder / "__pycache__" / "anneal.cpython-311.pyc"
    own.write_text("bytecode")
    (folder / "anneal.py").write_text("A = 2\n")
    clear_stale_cache(folder)
    assert own.exists()


def test_a_folder_that_cannot_hold_a_cache_is_no_error(tmp_path: Path) -> None:
    """As when installed where nobody may write: a file stands where the cache would be."""
    (tmp_path / "anneal.py").write_text("A = 1\n")
    (tmp_path / "__pycache__").write_text("")
    assert clear_stale_cache(tmp_path)
    assert (tmp_path / "__pycache__").is_file()
