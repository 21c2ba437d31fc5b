"""Cover: how many duties of a pattern a date should have, of a skill or any, and what each one missing costs."""

from pydantic import Field

from models.base import Id, Pence, Record
from models.clock import Day


class Cover(Record):
    """Duties of one pattern that should begin on one date; where a skill is named, duties counted for that skill.

    A duty is counted for one skill at most (`Duty.role`); a cover without a skill counts every duty of its pattern.
    """

    id: Id
    date: Day
    pattern_id: Id
    skill: Id | None = Field(default=None, description="empty = any worker's duty counts")
    wanted: int = Field(ge=0, le=10_000, description="duties")
    least: int = Field(default=0, ge=0, le=10_000, description="duties there must be, whatever the prices")
    under_pence: Pence = Field(description="for each duty fewer than wanted")
    over_pence: Pence = Field(default=0, description="for each duty more than wanted")
