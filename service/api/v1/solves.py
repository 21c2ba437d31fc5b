"""Solves: asked for, watched, cancelled; each a durable job that leaves a checked roster or says why there is none."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from anyio import move_on_after
from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool

from service.access.acting import Acting, may
from service.access.permissions import Action
from service.jobs.queue import SolveQueue
from service.jobs.records import ENDED
from service.jobs.requests import ask_for_solve, cancel_solve, usable_options
from service.jobs.watching import ProgressOut, SolveOut, progress_after, told
from service.store.tables import Solve, SolveState
from service.web.ids import LARGEST_ID, GivenId, RowId
from service.web.pages import Before, Limit, Page, one_page

LARGEST_SEED = 2**31 - 1
WATCHING_SECONDS = 0.5
WATCH = may(Action.READ_SOLVES)

router = APIRouter(prefix="/api/v1", tags=["solves"])


class NewSolve(BaseModel):
    """A solve to be done: a time limit for people, or a work limit to get the same roster again."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"time_limit_seconds": 60}, {"work_limit": 50, "seed": 7}]}
    )

    time_limit_seconds: int | None = Field(None, ge=1, le=86_400, description="60 unless told")
    work_limit: int | None = Field(None, ge=1, le=LARGEST_ID, description="steps of the search, in one process")
    seed: int = Field(1, ge=0, le=LARGEST_SEED, description="where the search begins")
    ceiling: bool = Field(
        default=True, description="work out afterwards what no roster can better; may take as long as the solve"
    )
    request_number: int | None = Field(
        None, ge=1, le=LARGEST_ID, description="which version of the week's request; the newest unless told"
    )


def solve_queue(http: Request) -> SolveQueue:
    """Return where solves are queued."""
    queue: SolveQueue = http.app.state.solve_queue
    return queue


@router.post("/weeks/{week_id}/solves", status_code=202)
def ask(
    week_id: RowId,
    new: NewSolve,
    response: Response,
    queue: Annotated[SolveQueue, Depends(solve_queue)],
    act: Acting = may(Action.SOLVE),
) -> SolveOut:
    """Ask for a roster of a submitted or published week; read on at the Location answered."""
    options = usable_options(act.settings, new.time_limit_seconds, new.work_limit, seed=new.seed, ceiling=new.ceiling)
    with act.writing() as rows:
        solve = ask_for_solve(rows, queue, rows.week(week_id), options, new.request_number)
        response.headers["Location"] = f"/api/v1/solves/{solve.id}"
        return rows.answered(told(rows.session, [solve])[0])


@router.get("/solves")
def list_solves(
    team: GivenId = None,
    week: GivenId = None,
    state: Annotated[SolveState | None, Query()] = None,
    before: Before = None,
    limit: Limit = 50,
    act: Acting = may(Action.READ_SOLVES),
) -> Page[SolveOut]:
    """Return the solves within reach, of one team, week or state where it is given."""
    with act.reading() as rows:
        query = rows.in_reach(select(Solve), Solve.team_id)
        for column, wanted in ((Solve.team_id, team), (Solve.week_id, week), (Solve.state, state)):
            if wanted is not None:
                query = query.where(column == wanted)
        found, following = one_page(rows.session, query, Solve.id, before, limit)
        return Page(items=told(rows.session, found), next_before=following)


@router.get("/solves/{solve_id}")
def read_solve(solve_id: RowId, act: Acting = may(Action.READ_SOLVES)) -> SolveOut:
    """Return where a solve stands; ask again every second or so, or listen to its events."""
    with act.reading() as rows:
        return told(rows.session, [rows.of_week(Solve, solve_id)])[0]


@router.post("/solves/{solve_id}/cancel", status_code=202)
def cancel(solve_id: RowId, act: Acting = may(Action.SOLVE)) -> SolveOut:
    """Ask a running solve for the best checked roster so far; one that still waits ends without."""
    with act.writing() as rows:
        solve = rows.of_week(Solve, solve_id)
        cancel_solve(rows, solve)
        return rows.answered(told(rows.session, [solve])[0])


def solve_within_reach(solve_id: RowId, act: Acting = WATCH) -> int:
    """Return the id of a solve that the caller may see; asked before the first event is sent."""
    with act.reading() as rows:
        return rows.of_week(Solve, solve_id).id


@router.get("/solves/{solve_id}/events", response_class=EventSourceResponse)
async def listen(
    http: Request,
    solve_id: Annotated[int, Depends(solve_within_reach)],
    last_event_id: Annotated[int | None, Header(ge=0, le=LARGEST_ID)] = None,
    act: Acting = WATCH,
) -> AsyncIterator[ServerSentEvent]:
    """Send each better roster's figures as `progress`, numbered so that one can resume, and in the end the solve.

    A service that stops ends the answer before: ask again, with the number of the last event.
    """
    number = last_event_id or 0
    stopping: asyncio.Event = http.app.state.stopping
    while not stopping.is_set():
        better, ended = await run_in_threadpool(_since, act, solve_id, number)
        for progress in better:
            number = progress.number
            yield ServerSentEvent(event="progress", id=str(number), data=progress)
        if ended:
            yield ServerSentEvent(event="end", data=ended)
            return
        with move_on_after(WATCHING_SECONDS):
            await stopping.wait()


def _since(act: Acting, solve_id: int, number: int) -> tuple[list[ProgressOut], SolveOut | None]:
    """Return what came since, and the solve once it has ended."""
    with act.reading() as rows:
        solve = rows.of_week(Solve, solve_id)
        ended = told(rows.session, [solve])[0] if solve.state in ENDED else None
        return progress_after(rows.session, solve_id, number), ended
