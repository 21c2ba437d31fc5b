"""A job on a machine of a cluster: it hears the solving process through the scheduler, and ends when that has gone.

A running job of `dask.distributed` cannot be stopped from outside, so it asks. The solving process sets a variable of
the scheduler to (its age, whether jobs are to end) twice a second; a job that sees the age stand still for a while has
nobody left to work for. The age is also the one clock that both sides know: it tells how long a job has waited, which
matters most for one that begins anew because its first worker was lost.
"""

import pickle
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from distributed import Variable, get_client, get_worker

from optimiser.executor.cluster_problems import lost, unlike
from optimiser.executor.installation import differences, installation
from optimiser.executor.jobs import JobLostError, begun, stopping_by

HEAR_SECONDS = 0.5


@dataclass(frozen=True)
class Call:
    """A job, and who asks for it.

    Attributes:
        function: what to do, by reference: the worker has the same source.
        arguments: of the function.
        voice: the name of the variable through which the solving process is heard.
        age: seconds, of the solving process's executor as the job was handed over.
        installed: what the solving process plans with.
        silent: seconds without a word from the solving process after which it is taken for gone.
    """

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    voice: str
    age: float
    installed: dict[str, str]
    silent: float


def perform(pickled: bytes) -> Any:
    """Do a job on a worker.

    Args:
        pickled: a `Call`; as bytes, so that the scheduler has no work with it.

    Raises:
        JobLostError: this worker plans otherwise, or the solving process cannot be heard.
    """
    call: Call = pickle.loads(pickled)
    otherwise = differences(call.installed, installation())
    if otherwise:
        raise JobLostError(unlike(f"worker {get_worker().address}", otherwise))
    with _heard(call) as hearing, stopping_by(hearing.stop):
        return begun(call.function, call.arguments, max(0.0, hearing.age - call.age))


class Hearing:
    """What the solving process said last, and when."""

    def __init__(self, voice: Variable, silent: float) -> None:
        self.age = 0.0
        self._voice, self._silent = voice, silent
        self._asked, self._gone, self._heard_at = False, False, time.perf_counter()

    def hear(self) -> None:
        """Ask the scheduler what the solving process says.

        Raises:
            OSError: the scheduler does not answer, or (TimeoutError) has heard nothing from it.
        """
        age, asked = self._voice.get(timeout=self._silent)
        self._asked = self._asked or asked
        if age > self.age:
            self.age, self._heard_at = age, time.perf_counter()

    def keep_hearing(self, over: threading.Event) -> None:
        """Hear every now and then until it is over; silence is judged after having listened, not while held up."""
        while not over.wait(HEAR_SECONDS):
            with suppress(Exception):  # a scheduler that cannot be asked is silence, whatever the reason
                self.hear()
            self._gone = time.perf_counter() - self._heard_at > self._silent

    def stop(self) -> bool:
        """Return whether the job is to end with what it has."""
        return self._asked or self._gone


@contextmanager
def _heard(call: Call) -> Iterator[Hearing]:
    """Hear the solving process for as long as a job runs."""
    over = threading.Event()
    try:
        hearing = Hearing(Variable(call.voice, client=get_client()), call.silent)
        hearing.hear()
    except OSError as error:
        raise JobLostError(lost(f"its worker cannot hear who asked for it ({error})")) from error
    threading.Thread(target=hearing.keep_hearing, args=(over,), daemon=True).start()
    try:
        yield hearing
    finally:
        over.set()
