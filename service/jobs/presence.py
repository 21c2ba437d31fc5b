"""Which processes take solves from the queue, as kept in the store: seen lately, and not known to be gone."""

import os
import platform
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import psutil
from sqlalchemy import delete, func, select, type_coerce, update

from service.store.database import Store
from service.store.tables import Instant, SolvingProcess

LEASE = timedelta(seconds=15)


def be_seen(store: Store, executor_id: str, solves_at_once: int) -> None:
    """Note that this process lives, by the database's clock: those of two machines may differ."""
    with store.writing() as session:
        mine = update(SolvingProcess).where(SolvingProcess.id == executor_id).values(seen_at=func.now())
        if session.scalar(mine.returning(SolvingProcess.id)) is None:
            values = {"id": executor_id, "machine": this_machine(), "process_id": os.getpid()}
            session.add(SolvingProcess(**values, solves_at_once=solves_at_once, seen_at=func.now()))


def leave(store: Store, executor_id: str) -> None:
    """Note that this process takes no more solves, and does none."""
    with store.writing() as session:
        session.execute(delete(SolvingProcess).where(SolvingProcess.id == executor_id))


def clear_away_the_gone(store: Store) -> None:
    """Forget processes that are taken to be gone; one that was only held up notes itself again."""
    alive = living(store)
    with store.writing() as session:
        session.execute(delete(SolvingProcess).where(SolvingProcess.id.not_in(alive)))


def living(store: Store) -> set[str]:
    """Return the ids of the processes that are taken to live: seen within the lease, on this machine really there."""
    with store.reading() as session:
        rows = session.execute(select(SolvingProcess, type_coerce(func.now(), Instant()))).all()
    return {process.id for process, instant in rows if process.seen_at > instant - LEASE and not _is_gone(process)}


def is_seen(store: Store) -> bool:
    """Say whether this process is among those that take solves, as everybody sees it."""
    mine = (SolvingProcess.machine == this_machine(), SolvingProcess.process_id == os.getpid())
    with store.reading() as session:
        ids = set(session.scalars(select(SolvingProcess.id).where(*mine)))
    return bool(ids & living(store))


def this_machine() -> str:
    """Return what tells this machine, since it was started, from others; containers of one machine differ too."""
    with suppress(OSError):
        started = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        return f"{started} {Path('/proc/self/ns/pid').readlink()}"
    return platform.node()


def _is_gone(process: SolvingProcess) -> bool:
    """Return whether a process of this machine is surely no more; of other machines only the lease tells."""
    if process.machine != this_machine():
        return False
    try:
        return bool(psutil.Process(process.process_id).status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True
