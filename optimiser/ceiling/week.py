"""A worker's best sequence of duties over the horizon, when every shape of every date has a value of its own.

Of the rules about several duties these are kept: one duty a date, daily rest between what the shapes leave closest
(R01, R07), most consecutive days (R12), weekends in rotation (R14), pinned duties (R05). The others are left out.
"""

import datetime as calendar
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from models.request import RotaRequest
from models.wishes import PinKind
from models.workers import Worker
from optimiser.ceiling.network import WorkerDay
from optimiser.rostering.weekends import weekends

FREE = -(10**9)


class _State(NamedTuple):
    """What of the dates so far matters to the later ones."""

    rested: int  # the minute from which another duty may start
    run: int  # dates with duties in a row
    weekends: int  # worked weekends in a row, before this one
    in_weekend: bool  # whether this weekend is worked already


@dataclass(frozen=True)
class Calendar:
    """One worker's dates, and the rules that tie them together."""

    request: RotaRequest
    worker: Worker
    days: tuple[WorkerDay, ...]

    @cached_property
    def _by_date(self) -> dict[calendar.date, int]:
        return {day.date: number for number, day in enumerate(self.days)}

    @cached_property
    def _last_of_weekend(self) -> set[calendar.date]:
        return {days[-1] for days in weekends(self.request.horizon.dates)}

    @cached_property
    def _in_weekend(self) -> set[calendar.date]:
        return {day for days in weekends(self.request.horizon.dates) for day in days}

    @cached_property
    def _pinned(self) -> set[calendar.date | None]:
        pins = self.request.pins
        return {pin.date for pin in pins if pin.kind is PinKind.DUTY and pin.worker_id == self.worker.id}

    def best(self, values: Sequence[Sequence[int]]) -> tuple[int, list[tuple[int, int]]]:
        """Return the most that the dates together are worth, and which (day, shape) make it up.

        Args:
            values: of every shape of every day, in their order; a day off is worth 0.
        """
        carried = self.worker.carried
        first = _State(FREE, carried.consecutive_days_worked, carried.weekends_worked_in_a_row, False)
        reached: dict[_State, tuple[int, tuple[tuple[int, int], ...]]] = {first: (0, ())}
        for date in self.request.horizon.dates:
            following: dict[_State, tuple[int, tuple[tuple[int, int], ...]]] = {}
            for state, (value, chosen) in reached.items():
                for after, gain, choice in self._choices(state, date, values):
                    if after not in following or value + gain > following[after][0]:
                        following[after] = (value + gain, chosen + choice)
            reached = following
        value, chosen = max(reached.values(), default=(FREE, ()))
        return value, list(chosen)

    def _choices(
        self, state: _State, date: calendar.date, values: Sequence[Sequence[int]]
    ) -> list[tuple[_State, int, tuple[tuple[int, int], ...]]]:
        number = self._by_date.get(date)
        choices: list[tuple[_State, int, tuple[tuple[int, int], ...]]] = []
        if date not in self._pinned:
            choices.append((self._after(state, date, None), 0, ()))
        if number is None or not self._may_work(state, date):
            return choices
        rest = self.request.rules.daily_rest_minutes
        for index, shape in enumerate(self.days[number].shapes):
            if shape.start_last >= state.rested:
                after = self._after(state, date, min(shape.end_first, shape.end_last) + rest)
                choices.append((after, values[number][index], ((number, index),)))
        return choices

    def _may_work(self, state: _State, date: calendar.date) -> bool:
        rules = self.request.rules
        if state.run >= rules.most_consecutive_days:
            return False
        return date not in self._in_weekend or state.weekends < rules.most_weekends_in_a_row

    def _after(self, state: _State, date: calendar.date, rested: int | None) -> _State:
        """Return the state after a date with a duty, from whose end the worker has rested at `rested`, or without."""
        works = rested is not None
        run = state.run + 1 if works else 0
        free_from = state.rested if rested is None else rested
        in_weekend = date in self._in_weekend and (works or state.in_weekend)
        row = state.weekends
        if date in self._last_of_weekend:
            row, in_weekend = (row + 1 if in_weekend else 0), False
        return _State(free_from if free_from > self._earliest_after[date] else FREE, run, row, in_weekend)

    @cached_property
    def _earliest_after(self) -> dict[calendar.date, int]:
        """By date, the earliest that a duty of a later date must be able to start."""
        return {
            date: min((shape.start_last for day in self.days if day.date > date for shape in day.shapes), default=-FREE)
            for date in self.request.horizon.dates
        }
