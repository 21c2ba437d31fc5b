"""A worker's best sequence of duties over the horizon, when every shape of every date has a value of its own.

Of the rules about several duties these are kept: one duty a date, daily rest between what the shapes leave closest
(R01, R07), most consecutive days (R12), weekends in rotation (R14), pinned duties (R05). The others are left out. A
promised training is held in one of the duties.
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
    held: bool  # whether the promised training is held already


class Chosen(NamedTuple):
    """A duty: which day, which of its shapes, and whether the training is held in it."""

    day: int
    shape: int
    is_held: bool


class _Arc(NamedTuple):
    """A way from one state to another over a date, with a duty or without."""

    source: int
    target: int
    chosen: Chosen | None


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

    @cached_property
    def _arcs(self) -> list[tuple[list[_Arc], int]]:
        """For each date, the arcs between numbered states, and how many states they lead to."""
        carried = self.worker.carried
        states = {_State(FREE, carried.consecutive_days_worked, carried.weekends_worked_in_a_row, False, False): 0}
        arcs: list[tuple[list[_Arc], int]] = []
        for date in self.request.horizon.dates:
            following: dict[_State, int] = {}
            own = [
                _Arc(source, following.setdefault(after, len(following)), chosen)
                for state, source in states.items()
                for after, chosen in self._choices(state, date)
            ]
            arcs.append((own, len(following)))
            states = following
        self._last_states.extend(states)
        return arcs

    @cached_property
    def _last_states(self) -> list[_State]:
        return []

    def best(self, values: Sequence[Sequence[tuple[int, int]]]) -> tuple[int, list[Chosen]]:
        """Return the most that the dates together are worth, and the duties that make it up.

        Args:
            values: of every shape of every day, in their order, without and with the training; a day off is worth 0.
        """
        reached: list[tuple[int, tuple[Chosen, ...]]] = [(0, ())]
        for arcs, count in self._arcs:
            following: list[tuple[int, tuple[Chosen, ...]]] = [(FREE, ())] * count
            for source, target, chosen in arcs:
                value, duties = reached[source]
                if chosen is None:
                    if value > following[target][0]:
                        following[target] = reached[source]
                elif value + values[chosen.day][chosen.shape][chosen.is_held] > following[target][0]:
                    gain = values[chosen.day][chosen.shape][chosen.is_held]
                    following[target] = (value + gain, (*duties, chosen))
            reached = following
        kept = [each for each, state in zip(reached, self._last_states, strict=True) if state.held]
        can_keep = max(kept, default=(FREE, ()))[0] > FREE // 2
        value, best = max(kept if can_keep else reached, default=(FREE, ()))
        return value, list(best)

    def _choices(self, state: _State, date: calendar.date) -> list[tuple[_State, Chosen | None]]:
        number = self._by_date.get(date)
        choices: list[tuple[_State, Chosen | None]] = []
        if date not in self._pinned:
            choices.append((self._after(state, date, None), None))
        if number is None or not self._may_work(state, date):
            return choices
        day, rest = self.days[number], self.request.rules.daily_rest_minutes
        for index, shape in enumerate(day.shapes):
            if shape.start_last >= state.rested:
                after = self._after(state, date, min(shape.end_first, shape.end_last) + rest)
                choices.append((after, Chosen(number, index, False)))
                if day.session.minutes and not state.held:
                    choices.append((after._replace(held=True), Chosen(number, index, True)))
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
        free_from = free_from if free_from > self._earliest_after[date] else FREE
        return _State(free_from, run, row, in_weekend, state.held)

    @cached_property
    def _earliest_after(self) -> dict[calendar.date, int]:
        """By date, the earliest that a duty of a later date must be able to start."""
        return {
            date: min((shape.start_last for day in self.days if day.date > date for shape in day.shapes), default=-FREE)
            for date in self.request.horizon.dates
        }
