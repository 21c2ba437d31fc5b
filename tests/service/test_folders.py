"""A result is written whole or not at all, and never over anybody else's files."""

from pathlib import Path

import pytest

from models.problems import InputError
from service.folders import require_usable, whole_folder


def write_result(folder: Path, text: str = "{}") -> None:
    with whole_folder(folder) as partial:
        for name in ("request.json", "metrics.json"):
            (partial / name).write_text(text)
        (partial / "calendars").mkdir()
        (partial / "calendars" / "W1.ics").write_text(text)


def refused(folder: Path, **how: bool) -> str:
    with pytest.raises(InputError) as caught:
        require_usable(folder, **how)
    return caught.value.problems[0].code


def test_a_result_appears_in_a_new_folder_with_the_folders_above_it(tmp_path: Path) -> None:
    write_result(tmp_path / "new" / "team")
    assert {path.name for path in (tmp_path / "new" / "team").iterdir()} == {
        "request.json",
        "metrics.json",
        "calendars",
    }


def test_a_result_takes_the_place_of_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "team").mkdir()
    write_result(tmp_path / "team")
    assert (tmp_path / "team" / "metrics.json").read_text() == "{}"


def test_an_earlier_result_is_replaced_whole(tmp_path: Path) -> None:
    write_result(tmp_path / "team")
    (tmp_path / "team" / "report.html").write_text("of the earlier week")
    write_result(tmp_path / "team", "later")
    assert (tmp_path / "team" / "metrics.json").read_text() == "later"
    assert not (tmp_path / "team" / "report.html").exists()


def test_an_earlier_result_stays_when_writing_the_next_one_fails(tmp_path: Path) -> None:
    write_result(tmp_path / "team", "earlier")
    with pytest.raises(RuntimeError), whole_folder(tmp_path / "team") as partial:
        (partial / "metrics.json").write_text("half")
        raise RuntimeError
    assert (tmp_path / "team" / "metrics.json").read_text() == "earlier"


def test_nothing_temporary_is_left_behind(tmp_path: Path) -> None:
    write_result(tmp_path / "team")
    write_result(tmp_path / "team")
    with pytest.raises(RuntimeError), whole_folder(tmp_path / "team"):
        raise RuntimeError
    assert [path.name for path in tmp_path.iterdir()] == ["team"]


def test_a_full_disk_is_told_as_a_problem(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"E6003.*No space left"), whole_folder(tmp_path / "team"):
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    (tmp_path / "team").write_text("mine")
    assert refused(tmp_path / "team") == "E6001"


def test_somebody_elses_files_are_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    assert refused(tmp_path) == "E6002"


@pytest.mark.parametrize("name", ["notes.txt", "calendars/notes.txt"])
def test_a_result_to_which_somebody_added_a_file_is_not_replaced(tmp_path: Path, name: str) -> None:
    write_result(tmp_path / "team")
    (tmp_path / "team" / name).write_text("mine")
    assert refused(tmp_path / "team") == "E6002"


def test_a_folder_that_only_looks_a_little_like_a_result_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "request.json").write_text("typed by hand")
    assert refused(tmp_path) == "E6002"


def test_a_template_never_replaces_a_result(tmp_path: Path) -> None:
    write_result(tmp_path / "team")
    assert refused(tmp_path / "team", replacing=False) == "E6002"


def test_a_folder_below_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert refused(tmp_path / "file" / "team") == "E6003"


def test_a_folder_we_may_not_write_to_is_refused_before_any_work() -> None:
    assert refused(Path("/proc/team")) == "E6003"


def test_the_folder_we_stand_in_cannot_be_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "team").mkdir()
    monkeypatch.chdir(tmp_path / "team")
    assert refused(Path()) == "E6004"
