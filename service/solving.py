"""Solves for the API: each in a process of its own that can be stopped, a few at once, a few waiting, no more."""

import asyncio
import multiprocessing
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

import psutil

from models.base import Record
from models.problems import InputError, Problem
from models.request import RotaRequest
from models.roster import Roster, Violation

if TYPE_CHECKING:
    from optimiser.solve import SolveOptions

GRACE_SECONDS = 120


class Answer(Record):
    """A roster with its metrics and every rule it breaks."""

    roster: Roster
    metrics: dict[str, Any]
    violations: tuple[Violation, ...]


class BusyError(Exception):
    """As many solves run and wait as we allow."""


class SolverLostError(Exception):
    """A solve ended without an answer: out of memory, killed, or past its deadline."""


class Solving:
    """Runs solves in child processes, `at_once` together and `waiting` behind them."""

    def __init__(self, at_once: int = 1, waiting: int = 4) -> None:
        self._slots = asyncio.Semaphore(at_once)
        self._free_places = at_once + waiting

    async def solve(self, request: RotaRequest, options: "SolveOptions", deadline_seconds: float) -> Answer:
        """Return the checked roster of `request`.

        Raises:
            InputError: the request cannot be met.
            BusyError: no place is free.
            SolverLostError: no answer within the deadline, or the process ended without one.
        """
        if self._free_places == 0:
            raise BusyError
        self._free_places -= 1
        try:
            async with self._slots:
                return await _in_child(request, options, deadline_seconds)
        finally:
            self._free_places += 1


async def _in_child(request: RotaRequest, options: "SolveOptions", deadline_seconds: float) -> Answer:
    """Solve in a fresh process; whatever happens here, it is gone afterwards."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(theirs, request.canonical_json(), options))
    child.start()
    theirs.close()
    try:
        answer = await asyncio.to_thread(_receive, ours, deadline_seconds)
    finally:
        _kill(child.pid)
        child.join()
        ours.close()
    if isinstance(answer, Answer):
        return answer
    raise InputError(answer)


def _receive(connection: Connection, deadline_seconds: float) -> Answer | tuple[Problem, ...]:
    """Return what the child sends, waiting no longer than the deadline."""
    try:
        if not connection.poll(deadline_seconds):
            raise SolverLostError(f"no roster within {deadline_seconds:.0f} seconds")
        return connection.recv()  # type: ignore[no-any-return]
    except EOFError as error:
        raise SolverLostError(
            "the solving process ended without an answer; the log of this service says more"
        ) from error


def _kill(process_id: int | None) -> None:
    """End a process and those it started: a large request is solved by several."""
    with suppress(psutil.NoSuchProcess):
        family = [*psutil.Process(process_id).children(recursive=True), psutil.Process(process_id)]
        for process in family:
            process.kill()


def _work(connection: Connection, request_json: str, options: "SolveOptions") -> None:
    """Solve in the child, and send the answer or the problems."""
    from service.bundle import plan

    try:
        bundle = plan(RotaRequest.model_validate_json(request_json), options)
    except InputError as error:
        connection.send(error.problems)
    else:
        connection.send(Answer(roster=bundle.roster, metrics=bundle.metrics, violations=tuple(bundle.violations)))
