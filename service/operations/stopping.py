"""How a process that waits learns that it is to stop, by SIGTERM or Ctrl+C."""

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

TOLD_BY = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def told_to_stop() -> Iterator[Callable[[], None]]:
    """Give what waits until this process is told to stop; in the block, being told again changes nothing.

    Python runs handlers in the main thread, and nothing wakes that from waiting for a lock or an event where the signal
    came to another thread, or just before the wait began. A socket is written to whichever thread the signal comes to.

    Raises:
        ValueError: not in the main thread.
    """
    hearing, telling = socket.socketpair()
    with hearing, telling:
        telling.setblocking(False)
        before = {each: signal.signal(each, lambda *_: None) for each in TOLD_BY}
        woken_before = signal.set_wakeup_fd(telling.fileno(), warn_on_full_buffer=False)
        try:
            yield lambda: _wait(hearing)
        finally:
            signal.set_wakeup_fd(woken_before)
            for each, handler in before.items():
                signal.signal(each, handler)


def _wait(hearing: socket.socket) -> None:
    while hearing.recv(1)[0] not in TOLD_BY:
        pass
