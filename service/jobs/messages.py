"""What goes between a solve's process and its parent: the task one way, better rosters and the outcome the other."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, Union

from models.problems import Problem

if TYPE_CHECKING:
    from service.rosters.keeping import CheckedRoster


@dataclass(frozen=True)
class Task:
    """What is to be solved: a request, for how long or how many steps, from which seed, on how many processes.

    `most_seconds` bounds a solve that has no time limit of its own.
    """

    request_json: bytes
    time_limit_seconds: int | None
    work_limit: int | None
    seed: int
    processes: int
    most_seconds: int
    with_ceiling: bool


@dataclass(frozen=True)
class Better:
    """A better roster was found: what it was weighed at."""

    progress: dict[str, Any]


@dataclass(frozen=True)
class Unsolvable:
    """The request cannot be met; everything that stands in the way."""

    problems: tuple[Problem, ...]


Outcome: TypeAlias = Union["CheckedRoster", Unsolvable]
Message: TypeAlias = Union[Better, "CheckedRoster", Unsolvable]
