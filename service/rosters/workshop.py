"""Long work on rosters, in processes of their own: the server answers others meanwhile and stays small.

A process begins with the first work for it and stays, with what it has read and compiled, until the server ends. It
does one piece of work at a time; a few may wait, further ones are refused until then. Twenty leaders who open the same
new roster ask for the same piece: it is done once, for all who ask while it is under way.
"""

import hashlib
import multiprocessing
import pickle
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Any, ParamSpec, TypeVar

from models.problems import InputError, Problem
from optimiser.executor.processes import begin_process
from service.rosters.keeping import count_refusals
from service.web.refusals import RefusedError

MOST_WAITING = 8
TRIES = 2

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class Workshop:
    """The process, begun when it is needed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._under_way: dict[bytes, Future[Any]] = {}

    def run(self, work: Callable[Given, Answer], *given: Given.args, **named: Given.kwargs) -> Answer:
        """Have a function of a module done there; what it is given and answers, or raises, crosses as a pickle.

        Raises:
            RefusedError: 429 too much is waiting already; 503 the process died at it, twice.
        """
        piece = hashlib.sha256(pickle.dumps((work, given, named))).digest()
        with self._lock:
            is_under_way = piece in self._under_way
            answer: Future[Answer] = self._under_way[piece] if is_under_way else self._begun(piece)
        if not is_under_way:
            self._finish(piece, answer, partial(self._tried, work, *given, **named))
        return answer.result()

    def _begun(self, piece: bytes) -> Future[Any]:
        if len(self._under_way) >= MOST_WAITING:
            problem = Problem(code="E8590", cause="too much is being worked out already", action="ask again soon")
            raise RefusedError(429, problem, retry_after="5")
        self._under_way[piece] = Future()
        return self._under_way[piece]

    def _finish(self, piece: bytes, answer: Future[Answer], work: Callable[[], Answer]) -> None:
        try:
            answer.set_result(work())
        except Exception as error:  # everybody who waits is told
            answer.set_exception(error)
        finally:
            with self._lock:
                del self._under_way[piece]

    def _tried(self, work: Callable[Given, Answer], *given: Given.args, **named: Given.kwargs) -> Answer:
        for _ in range(TRIES):
            pool = self._standing()
            try:
                return pool.submit(work, *given, **named).result()
            except BrokenProcessPool:
                self._leave(pool)
            except InputError as error:
                count_refusals(error.problems)
                raise
        problem = Problem(code="E8591", cause="working it out ended early, twice", action="ask again later")
        raise RefusedError(503, problem, retry_after="60")

    def _standing(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                spawn = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(1, spawn, begin_process, (spawn.Event(),))
            return self._pool

    def _leave(self, pool: ProcessPoolExecutor) -> None:
        """Let go of a process that died, unless somebody has already."""
        with self._lock:
            if self._pool is pool:
                self._pool = None
        pool.shutdown(wait=False)


CHANGING, ASKING = Workshop(), Workshop()
"""This server's: one for what is about to change, so that publishing never waits for somebody's long question."""
