"""Where jobs run: in this process, or in a pool of processes; one interface for both, and for a cluster's executor."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any


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
def executor(workers: int) -> Iterator[Executor]:
    """Give an executor of so many processes; one means this process."""
    if workers <= 1:
        yield InThisProcess()
        return
    with process_pool(workers) as pool:
        yield pool


def process_pool(workers: int) -> ProcessPoolExecutor:
    """Return a pool of so many processes, which end when this one does, however it ends."""
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=spawn, initializer=end_with_parent)


def end_with_parent() -> None:
    """Have this process end when the one that started it has ended."""
    threading.Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # nobody is left to give a result to, and a search would not look up to be asked to stop
