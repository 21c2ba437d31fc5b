"""Processes that stand in for the solving one, in tests of what is made of it; none imports the engine."""

import os
import time
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from models.problems import Problem
from service.jobs.messages import Better, Task, Unsolvable

OUTCOME = "TEST_OUTCOME_FILE"  # a pickled CheckedRoster: what the quick ones send
SECONDS = "TEST_SOLVE_SECONDS"
LINES = "TEST_LINES_FILE"
LEASE = "TEST_LEASE_SECONDS"


def progress(**figures: Any) -> Better:
    """A better roster's figures."""
    usual = {
        "elapsed_seconds": 0.1,
        "objective_pence": 450,
        "contact_minutes": 30,
        "paid_minutes": 360,
        "contact_time_pct": 8.33,
        "visits_required_unserved": 0,
        "source": "first roster",
        "cost_per_contact_hour_pence": None,
        "ceiling_pct": None,
    }
    return Better({**usual, **figures})


def quick(connection: Connection, stop: Event, task: Task) -> None:
    """Finds a better roster every tenth of a second, until its time is up or it is stopped."""
    until = time.monotonic() + float(os.environ.get(SECONDS, "0.3"))
    connection.send(progress())
    while time.monotonic() < until and not stop.wait(0.1):
        connection.send(progress(objective_pence=400))
    connection.send_bytes(Path(os.environ[OUTCOME]).read_bytes())


def endless(connection: Connection, stop: Event, task: Task) -> None:
    """Has a roster at once, and ends only when it is asked for it."""
    connection.send(progress())
    stop.wait()
    connection.send_bytes(Path(os.environ[OUTCOME]).read_bytes())


def deaf(connection: Connection, stop: Event, task: Task) -> None:
    """Says nothing, and hears nothing."""
    time.sleep(600)


def dies(connection: Connection, stop: Event, task: Task) -> None:
    """Dies, and leaves a line that it was there."""
    with Path(os.environ[LINES]).open("a") as lines:
        lines.write("died\n")
    os._exit(9)


def unsolvable(connection: Connection, stop: Event, task: Task) -> None:
    """Finds two problems."""
    problems = (Problem(code="E3001", cause="one", action="this"), Problem(code="E4001", cause="two", action="that"))
    connection.send(Unsolvable(problems))
