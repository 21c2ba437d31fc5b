"""What one worker's shifts cost by the prices of rostering (MEANING.md): pay, wishes, fairness, line, balance."""

import datetime as calendar
from collections import defaultdict
from collections.abc import Sequence

from models.base import Employment
from models.clock import span_on
from models.request import RotaRequest
from models.wishes import Preference, PreferenceKind
from models.workers import Worker
from optimiser.rostering.line_pence import line_pence
from optimiser.rostering.planning import absence_minutes
from optimiser.shifts import Shift

SHIFT_TERMS = ("overtime_pay", "bank_pay", "preferences", "fairness", "line_terms", "hours_balance")


def round_half_up(numerator: int, denominator: int) -> int:
    """Return the quotient in whole units, half up."""
    return (2 * numerator + denominator) // (2 * denominator)


class ShiftPence:
    """Prices any worker's shifts of one request."""

    def __init__(self, request: RotaRequest) -> None:
        self._request = request
        self._absence = absence_minutes(request.absences, request.horizon)
        self._wishes: dict[str, list[tuple[Preference, tuple[int, int] | None]]] = defaultdict(list)
        for wish in request.preferences:
            if wish.kind is not PreferenceKind.CANNOT:
                self._wishes[wish.worker_id].append((wish, self._span(wish)))

    def _span(self, wish: Preference) -> tuple[int, int] | None:
        if wish.span is None:
            return None
        start, end = span_on(wish.date, wish.span.start, wish.span.end)
        return self._request.horizon.minute(start), self._request.horizon.minute(end)

    def terms(self, worker_id: str, shifts: Sequence[Shift]) -> dict[str, int]:
        """Return the pence of each of SHIFT_TERMS for a worker with these shifts (all of theirs in the horizon)."""
        worker = self._request.worker_by_id[worker_id]
        on_date: dict[calendar.date, list[Shift]] = defaultdict(list)
        for shift in shifts:
            on_date[shift.date].append(shift)
        wishes = self._wishes[worker_id]
        refused = [wish for wish, span in wishes if not _granted(wish, span, shifts, on_date.get(wish.date, ()))]
        carried, prices = worker.carried.wishes_refused, self._request.prices
        by_strength = [wish for wish in refused if wish.pence is None]
        at_their_own = sum(wish.pence for wish in refused if wish.pence is not None)
        return {
            **self._hours_terms(worker, shifts),
            "preferences": prices.preference_refused * sum(wish.strength for wish in by_strength) + at_their_own,
            "fairness": prices.fairness * sum(carried + k for k in range(len(by_strength))),
            "line_terms": self._line_pence(worker, shifts),
        }

    def _line_pence(self, worker: Worker, shifts: Sequence[Shift]) -> int:
        terms = self._request.line_terms_by_id.get(worker.line_terms_id or "")
        return line_pence(terms, worker, self._request.horizon.dates, shifts) if terms else 0

    def _hours_terms(self, worker: Worker, shifts: Sequence[Shift]) -> dict[str, int]:
        """Return the terms that come from hours paid against hours owed."""
        overtime, bank, balance = 0, 0, worker.carried.hours_balance_minutes
        weeks, first = self._request.horizon.weeks, self._request.horizon.start
        paid = [0] * len(weeks)
        for shift in shifts:
            paid[(shift.date - first).days // 7] += shift.paid_minutes
        for number, (week, duty) in enumerate(zip(weeks, paid, strict=True)):
            absent = self._absence[worker.id][number] if worker.id in self._absence else 0
            over = duty + absent - worker.contract_minutes_per_week * len(week) // 7
            balance += over
            pay = worker.pay_pence_per_hour
            overtime += round_half_up(max(0, over) * pay * self._request.prices.overtime_percent, 6000)
            bank += round_half_up(duty * pay, 60)
        permanent = worker.employment is Employment.PERMANENT
        away = round_half_up(abs(balance) * self._request.prices.balance_hour, 60)
        return {
            "overtime_pay": overtime if permanent else 0,
            "bank_pay": 0 if permanent else bank,
            "hours_balance": away if permanent else 0,
        }

    def pence(self, worker_id: str, shifts: Sequence[Shift]) -> int:
        """Return the whole price of a worker's shifts, with their share of the price of rostered time."""
        rostered = sum(shift.paid_minutes for shift in shifts) * self._request.prices.rostered_hour
        return sum(self.terms(worker_id, shifts).values()) + round_half_up(rostered, 60)


def _granted(
    wish: Preference, span: tuple[int, int] | None, shifts: Sequence[Shift], same_day: Sequence[Shift]
) -> bool:
    """Return whether a `want` or `rather_not` is granted by a worker's shifts (models.wishes.Preference)."""
    if span is not None:
        if wish.kind is PreferenceKind.WANT:
            return any(span[0] <= shift.start and shift.end <= span[1] for shift in same_day)
        return not any(start < span[1] and span[0] < end for shift in shifts for start, end in shift.parts)
    of_pattern = [shift for shift in same_day if wish.pattern_id in (None, shift.pattern_id)]
    return bool(of_pattern) == (wish.kind is PreferenceKind.WANT)
