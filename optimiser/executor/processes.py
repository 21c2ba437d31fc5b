"""Jobs in a pool of processes on this machine."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from typing import Any

from optimiser.executor.jobs import JobExecutor, begun, stop_process_by
from optimiser.improve.stop import Cancelled, never

POLL_SECONDS = 0.2


class Processes(ProcessPoolExecutor, JobExecutor):
    """A pool of processes, whose jobs know how long they waited for one."""

    def __init__(self, number: int, stop: Event) -> None:
        spawn = multiprocessing.get_context("spawn")
        super().__init__(number, mp_context=spawn, initializer=begin_process, initargs=(stop,))
        self._number = number

    @property
    def at_once(self) -> int:
        """Return how many processes there are."""
        return self._number

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Future[Any]:  # type: ignore[override]
        """Hand a job over and return its future."""
        return super().submit(_after_waiting, time.monotonic(), function, *arguments)


@contextmanager
def process_pool(number: int, cancelled: Cancelled = never) -> Iterator[Processes]:
    """Give a pool of so many processes, which end when this one does, however it ends.

    When `cancelled` says so, or the block is left by an error, `stop_asked` is true in all of them.
    """
    stop, over = multiprocessing.get_context("spawn").Event(), threading.Event()
    pool = Processes(number, stop)
    threading.Thread(target=_pass_on, args=(cancelled, stop, over), daemon=True).start()
    try:
        yield pool
    except BaseException:
        stop.set()
        raise
    finally:
        over.set()
        pool.shutdown(cancel_futures=True)


def begin_process(stop: Event) -> None:
    """Have this process hear the event, leave Ctrl-C to the one that started it, and end when that one has ended."""
    stop_process_by(stop.is_set)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_after_parent, daemon=True).start()


def _after_waiting(handed_over: float, function: Callable[..., Any], *arguments: Any) -> Any:
    """Do a job handed over at an instant of `time.monotonic`, which all processes of a machine share."""
    return begun(function, arguments, time.monotonic() - handed_over)


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
