"""What a solving process may do to us, for tests of what we make of it."""

import os
import time


def dies(*_: object) -> None:
    os._exit(9)


def sleeps(*_: object) -> None:
    time.sleep(60)
