"""A week's way from opened to closed: which step may be taken from which state, and the state it leaves."""

from enum import StrEnum

from models.problems import Problem
from service.store.tables import Week, WeekState
from service.web.refusals import RefusedError


class Step(StrEnum):
    """What may be done to a week, in the words of a refusal."""

    STATE_PREFERENCES = "state preferences"
    MOVE_DEADLINE = "move the deadline of preferences"
    CHANGE_REQUEST = "change the rota request"
    SUBMIT = "submit it"
    SOLVE = "solve it"
    KEEP_ROSTER = "keep a roster"
    PUBLISH = "publish a roster"
    SWAP = "offer and decide swaps"
    RECORD_DELIVERED = "record delivered visits"
    CLOSE = "close it"


_OPEN = {WeekState.OPEN: WeekState.OPEN}
_PLANNED = {state: state for state in (WeekState.SUBMITTED, WeekState.PUBLISHED)}
_PUBLISHED = {WeekState.PUBLISHED: WeekState.PUBLISHED}
LEAVES: dict[Step, dict[WeekState, WeekState]] = {
    Step.STATE_PREFERENCES: _OPEN,
    Step.MOVE_DEADLINE: _OPEN,
    Step.CHANGE_REQUEST: _OPEN | _PLANNED,
    Step.SUBMIT: {WeekState.OPEN: WeekState.SUBMITTED},
    Step.SOLVE: _PLANNED,
    Step.KEEP_ROSTER: _PLANNED,
    Step.PUBLISH: dict.fromkeys(_PLANNED, WeekState.PUBLISHED),
    Step.SWAP: _PUBLISHED,
    Step.RECORD_DELIVERED: _PUBLISHED,
    Step.CLOSE: {WeekState.PUBLISHED: WeekState.CLOSED},
}


def allows(week: Week, step: Step) -> bool:
    """Return whether a step may be taken from where a week stands."""
    return WeekState(week.state) in LEAVES[step]


def require(week: Week, step: Step) -> None:
    """See that a step may be taken from where a week stands.

    Raises:
        RefusedError: 409; says where the week stands and what can be done there.
    """
    if allows(week, step):
        return
    possible = [each for each in Step if allows(week, each)]
    cause = f"week {week.id} is {week.state}; you cannot {step} now"
    action = f"you can {'; '.join(possible)}" if possible else "open the week after it"
    raise RefusedError(409, Problem(code="E8210", cause=cause, action=action))


def take(week: Week, step: Step) -> None:
    """Take a step: leave the week in the state that it leads to; inside the transaction that does the rest.

    Raises:
        RefusedError: as `require`.
    """
    require(week, step)
    week.state = LEAVES[step][WeekState(week.state)].value
