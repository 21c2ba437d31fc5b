"""The most that one worker's horizon can be worth, with a training looked at only where it might be held.

A duty is worth no more with a training than without. So the best horizon that holds it anywhere at no cost is a bound;
the shape it is held in is looked at with the training, and the best horizon sought again, until that is the same shape.
"""

from collections.abc import Sequence

from models.request import RotaRequest
from optimiser.ceiling.day_trial import DayTrial, can_hold
from optimiser.ceiling.kernels.tables import NOTHING, Ints, Room
from optimiser.ceiling.multipliers import Multipliers
from optimiser.ceiling.network import WorkerDay
from optimiser.ceiling.week import Calendar, Chosen


def best_value(calendar: Calendar, days: Sequence[WorkerDay], worth: Ints, multipliers: Multipliers, room: Room) -> int:
    """Return the most that a worker's horizon can be worth.

    Args:
        calendar: of the worker.
        days: the calendar's, counted in whatever steps.
        worth: [V] units that each visit is worth.
        multipliers: prices of all else.
        room: to work in.
    """
    values = [_values(calendar.request, day, worth, multipliers, room) for day in days]
    exact: set[Chosen] = set()
    while True:
        value, chosen = calendar.best(values)
        held = {each for each in chosen if each.is_held} - exact
        if not held:
            return value
        for each in held:
            day = days[each.day].of_shape(each.shape)
            trial = DayTrial(calendar.request, day, worth, multipliers, room)
            values[each.day][each.shape] = trial.values[each.shape]
        exact |= held


def _values(
    request: RotaRequest, day: WorkerDay, worth: Ints, multipliers: Multipliers, room: Room
) -> list[tuple[int, int]]:
    """Return each shape's value without a training, twice: as though one took no time where it may be held."""
    trial = DayTrial(request, day.without_session, worth, multipliers, room)
    return [
        (plain, plain if can_hold(day, shape) else NOTHING)
        for (plain, _), shape in zip(trial.values, day.shapes, strict=True)
    ]
