"""What comes to install the service by: systemd units, a container file, the page of settings."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from service.commands.settings import settings_page
from service.settings import Settings

ROOT = Path(__file__).parents[3]
INSTALL = ROOT / "service" / "operations" / "install"
UNITS = ("rota.service", "rota-worker.service")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
@pytest.mark.parametrize("unit", UNITS)
def test_systemd_finds_nothing_wrong_with_a_unit(unit: str, tmp_path: Path) -> None:
    """But for where the program is: here it is where these tests run."""
    text = (INSTALL / unit).read_text().replace("/opt/rota/bin/rota", sys.executable)
    (tmp_path / unit).write_text(text.replace("/opt/rota/bin/python", sys.executable))
    result = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / unit)], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_the_two_units_differ_in_what_they_run_only() -> None:
    served, worked = ([line for line in (INSTALL / unit).read_text().splitlines() if "=" in line] for unit in UNITS)
    names = [line.split("=")[0] for line in served]
    assert names == [line.split("=")[0] for line in worked]
    differing = {name for name, one, other in zip(names, served, worked, strict=True) if one != other}
    assert differing <= {"Description", "After", "StateDirectory", "WorkingDirectory", "Environment", "ExecStart"} | {
        name for name in names if name.startswith("#")
    }


def test_the_container_has_every_folder_that_is_installed_and_runs_as_nobody_in_particular() -> None:
    text = (INSTALL / "Containerfile").read_text()
    copied = set(re.findall(r"^COPY (\w+) \1$", text, flags=re.MULTILINE))
    packages = re.search(r"^include = \[(.*)\]$", (ROOT / "pyproject.toml").read_text(), flags=re.MULTILINE)
    assert packages
    assert copied == set(re.findall(r'"(\w+)\*"', packages[1]))
    assert text.index("USER rota") < text.index("ENTRYPOINT")


def test_the_page_of_settings_tells_each_with_what_it_means() -> None:
    page = settings_page()
    assert "| `DATABASE_URL` | `sqlite:///rota.sqlite3` | SQLite in the current folder" in page
    assert "| `ROTA_PORT` | `8000` | the port to listen on |" in page
    assert page.count("\n") == len(Settings.model_fields) + 1
    assert "| None |" not in page
