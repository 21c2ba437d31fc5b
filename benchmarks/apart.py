"""Runs one piece of work in a fresh process and watches it: its answer, seconds, the peak memory of its family."""

import multiprocessing
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

import psutil

SAMPLE_SECONDS = 0.1


class NoAnswerError(Exception):
    """The process ended without an answer; carries what it said."""


@dataclass(frozen=True)
class Watched:
    """What a piece of work answered and what it took.

    Attributes:
        answer: what it returned.
        work_seconds: inside the call itself, imports of its module left out.
        process_seconds: from the start of the process to the answer, imports included.
        peak_memory_mib: resident memory of the process and its children, sampled; pages that they share count once
            for each, so the true peak is no higher.
    """

    answer: Any
    work_seconds: float
    process_seconds: float
    peak_memory_mib: int


def run_apart(work: Callable[..., Any], *arguments: Any) -> Watched:
    """Run a function of a module in a process of its own and return what it answered and took.

    Raises:
        NoAnswerError: it raised, or its process died.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    began = time.perf_counter()
    process = context.Process(target=_answer, args=(work, arguments, theirs))
    process.start()
    theirs.close()
    peak = 0
    while not ours.poll(SAMPLE_SECONDS):
        peak = max(peak, resident_bytes(process.pid))
    try:
        worked, work_seconds, answer = ours.recv()
    except EOFError:
        worked, work_seconds, answer = False, 0.0, "the process died"
    seconds = time.perf_counter() - began
    process.join()
    if not worked:
        raise NoAnswerError(answer)
    return Watched(answer, work_seconds, seconds, peak // 2**20)


def _answer(work: Callable[..., Any], arguments: tuple[Any, ...], pipe: Connection) -> None:
    began = time.perf_counter()
    try:
        answer = work(*arguments)
        pipe.send((True, time.perf_counter() - began, answer))
    except Exception as error:
        pipe.send((False, time.perf_counter() - began, f"{type(error).__name__}: {error}"))


def resident_bytes(pid: int | None) -> int:
    """Return the resident memory of a process and its children, in bytes."""
    total = 0
    with suppress(psutil.NoSuchProcess):
        family = psutil.Process(pid)
        for process in [family, *family.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                total += process.memory_info().rss
    return total
