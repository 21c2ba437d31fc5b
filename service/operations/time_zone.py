"""The service's time zone: Europe/London, whatever the machine's is."""

import os
import time

LONDON = "Europe/London"


def fix_time_zone() -> None:
    """Have this process, and those it starts, read times without a zone as London's."""
    os.environ["TZ"] = LONDON
    time.tzset()
