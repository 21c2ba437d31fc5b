"""Jobs for executors to do, which tell where they run and wait for what a test does meanwhile."""

import os
import time
from dataclasses import dataclass, replace
from pathlib import Path

from models.problems import InputError, Problem
from optimiser.executor import stop_asked

PATIENCE = 60.0


@dataclass(frozen=True)
class TimeLeft:
    """An argument with a clock."""

    within: float

    def after_waiting(self, seconds: float) -> "TimeLeft":
        return replace(self, within=self.within - seconds)


def until_asked(begun: Path, ended: Path | None = None) -> int:
    """Run until asked to end; the files name the process once it has begun and ended."""
    begun.write_text(str(os.getpid()))
    until = time.monotonic() + PATIENCE
    while not stop_asked() and time.monotonic() < until:
        time.sleep(0.02)
    if ended is not None:
        ended.write_text(str(os.getpid()))
    return os.getpid()


def until_there(begun: Path, file: Path, clock: TimeLeft) -> tuple[int, float]:
    """Run until a file is there; return the process, and the seconds that were left when it began."""
    begun.write_text(str(os.getpid()))
    wait_for(file)
    return os.getpid(), clock.within


def wait_for(file: Path) -> str:
    """Return what a file holds once it holds something."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if file.exists() and (text := file.read_text()):
            return text
        time.sleep(0.02)
    raise TimeoutError(f"{file} never came")


def refuse(problem: Problem) -> None:
    """Find a problem."""
    raise InputError([problem])


def seconds_left(clock: TimeLeft) -> float:
    """Return what a clock shows as the job begins."""
    return clock.within


def pause(seconds: float) -> None:
    time.sleep(seconds)
