"""A task: one worker's share of a visit, or a training, before it becomes a stop of the routing problem."""

from dataclasses import dataclass

from optimiser.routing.problem import Ints, StopWindow

NEVER = StopWindow(0, -1, -1)  # the window of what can start at no time


@dataclass(frozen=True)
class Task:
    """What it takes, where, when and by whom it may be done; rows are those of the request's tables."""

    minutes: int
    place: int  # place row, -1 for a training
    user: int  # service user row, -1 for a training
    price: int  # pence when the whole visit is not made
    windows: tuple[StopWindow, ...]  # in minutes from the horizon's midnight
    workers: Ints  # rows of the workers who may do it
    visit_id: str | None = None
    training_id: str | None = None
    share: int = 0  # which worker's share of the visit
    shares: int = 1
    apart: tuple[int, int] = (0, 0)  # least and most minutes by which the second share starts after the first

    @property
    def starts_together(self) -> bool:
        """Whether all shares have one start."""
        return self.apart == (0, 0)
