"""The roster grid: who works which shift on which day, hours against contract, and each day's wishes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from models.base import Employment
from models.patterns import PatternKind
from models.request import RotaRequest
from models.roster import Duty
from models.workers import Worker
from optimiser.ledger import PAID_AWAY
from optimiser.ledger.payroll import week_contract
from service.bundle import Bundle
from service.report.sections.wishes import Wish, wishes_of
from service.report.words import count, long_date, span


@dataclass(frozen=True)
class Cell:
    """One worker's day: a shift, an absence or a day off, with the wishes that concern it."""

    css: str
    lines: tuple[str, ...]
    detail: str
    wishes: tuple[Wish, ...]


@dataclass(frozen=True)
class Row:
    """One worker's line: contract, rostered and absent minutes over the whole horizon."""

    worker: Worker
    terms: str
    cells: tuple[Cell, ...]
    contract_minutes: int
    rostered_minutes: int
    absence_minutes: int

    @property
    def difference_minutes(self) -> int:
        """Rostered and absent minutes less the contract's."""
        return self.rostered_minutes + self.absence_minutes - self.contract_minutes


@dataclass(frozen=True)
class Group:
    """One constituency's workers."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Grid:
    """The days across, the constituencies down."""

    days: tuple[tuple[str, str, str], ...]
    groups: tuple[Group, ...]
    kinds: tuple[PatternKind, ...]


def shift_lines(duty: Duty) -> tuple[str, ...]:
    """Return each of the duty's parts as clock times."""
    return tuple(span(part.start, part.end) for part in duty.parts)


def _duty_cell(request: RotaRequest, duties: list[Duty], wishes: tuple[Wish, ...]) -> Cell:
    """A day's shift; more than one breaks a rule, and all are shown."""
    pattern = request.pattern_by_id.get(duties[0].pattern_id)
    kind = pattern.kind.value if pattern else "unknown"
    works = [f"post {duty.post_id}" if duty.post_id else count(len(duty.visits), "visit") for duty in duties]
    works += [f"counted for {duty.role}" for duty in duties if duty.role]
    lines = tuple(line for duty in duties for line in shift_lines(duty))
    return Cell(f"k-{kind}", lines, ", ".join([kind, *works]), wishes)


def _cell(bundle: Bundle, worker: Worker, day: date, duties: list[Duty], wishes: tuple[Wish, ...]) -> Cell:
    if duties:
        return _duty_cell(bundle.request, duties, wishes)
    for absence in bundle.request.absences:
        if absence.worker_id == worker.id and absence.first_date <= day <= absence.last_date:
            return Cell("away", (absence.kind.value,), "paid absence", wishes)
    return Cell("off", ("off",), "day off", wishes)


def contract_minutes(request: RotaRequest, worker: Worker) -> int:
    """Return the worker's contract over the whole horizon."""
    return sum(week_contract(worker, week) for week in request.horizon.weeks)


def terms(worker: Worker) -> str:
    """Return how the worker is engaged, in a few words."""
    if worker.employment is Employment.PERMANENT:
        return f"{worker.contract_minutes_per_week / 60:g} h a week"
    return worker.employment.value


def _rows(bundle: Bundle) -> list[Row]:
    duties: dict[tuple[str, date], list[Duty]] = defaultdict(list)
    for duty in bundle.roster.duties:
        duties[duty.worker_id, duty.date].append(duty)
    wishes: dict[tuple[str, date], list[Wish]] = defaultdict(list)
    for wish in wishes_of(bundle):
        wishes[wish.worker_id, wish.date].append(wish)
    away = {category.value for category in PAID_AWAY}
    on_duty = bundle.ledger[~bundle.ledger["category"].isin(away)].groupby("worker_id")["minutes"].sum()
    absent = bundle.ledger[bundle.ledger["category"] == "absence"].groupby("worker_id")["minutes"].sum()
    return [
        Row(
            worker=worker,
            terms=terms(worker),
            cells=tuple(
                _cell(bundle, worker, day, duties[worker.id, day], tuple(wishes[worker.id, day]))
                for day in bundle.request.horizon.dates
            ),
            contract_minutes=contract_minutes(bundle.request, worker),
            rostered_minutes=int(on_duty.get(worker.id, 0)),
            absence_minutes=int(absent.get(worker.id, 0)),
        )
        for worker in bundle.request.workers
    ]


def view(bundle: Bundle) -> Grid:
    """Return the grid's groups in order of constituency, workers by id."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(_rows(bundle), key=lambda row: (row.worker.constituency, row.worker.id)):
        groups[row.worker.constituency].append(row)
    worked = {duty.pattern_id for duty in bundle.roster.duties}
    used = {pattern.kind for pattern in bundle.request.patterns if pattern.id in worked}
    return Grid(
        days=tuple((f"{day:%a}", f"{day.day} {day:%b}", long_date(day)) for day in bundle.request.horizon.dates),
        groups=tuple(Group(name, tuple(rows)) for name, rows in groups.items()),
        kinds=tuple(kind for kind in PatternKind if kind in used),
    )
