"""A solve's own process as its parent sees it: started, listened to, asked to stop, bounded, and gone at the end."""

import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import psutil

from models.problems import Problem
from service.jobs.child import work
from service.jobs.messages import Better, Message, Outcome, Task

GRACE_SECONDS = 900  # beyond the time limit: the ceiling, the referee, and at the first solve ever, compiling
MEASURING_SECONDS = 2.0
MEBIBYTE = 1024 * 1024


class SolverLostError(Exception):
    """A solve ended without an answer: killed or crashed; it may be tried again."""


class OutOfBoundsError(Exception):
    """A solve took more time or memory than it may; it would again."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


@dataclass
class News:
    """What a solver said since it was last listened to; an outcome is the last thing it says."""

    better: list[Better] = field(default_factory=list)
    outcome: Outcome | None = None


class Solver:
    """A running solve; `solver` starts one and sees to its end."""

    def __init__(self, task: Task, most_mebibytes: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe(duplex=False)
        self._stop = context.Event()
        self._child = context.Process(target=work, args=(theirs, self._stop, task), name="solve")
        self._child.start()
        theirs.close()
        self._most_mebibytes = most_mebibytes
        began = time.monotonic()
        self._stop_at = None if task.time_limit_seconds else began + task.most_seconds
        self._deadline = began + (task.time_limit_seconds or task.most_seconds) + GRACE_SECONDS
        self._next_measuring = 0.0

    def news(self, seconds: float) -> News:
        """Return what the solver says within so many seconds; sooner when it has come to its end.

        Raises:
            SolverLostError: it ended without an answer.
            OutOfBoundsError: it takes more time or memory than it may.
        """
        self._require_within_bounds()
        news, until = News(), time.monotonic() + seconds
        while news.outcome is None and self._ours.poll(max(0.0, until - time.monotonic())):
            message = self._heard()
            if isinstance(message, Better):
                news.better.append(message)
            else:
                news.outcome = message
        return news

    def stop(self) -> None:
        """Ask for the best roster so far."""
        self._stop.set()

    def end(self) -> None:
        """End the process and those it started, whatever they do."""
        for process in self._family():
            with suppress(psutil.NoSuchProcess):
                process.kill()
        self._child.join()
        self._child.close()
        self._ours.close()

    def _heard(self) -> Message:
        try:
            message: Message = self._ours.recv()
        except (EOFError, OSError) as error:
            self._child.join(1)
            raise SolverLostError(f"the solving process ended with status {self._child.exitcode}") from error
        return message

    def _require_within_bounds(self) -> None:
        now = time.monotonic()
        if self._stop_at is not None and now >= self._stop_at:
            self.stop()
        if now >= self._deadline:
            raise OutOfBoundsError(_too_late())
        if now >= self._next_measuring:
            self._next_measuring = now + MEASURING_SECONDS
            if self._resident_bytes() > self._most_mebibytes * MEBIBYTE:
                raise OutOfBoundsError(_too_large(self._most_mebibytes))

    def _resident_bytes(self) -> int:
        """Return the memory of the process and those it started; pages they share count for each."""
        total = 0
        for process in self._family():
            with suppress(psutil.Error):
                total += process.memory_info().rss
        return total

    def _family(self) -> list[psutil.Process]:
        with suppress(psutil.NoSuchProcess):
            parent = psutil.Process(self._child.pid)
            return [parent, *parent.children(recursive=True)]
        return []


@contextmanager
def solver(task: Task, most_mebibytes: int) -> Iterator[Solver]:
    """Give a running solve; whatever happens in the block, its processes are gone afterwards.

    Args:
        task: what is to be solved.
        most_mebibytes: resident memory, in MiB, that it and the processes it starts may take together.
    """
    running = Solver(task, most_mebibytes)
    try:
        yield running
    finally:
        running.end()


def _too_late() -> Problem:
    cause = f"there was no roster {GRACE_SECONDS} s after the time limit"
    return Problem(code="E8411", cause=cause, action="tell us, it is our fault; another seed may do meanwhile")


def _too_large(most_mebibytes: int) -> Problem:
    return Problem(
        code="E8407",
        cause=f"the solve took more than the {most_mebibytes} MiB it may",
        action="split the request, or have the operator raise ROTA_MOST_SOLVE_MEBIBYTES",
    )
