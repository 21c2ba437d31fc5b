"""Whether a worker may have another shift: the referee is asked about that worker's line of duties alone."""

from models.request import RotaRequest
from models.roster import Duty, Roster, Span
from models.wishes import PinKind
from optimiser.checks import check
from optimiser.checks.roster_index import RosterIndex
from optimiser.replan.changed_request import Slot
from optimiser.replan.situation import Situation
from optimiser.routing.crew import Crew
from optimiser.shifts import Shift

BARE = {"visits": (), "trainings": (), "post_id": None, "role": None}


class Lines:
    """Asks the referee whether workers' lines of duties keep every rule about shifts; posts and visits aside."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.request = situation.request
        self._crew = Crew(self.request)
        self._alone: dict[str, RotaRequest] = {}
        self._known: dict[tuple[Shift, frozenset[Slot]], bool] = {}
        self._standing: dict[str, list[Duty]] = {worker.id: [] for worker in self.request.workers}
        for (worker_id, _), duty in situation.duties.items():
            self._standing[worker_id].append(duty.model_copy(update=BARE))
        self._indexes: dict[str, RosterIndex] = {}

    def allows(self, shift: Shift, gone: frozenset[Slot] = frozenset()) -> bool:
        """Return whether a worker may have this shift on its date, with the duties that stand on others, less some."""
        if (shift, gone) not in self._known:
            self._known[shift, gone] = self._asked(shift, gone)
        return self._known[shift, gone]

    def _asked(self, shift: Shift, gone: frozenset[Slot]) -> bool:
        if not self._has_hours(shift, gone):
            return False
        try:
            own = self.duty_of(shift).model_copy(update=BARE)
        except ValueError:
            return False
        others = [
            each
            for each in self._standing[shift.worker_id]
            if each.date != shift.date and (each.worker_id, each.date) not in gone
        ]
        return not check(self._request_of(shift.worker_id), Roster(duties=(*others, own)))

    def _has_hours(self, shift: Shift, gone: frozenset[Slot]) -> bool:
        """Return whether the worker's terms leave the hours: what most shifts fail by, known without a referee."""
        index, worker = self._index_of(shift.worker_id), self.request.worker_by_id[shift.worker_id]
        week = next(week for week in index.weeks if shift.date in week)
        given_up = sum(
            each.paid_minutes
            for each in index.duties_in(worker, week)
            if each.duty.date == shift.date or (worker.id, each.duty.date) in gone
        )
        most = index.contract_of(worker, week) + worker.tolerance_over_minutes
        return index.paid_week(worker, week) - given_up + shift.paid_minutes <= most

    def _index_of(self, worker_id: str) -> RosterIndex:
        if worker_id not in self._indexes:
            roster = Roster(duties=tuple(self._standing[worker_id]))
            self._indexes[worker_id] = RosterIndex(self._request_of(worker_id), roster)
        return self._indexes[worker_id]

    def duty_of(self, shift: Shift) -> Duty:
        """Return a shift as a duty without visits, its break in the middle of when it may be.

        Raises:
            ValueError: there is no room for the break.
        """
        return Duty(
            worker_id=shift.worker_id,
            date=shift.date,
            pattern_id=shift.pattern_id,
            parts=shift.spans(self.request.horizon),
            rest_break=self._rest_break(shift),
            post_id=shift.post_id,
            role=shift.role,
        )

    def _rest_break(self, shift: Shift) -> Span | None:
        if not shift.break_minutes:
            return None
        start = self._crew.middle_break(shift)
        moment = self.request.horizon.moment
        return Span(start=moment(start), end=moment(start + shift.break_minutes))

    def _request_of(self, worker_id: str) -> RotaRequest:
        """Return the request of one worker without work: their terms, absences, "cannot" and pinned days."""
        if worker_id not in self._alone:
            request = self.request
            pins = (each for each in request.pins if each.kind is not PinKind.VISIT)
            own = {
                "absences": tuple(each for each in request.absences if each.worker_id == worker_id),
                "preferences": tuple(each for each in request.preferences if each.worker_id == worker_id),
                "pins": tuple(each for each in pins if each.worker_id == worker_id),
            }
            nothing = dict.fromkeys(("service_users", "visits", "posts", "covers", "trainings"), ())
            worker = request.worker_by_id[worker_id]
            self._alone[worker_id] = request.changed(workers=(worker,), **own, **nothing)
        return self._alone[worker_id]
