"""What every check looks up: who works when, who makes which visit, and what each week holds for each worker."""

import datetime
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import takewhile

from models.clock import minutes_between, span_on
from models.request import RotaRequest
from models.roster import Duty, Roster, Span
from models.visits import Visit
from models.workers import Absence, Worker
from optimiser.checks.covering import Covering
from optimiser.checks.journeys import Journeys
from optimiser.checks.rostered_duty import RosteredDuty, read_duty

Week = list[datetime.date]


@dataclass(frozen=True)
class Making:
    """One worker's part in a visit: whose duty, dated when, and the start given there."""

    worker_id: str
    date: datetime.date
    start: datetime.datetime


class RosterIndex:
    """A request and a roster, read once.

    `duties` leaves out what R00 reports (an unknown worker, a date outside the horizon); `makings` leaves out nothing,
    so that one mistyped worker id is not also told as a visit nobody makes.
    """

    def __init__(self, request: RotaRequest, roster: Roster) -> None:
        self.request = request
        self.roster = roster
        self.journeys = Journeys(request.travel)
        self.weeks: list[Week] = request.horizon.weeks
        self.duties_by_worker = self._duties_by_worker()

    @property
    def duties(self) -> Iterator[RosteredDuty]:
        """Every duty of a known worker dated in the horizon, by worker and then by time."""
        for own in self.duties_by_worker.values():
            yield from own

    def duties_on(self, worker_id: str, date: datetime.date | None) -> list[RosteredDuty]:
        """Return the worker's duties of a date, in order of time."""
        return self._duties_by_date.get((worker_id, date), [])

    @cached_property
    def _duties_by_date(self) -> dict[tuple[str, datetime.date | None], list[RosteredDuty]]:
        found: dict[tuple[str, datetime.date | None], list[RosteredDuty]] = defaultdict(list)
        for each in self.duties:
            found[each.worker.id, each.duty.date].append(each)
        return found

    @cached_property
    def covering(self) -> Covering:
        """What covers count in the roster."""
        return Covering(self.request, list(self.duties))

    @cached_property
    def makings(self) -> dict[str, list[Making]]:
        """Who makes each visit that the roster names, unknown ids left out, ordered by worker and start."""
        found: dict[str, list[Making]] = defaultdict(list)
        for duty in self.roster.duties:
            for planned in duty.visits:
                if planned.visit_id in self.request.visit_by_id:
                    found[planned.visit_id].append(Making(duty.worker_id, duty.date, planned.start))
        for own in found.values():
            if len(own) > 1:
                own.sort(key=lambda each: (each.worker_id, each.start))
        return found

    def visits_made(self) -> Iterator[tuple[RosteredDuty, Visit, datetime.datetime]]:
        """Yield each known visit of each duty, with its start."""
        for rostered in self.duties:
            for planned in rostered.duty.visits:
                if visit := self.request.visit_by_id.get(planned.visit_id):
                    yield rostered, visit, planned.start

    def duties_in(self, worker: Worker, week: Week) -> list[RosteredDuty]:
        """Return the worker's duties dated in the week."""
        return self._duties_by_week.get((worker.id, week[0]), [])

    @cached_property
    def _duties_by_week(self) -> dict[tuple[str, datetime.date], list[RosteredDuty]]:
        """By worker and first date of the week, the duties dated in it."""
        first_day = {date: week[0] for week in self.weeks for date in week}
        found: dict[tuple[str, datetime.date], list[RosteredDuty]] = defaultdict(list)
        for worker_id, own in self.duties_by_worker.items():
            for each in own:
                found[worker_id, first_day[each.duty.date]].append(each)
        return found

    def duty_minutes(self, worker: Worker, week: Week) -> int:
        """Return the paid minutes of the worker's duties dated in the week."""
        return sum(each.paid_minutes for each in self.duties_in(worker, week))

    def paid_week(self, worker: Worker, week: Week) -> int:
        """Return the worker's paid duty minutes and absence minutes in the week."""
        absences = self._absences_by_worker.get(worker.id, [])
        return self.duty_minutes(worker, week) + sum(_absence_minutes(each, week) for each in absences)

    def contract_of(self, worker: Worker, week: Week) -> int:
        """Return the contract minutes of the week: in proportion to its days in a last week shorter than seven."""
        return worker.contract_minutes_per_week * len(week) // 7

    def known_weeks(self, worker: Worker, number: int) -> list[int]:
        """Return paid minutes of the weeks that the average for the `number`-th horizon week is taken over."""
        weeks = self.weeks[max(0, number + 1 - self.request.rules.average_weeks) : number + 1]
        own = [self.duty_minutes(worker, week) for week in weeks]
        return [*worker.carried.worked_minutes_by_week, *own][-self.request.rules.average_weeks :]

    def weeks_averaging_above(self, worker: Worker, limit: int) -> Iterator[tuple[list[datetime.date], int, int]]:
        """Yield each horizon week at whose end a worker averages more than `limit` minutes a week.

        With it how many weeks the average is over, and the average in minutes, rounded up.
        """
        for number, week in enumerate(self.weeks):
            minutes = self.known_weeks(worker, number)
            if sum(minutes) > limit * len(minutes):
                yield week, len(minutes), -(-sum(minutes) // len(minutes))

    @cached_property
    def _absences_by_worker(self) -> dict[str, list[Absence]]:
        found: dict[str, list[Absence]] = defaultdict(list)
        for absence in self.request.absences:
            found[absence.worker_id].append(absence)
        return found

    @cached_property
    def _nights(self) -> list[tuple[datetime.datetime, datetime.datetime]]:
        """Night time from the evening before the horizon to the night after its last duty's date."""
        horizon, rules = self.request.horizon, self.request.rules
        days = [horizon.start + timedelta(days=offset) for offset in range(-1, horizon.days + 2)]
        return [span_on(day, rules.night_start, rules.night_end) for day in days]

    def _night_minutes(self, duty: Duty) -> int:
        return sum(
            minutes_between(max(part.start, start), min(part.end, end))
            for part in duty.parts
            for start, end in self._nights_in(part)
        )

    def _nights_in(self, part: Span) -> Iterator[tuple[datetime.datetime, datetime.datetime]]:
        """Yield the stretches of night time that overlap a part."""
        first = bisect_right(self._nights, part.start, key=lambda night: night[1])
        return takewhile(lambda night: night[0] < part.end, self._nights[first:])

    def _duties_by_worker(self) -> dict[str, list[RosteredDuty]]:
        found: dict[str, list[RosteredDuty]] = {worker.id: [] for worker in self.request.workers}
        dates = set(self.request.horizon.dates)
        for duty in self.roster.duties:
            if duty.worker_id in found and duty.date in dates:
                found[duty.worker_id].append(read_duty(self.request, duty, self._night_minutes(duty)))
        for own in found.values():
            own.sort(key=lambda each: (each.duty.start, each.duty.end, each.duty.date, each.duty.pattern_id))
        return found


def _absence_minutes(absence: Absence, week: Week) -> int:
    """Return the absence's paid minutes on the week's dates, spread evenly with the odd minutes on the first dates."""
    days = (absence.last_date - absence.first_date).days + 1
    if days < 1:
        return 0
    each, odd = divmod(absence.paid_minutes, days)
    offsets = [(day - absence.first_date).days for day in week]
    return sum(each + (offset < odd) for offset in offsets if 0 <= offset < days)
