"""A process that waits hears that it is to stop, whichever of its threads the signal comes to."""

import signal
import subprocess
import sys
import threading
import time

import pytest

from service.operations.stopping import TOLD_BY, told_to_stop

SOON_SECONDS = 20
LATER_SECONDS = 0.3
SIGNALLED_IN_A_THREAD = """
import signal, threading, time
from service.operations.stopping import told_to_stop

def tell():
    time.sleep(0.3)
    signal.pthread_kill(threading.get_ident(), signal.{name})

with told_to_stop() as wait:
    threading.Thread(target=tell).start()
    wait()
print("stopped as told")
"""


@pytest.mark.parametrize("told_by", TOLD_BY, ids=lambda each: each.name)
def test_a_signal_that_comes_to_another_thread_is_heard_by_the_one_that_waits(told_by: signal.Signals) -> None:
    program = SIGNALLED_IN_A_THREAD.format(name=told_by.name)
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=SOON_SECONDS)
    assert (ended.returncode, ended.stdout) == (0, "stopped as told\n")


def test_what_was_told_before_the_wait_began_is_heard() -> None:
    with told_to_stop() as wait:
        signal.raise_signal(signal.SIGTERM)
        began = time.monotonic()
        wait()
    assert time.monotonic() - began < SOON_SECONDS


def test_another_signal_does_not_end_the_wait() -> None:
    before = signal.signal(signal.SIGUSR1, lambda *_: None)
    told = threading.Timer(LATER_SECONDS, signal.raise_signal, [signal.SIGTERM])
    try:
        with told_to_stop() as wait:
            signal.raise_signal(signal.SIGUSR1)
            began = time.monotonic()
            told.start()
            wait()
            assert time.monotonic() - began >= LATER_SECONDS
    finally:
        signal.signal(signal.SIGUSR1, before)
        told.join()


def test_afterwards_signals_do_what_they_did() -> None:
    before = [signal.getsignal(each) for each in TOLD_BY]
    with told_to_stop():
        assert [signal.getsignal(each) for each in TOLD_BY] != before
    assert [signal.getsignal(each) for each in TOLD_BY] == before
