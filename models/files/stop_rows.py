"""A row of a roster typed by hand: one stop of one duty, or a duty (or a part of one) without stops."""

from models.base import Id, Record
from models.clock import Day


class StopRow(Record):
    """What stands in the cells; clock times stay text until the whole duty is known."""

    worker: Id
    date: Day
    start: str
    end: str
    visit: Id | None = None
    start_time: str = ""
    training: Id | None = None
    pattern: Id | None = None
    post: Id | None = None
    role: Id | None = None
    rest_break: str = ""
