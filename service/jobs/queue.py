"""The queue of solves: DBOS's, in the store's own database, so that a solve is kept and queued in one transaction."""

import logging
from collections.abc import Sequence

from dbos import DBOS, DBOSClient, EnqueueOptions
from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from service.store.database import Store
from service.store.tables import Solve, SolveState

APPLICATION = "enablement-rota"
QUEUE = "solves"
WORKFLOW = "solve"


class SolveQueue:
    """Takes solves in; any process with the same database may take them out."""

    def __init__(self, store: Store) -> None:
        _log_as_we_do()
        DBOS.migrate(store.url)
        self._client = DBOSClient(system_database_url=store.url, application_name=APPLICATION, lazy=True)

    def add(self, session: Session, solve: Solve) -> None:
        """Queue a solve in the transaction that keeps it: both are done or neither.

        Args:
            session: a writing transaction.
            solve: a new row with its team, not yet added.
        """
        solve.turn = _next_turn(session, solve.team_id)
        session.add(solve)
        session.flush()
        self._client.enqueue_in_transaction(session, _as_job(solve), solve.id)

    def add_lost(self, store: Store) -> None:
        """Queue what waits in the store and is not in the queue, as when only our own tables were restored."""
        with store.writing() as session:
            waiting = session.scalars(select(Solve).where(Solve.state.in_([SolveState.QUEUED, SolveState.RUNNING])))
            solves = {_job_id(solve.id): solve for solve in waiting}
            known = self._known(list(solves))
            for job_id in solves.keys() - known:
                self._client.enqueue_in_transaction(session, _as_job(solves[job_id]), solves[job_id].id)

    def _known(self, job_ids: Sequence[str]) -> set[str]:
        if not job_ids:
            return set()
        found = self._client.list_workflows(workflow_ids=list(job_ids), load_input=False, load_output=False)
        return {job.workflow_id for job in found}

    def close(self) -> None:
        """Let go of every connection."""
        self._client.destroy()


def _log_as_we_do() -> None:
    """Have DBOS tell only what goes wrong, and by our log: where its logger has a handler, it adds none of its own."""
    logger = logging.getLogger("dbos")
    logger.setLevel(logging.WARNING)
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def _next_turn(session: Session, team_id: int) -> int:
    """Return when a team's next solve has its turn: after those of its own that wait, and not before what began.

    So each team's first comes before any team's second, however many one of them asks for, and no team that stays away
    for a while saves turns up.
    """
    own_waiting = and_(Solve.team_id == team_id, Solve.state == SolveState.QUEUED)
    latest = session.scalar(select(func.max(Solve.turn)).where(or_(own_waiting, Solve.began_at.is_not(None))))
    return (latest or 0) + 1


def _as_job(solve: Solve) -> EnqueueOptions:
    return EnqueueOptions(workflow_name=WORKFLOW, queue_name=QUEUE, workflow_id=_job_id(solve.id), priority=solve.turn)


def _job_id(solve_id: int) -> str:
    return f"solve-{solve_id}"
