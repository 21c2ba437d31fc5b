"""One attempt at a solve: its process is started and watched, and what it finds is kept."""

import time
from collections.abc import Callable
from threading import Event
from typing import Any

import structlog
from sqlalchemy.exc import DBAPIError, OperationalError

from models.problems import Problem
from service.jobs import records
from service.jobs.messages import Better, Outcome, Task, Unsolvable
from service.jobs.records import Attempt
from service.jobs.solver import OutOfBoundsError, Solver, SolverLostError, solver
from service.rosters.keeping import CheckedRoster
from service.settings import Settings
from service.store.database import Store

MOST_TRIES = 3  # of a solve whose process is lost
TICK_SECONDS = 0.3
RETRY_SECONDS = 1.0
SHORTLY_SECONDS = 0.05
OUR_MISTAKE = Problem(code="E8408", cause="a mistake of ours ended the solve", action="tell us which solve it was")

log = structlog.get_logger()


class LeftForOthersError(BaseException):
    """This process is told to stop, or was held up for so long that another took the solve up: it stays as it is.

    Not an Exception: DBOS would keep one as the job's end.
    """


class Solving:
    """Does solves until it is told to stop."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._stopping = Event()
        self._under_way: set[int] = set()

    def solve(self, solve_id: int) -> None:
        """Do a solve and keep its roster, or why there is none; nothing where it has ended already."""
        self._under_way.add(solve_id)
        try:
            self._require_going_on()
            for tries_left in reversed(range(MOST_TRIES)):
                attempt = self._patiently(lambda: records.begin(self._store, solve_id))
                if attempt is None or self._is_ended_by(attempt, tries_left):
                    return
        finally:
            self._under_way.discard(solve_id)

    def stop(self) -> None:
        """Leave every solve as it is, and return once their processes are gone."""
        self._stopping.set()
        while self._under_way:
            time.sleep(SHORTLY_SECONDS)

    def _is_ended_by(self, attempt: Attempt, tries_left: int) -> bool:
        """Make an attempt, and return whether the solve has ended by it."""
        try:
            self._keep(attempt, self._outcome(attempt))
        except SolverLostError as error:
            log.warning("solver lost", solve=attempt.solve_id, attempt=attempt.number, tries_left=tries_left)
            self._require_ours(attempt)
            if tries_left:
                return False
            self._keep(attempt, Unsolvable((_lost(error),)))
        except Exception:
            log.exception("solve failed", solve=attempt.solve_id, attempt=attempt.number)
            self._keep(attempt, Unsolvable((OUR_MISTAKE,)))
        return True

    def _keep(self, attempt: Attempt, outcome: Outcome) -> None:
        if isinstance(outcome, CheckedRoster):
            self._patiently(lambda: records.keep_result(self._store, attempt, outcome))
        else:
            self._patiently(lambda: records.keep_failure(self._store, attempt, outcome.problems))

    def _outcome(self, attempt: Attempt) -> Outcome:
        """Have the solve done in a process of its own, keeping its progress."""
        task = task_of(attempt, self._settings)
        try:
            with solver(task, self._settings.most_solve_mebibytes) as running:
                return self._watched(attempt, running)
        except OutOfBoundsError as error:
            return Unsolvable((error.problem,))

    def _watched(self, attempt: Attempt, running: Solver) -> Outcome:
        while True:
            news = running.news(TICK_SECONDS)
            self._require_going_on()
            self._require_ours(attempt)
            if news.better:
                self._keep_progress(attempt, news.better)
            if news.outcome is not None:
                return news.outcome
            if self._patiently(lambda: records.cancel_is_asked(self._store, attempt)):
                running.stop()

    def _keep_progress(self, attempt: Attempt, better: list[Better]) -> None:
        self._patiently(lambda: records.keep_progress(self._store, attempt, better))

    def _patiently(self, action: Callable[[], Any]) -> Any:
        """Do something with the database, again and again while that is out of reach: a solve outlives its restart."""
        while True:
            try:
                return action()
            except DBAPIError as error:
                if not (isinstance(error, OperationalError) or error.connection_invalidated):
                    raise
                log.warning("database out of reach")
                self._require_going_on()
                time.sleep(RETRY_SECONDS)

    def _require_ours(self, attempt: Attempt) -> None:
        if not self._patiently(lambda: records.is_ours(self._store, attempt)):
            log.warning("solve taken up by another process", solve=attempt.solve_id, attempt=attempt.number)
            raise LeftForOthersError

    def _require_going_on(self) -> None:
        if self._stopping.is_set():
            raise LeftForOthersError


def task_of(attempt: Attempt, settings: Settings) -> Task:
    """Return what the solve's process is to do: with a work limit in one process, so that it comes out alike."""
    options = attempt.options
    steps = options.get("work_limit")
    return Task(
        request_json=attempt.request_json,
        time_limit_seconds=options.get("time_limit_seconds"),
        work_limit=steps,
        seed=options["seed"],
        processes=settings.solve_processes if steps is None else 1,
        most_seconds=settings.most_solve_seconds,
        with_ceiling=options["ceiling"],
    )


def _lost(error: SolverLostError) -> Problem:
    cause = f"the solve was tried {MOST_TRIES} times without an answer; the last time {error}"
    return Problem(code="E8405", cause=cause, action="look into the log of the service; a smaller request may do")
