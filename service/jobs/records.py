"""What is written of a solve on its way: begun, bettered, ended; each in one short transaction.

The number of the attempt is the key to every change: a process that lost its solve to another, and does not know it
yet, changes nothing any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.problems import Problem
from service.access.permissions import Action
from service.jobs.messages import Better
from service.rosters.keeping import CheckedRoster, keep_roster
from service.store.database import Store
from service.store.tables import AuditEntry, Solve, SolveProgress, SolveState, StoredRequest, Week, now

MOST_ATTEMPTS = 20  # a solve that so often ended together with the process that ran it does harm there
ENDED = (SolveState.DONE, SolveState.CANCELLED, SolveState.FAILED)


@dataclass(frozen=True)
class Attempt:
    """A solve that this process has begun: what is to be solved, and the number of the attempt."""

    solve_id: int
    number: int
    request_json: bytes
    options: dict[str, Any]


def begin(store: Store, solve_id: int) -> Attempt | None:
    """Begin, or begin again, a solve; None when there is nothing left to do for it."""
    with store.writing() as session:
        solve = _locked(session, solve_id)
        if solve is None or solve.state in ENDED:
            return None
        if solve.cancel_asked_at:
            _end(session, solve, SolveState.CANCELLED)
            return None
        if solve.attempts >= MOST_ATTEMPTS:
            _end(session, solve, SolveState.FAILED, problems=[_given_up(solve)])
            return None
        solve.attempts += 1
        solve.state = SolveState.RUNNING
        solve.began_at = now()
        stored = session.get_one(StoredRequest, solve.request_id)
        return Attempt(solve.id, solve.attempts, stored.document, solve.options)


def keep_progress(store: Store, attempt: Attempt, better: Sequence[Better]) -> None:
    """Keep what better rosters were weighed at; their numbers run on over all attempts."""
    with store.writing() as session:
        if _mine(session, attempt) is None:
            return
        of_solve = SolveProgress.solve_id == attempt.solve_id
        last = session.scalar(select(func.max(SolveProgress.number)).where(of_solve)) or 0
        for number, each in enumerate(better, last + 1):
            progress = {"attempt": attempt.number, **each.progress}
            session.add(SolveProgress(solve_id=attempt.solve_id, number=number, progress=progress))


def cancel_is_asked(store: Store, attempt: Attempt) -> bool:
    """Return whether somebody wants to have what there is by now."""
    with store.reading() as session:
        return session.scalar(select(Solve.cancel_asked_at).where(Solve.id == attempt.solve_id)) is not None


def is_ours(store: Store, attempt: Attempt) -> bool:
    """Return whether the process that began an attempt still has the solve, or another took it up or ended it."""
    with store.reading() as session:
        return not _is_lost(session.get(Solve, attempt.solve_id), attempt)


def keep_result(store: Store, attempt: Attempt, checked: CheckedRoster) -> None:
    """Keep the roster and end the solve, in one transaction: a solve leaves one roster, however often it is tried."""
    with store.writing() as session:
        solve = _mine(session, attempt)
        if solve is None:
            return
        week = session.get_one(Week, solve.week_id, with_for_update=True)
        stored = session.get_one(StoredRequest, solve.request_id)
        roster = keep_roster(session, week, stored, checked, "solved", solve.asked_by, solve.id)
        state = SolveState.CANCELLED if solve.cancel_asked_at else SolveState.DONE
        _end(session, solve, state, roster=roster.id)


def keep_failure(store: Store, attempt: Attempt, problems: Sequence[Problem]) -> None:
    """End a solve that leaves no roster, with every problem."""
    with store.writing() as session:
        solve = _mine(session, attempt)
        if solve is not None:
            _end(session, solve, SolveState.FAILED, problems=problems)


def end_cancelled(session: Session, solve: Solve) -> None:
    """End a solve that is cancelled before it began."""
    _end(session, solve, SolveState.CANCELLED)


def _locked(session: Session, solve_id: int) -> Solve | None:
    return session.get(Solve, solve_id, with_for_update=True)


def _mine(session: Session, attempt: Attempt) -> Solve | None:
    """Return the solve, locked, while the attempt is the latest and the solve has not ended."""
    solve = _locked(session, attempt.solve_id)
    return None if _is_lost(solve, attempt) else solve


def _is_lost(solve: Solve | None, attempt: Attempt) -> bool:
    return solve is None or solve.state != SolveState.RUNNING or solve.attempts != attempt.number


def _end(
    session: Session, solve: Solve, state: SolveState, *, problems: Sequence[Problem] = (), roster: int | None = None
) -> None:
    solve.state = state
    solve.ended_at = now()
    solve.problems = [problem.model_dump(mode="json") for problem in problems] or None
    codes = sorted({problem.code for problem in problems})
    entry = AuditEntry(
        action=Action.SOLVE,
        team_id=solve.team_id,
        week_id=solve.week_id,
        what=f"solve {solve.id}",
        details={"state": state.value, "roster": roster, "problems": codes, "attempts": solve.attempts},
    )
    session.add(entry)


def _given_up(solve: Solve) -> Problem:
    cause = f"each of {solve.attempts} times the process that ran this solve ended before it did"
    action = "look into the log of the machine, for want of memory above all; then ask for it again"
    return Problem(code="E8406", cause=cause, action=action)
