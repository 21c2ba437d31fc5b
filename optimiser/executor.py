"""Where jobs run: in this process, or in a pool of processes; one interface for both, and for a cluster's executor."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from typing import Any

from optimiser.improve.stop import Cancelled, never

POLL_SECONDS = 0.2

_stop: list[Event] = []
"""In a process of a pool: the event that asks its jobs to end with what they have."""


class InThisProcess(Executor):
    """Runs each job at once, here: one worker, and the same order every time."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """Run a job and return its finished future."""
        future: Future[Any] = Future()
        try:
            future.set_result(function(*arguments, **named))
        except Exception as error:
            future.set_exception(error)
        return future


@contextmanager
def executor(workers: int, cancelled: Cancelled = never) -> Iterator[Executor]:
    """Give an executor of so many processes; one means this process."""
    if workers <= 1:
        yield InThisProcess()
        return
    with process_pool(workers, cancelled) as pool:
        yield pool


@contextmanager
def process_pool(workers: int, cancelled: Cancelled = never) -> Iterator[ProcessPoolExecutor]:
    """Give a pool of so many processes, which end when this one does, however it ends.

    When `cancelled` says so, or the block is left by an error, `stop_asked` is true in all of them.
    """
    spawn = multiprocessing.get_context("spawn")
    stop, over = spawn.Event(), threading.Event()
    pool = ProcessPoolExecutor(workers, mp_context=spawn, initializer=begin_process, initargs=(stop,))
    threading.Thread(target=_pass_on, args=(cancelled, stop, over), daemon=True).start()
    try:
        yield pool
    except BaseException:
        stop.set()
        raise
    finally:
        over.set()
        pool.shutdown(cancel_futures=True)


def stop_asked() -> bool:
    """Return whether the jobs of this process, one of a pool, have been asked to end with what they have."""
    return bool(_stop) and _stop[0].is_set()


def begin_process(stop: Event) -> None:
    """Have this process hear the event, leave Ctrl-C to the one that started it, and end when that one has ended."""
    _stop[:] = [stop]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_after_parent, daemon=True).start()


def _pass_on(cancelled: Cancelled, stop: Event, over: threading.Event) -> None:
    """Pass the cancelling on to the pool, until that is over."""
    while not over.wait(POLL_SECONDS):
        if cancelled():
            stop.set()
            return


def _end_after_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # nobody is left to give a result to, and a search would not look up to be asked to stop
