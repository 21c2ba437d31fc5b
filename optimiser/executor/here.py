"""Jobs in this process, one after another."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from optimiser.executor.jobs import JobExecutor


class InThisProcess(JobExecutor):
    """Runs each job at once, here: one worker, and the same order every time."""

    @property
    def at_once(self) -> int:
        """Return that there is one worker."""
        return 1

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """Run a job and return its finished future."""
        future: Future[Any] = Future()
        try:
            future.set_result(function(*arguments, **named))
        except Exception as error:
            future.set_exception(error)
        return future
