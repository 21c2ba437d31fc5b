"""What runs in the process of one solve: plan, work out the ceiling, have the referee judge, send the roster back."""

from collections.abc import Callable
from dataclasses import asdict
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from typing import TYPE_CHECKING

from models.problems import InputError, Problem
from models.request import RotaRequest
from service.jobs.messages import Better, Message, Outcome, Task, Unsolvable
from service.rosters.keeping import CheckedRoster, checked_roster

if TYPE_CHECKING:
    from optimiser.progress import Progress


def work(connection: Connection, stop: Event, task: Task) -> None:
    """Solve, sending every better roster's progress and in the end the roster or the problems.

    Args:
        connection: where the messages go.
        stop: set when the best roster so far is wanted.
        task: what is to be solved.
    """
    from optimiser.executor.processes import begin_process

    begin_process(stop)
    try:
        outcome: Outcome = _planned(task, stop.is_set, connection.send)
    except InputError as error:
        outcome = Unsolvable(tuple(error.problems))
    connection.send(outcome)


def _planned(task: Task, stopped: Callable[[], bool], send: Callable[[Message], None]) -> CheckedRoster:
    from optimiser.ceiling.ceiling import ceiling
    from optimiser.ceiling.promise import Promise
    from optimiser.referee import RefereeError
    from optimiser.solve import SolveOptions, solve

    def tell(progress: "Progress") -> None:
        send(Better(asdict(progress) | {"contact_time_pct": progress.contact_time_pct}))

    request = RotaRequest.model_validate_json(task.request_json)
    options = SolveOptions(task.time_limit_seconds, task.work_limit, task.processes, task.seed)
    try:
        solution = solve(request, options, tell, stopped)
    except RefereeError as fault:
        raise InputError([_refused(fault)]) from fault
    wanted = task.with_ceiling and not stopped()
    most = ceiling(request, promise=Promise.whole(request).kept_by(solution.roster)) if wanted else None
    return checked_roster(request, solution.roster, solution=solution, ceiling=most)


def _refused(fault: Exception) -> Problem:
    first, *others = str(fault).splitlines()
    cause = f"our own roster was refused by the referee: {first} (and {len(others)} more)"
    return Problem(code="E8404", cause=cause, action="tell us, it is our fault; another seed may do meanwhile")
