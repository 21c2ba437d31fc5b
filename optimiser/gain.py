"""Where the gain comes from: today's roster freed one thing at a time, each time solved again.

The first four steps do the same visits as today in fewer paid hours; the hours this releases are not counted, so
contact time rises. The last step is the plan itself: the hours released are worked again, on the waiting list.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.request import RotaRequest
from models.roster import Duty, Roster
from models.visits import Visit
from models.wishes import Pin, PinKind, Preference, PreferenceKind
from models.workers import Worker
from optimiser.costs import costs
from optimiser.ledger import ledger
from optimiser.progress import Reporter
from optimiser.referee import checked
from optimiser.rounds import plan
from optimiser.solve import SolveOptions, budget_of

HOUR_RELEASED = 2_000  # pence an hour of duty weighs in these steps: above basic pay, below any promised visit; assumed
STEP_SHARE = 0.15  # of the time or work of a plan, for each step: fewer visits, and each starts from the one before


@dataclass(frozen=True)
class GainStep:
    """What one freedom gained. Contact time is of rostered paid minutes.

    Cost is of all paid time but unrostered hours, over contact hours.
    """

    name: str
    sentence: str
    contact_time_pct: float
    cost_per_contact_hour_pence: int
    contact_points_gained: float
    pence_gained: int
    paid_minutes: int
    contact_minutes: int


@dataclass(frozen=True)
class _Freedom:
    name: str
    sentence: str
    restrict: Callable[[RotaRequest], RotaRequest]


def where_the_gain_comes_from(request: RotaRequest, planned: Roster, options: SolveOptions) -> list[GainStep]:
    """Return today's roster, then each step towards the planned one, with what it gains.

    Args:
        request: with today's duties in `as_was`, which keep its rules.
        planned: the roster planned for it.
        options: those of the plan; each step takes a share of them.
    """
    today = _same_visits(request)
    steps = [_step("as-was", "Today's rounds, shifts and borders.", today, Roster(duties=request.as_was), None)]
    duties: tuple[Duty, ...] = request.as_was
    for freedom in FREEDOMS:
        roster = _solved(freedom.restrict(today), duties, options)
        duties = roster.duties
        steps.append(_step(freedom.name, freedom.sentence, today, roster, steps[-1]))
    sentence = "The hours released are worked again, on visits from the waiting list: the plan."
    return [*steps, _step("waiting list", sentence, request, planned, steps[-1])]


def _solved(request: RotaRequest, duties: tuple[Duty, ...], options: SolveOptions) -> Roster:
    """Improve duties under a step's freedoms; when today's roster breaks a rule there is nothing to start from."""
    incumbent = plan(request, budget_of(options, STEP_SHARE), Reporter.silent(), duties)
    return checked(incumbent, options.seed)[0]


def _step(name: str, sentence: str, request: RotaRequest, roster: Roster, before: GainStep | None) -> GainStep:
    """Count one roster and set it beside the step before."""
    table = ledger(request, roster)
    minutes = table.groupby("category")["minutes"].sum().to_dict()
    contact = int(minutes.get("contact", 0))
    paid = int(sum(minutes.values()) - minutes.get("absence", 0) - minutes.get("unrostered", 0))
    by_category = costs(request, roster, table).by_category.set_index("category")["cost_pence"].to_dict()
    pence = int(sum(by_category.values()) - by_category.get("unrostered", 0))
    percent = round(100 * contact / paid, 2) if paid else 0.0
    each = round(pence * 60 / contact) if contact else 0
    return GainStep(
        name=name,
        sentence=sentence,
        contact_time_pct=percent,
        cost_per_contact_hour_pence=each,
        contact_points_gained=round(percent - before.contact_time_pct, 2) if before else 0.0,
        pence_gained=before.cost_per_contact_hour_pence - each if before else 0,
        paid_minutes=paid,
        contact_minutes=contact,
    )


def _same_visits(request: RotaRequest) -> RotaRequest:
    """Return the request with today's visits only, hours that may be released, and a price on each hour of duty."""
    made = {visit.visit_id for duty in request.as_was for visit in duty.visits}
    prices = request.prices.model_copy(update={"rostered_hour": HOUR_RELEASED, "balance_hour": 0})
    return request.changed(
        visits=tuple(_among(made, visit) for visit in request.visits if visit.id in made),
        workers=tuple(map(_releasable, request.workers)),
        pins=tuple(pin for pin in request.pins if pin.visit_id is None or pin.visit_id in made),
        prices=prices,
    )


def _among(made: set[str], visit: Visit) -> Visit:
    return visit.model_copy(update={"gaps": tuple(gap for gap in visit.gaps if gap.after_visit_id in made)})


def _releasable(worker: Worker) -> Worker:
    return worker.model_copy(update={"tolerance_under_minutes": worker.contract_minutes_per_week})


def _own_visits(request: RotaRequest) -> RotaRequest:
    """Return the request with every visit pinned to the workers who make it today."""
    made = [(duty.worker_id, visit.visit_id) for duty in request.as_was for visit in duty.visits]
    pins = [
        Pin(id=f"today {number}", kind=PinKind.VISIT, worker_id=worker_id, visit_id=visit_id)
        for number, (worker_id, visit_id) in enumerate(made)
    ]
    return request.changed(pins=(*request.pins, *pins))


def _own_shifts(request: RotaRequest) -> RotaRequest:
    """Return the request in which nobody may work another pattern on a date than today."""
    today = {(duty.worker_id, duty.date): duty.pattern_id for duty in request.as_was}
    barred = [
        (worker.id, date, pattern_id)
        for worker in request.workers
        for date in request.horizon.dates
        for pattern_id in worker.pattern_ids
        if pattern_id != today.get((worker.id, date))
    ]
    wishes = [
        Preference(id=f"today {number}", worker_id=who, kind=PreferenceKind.CANNOT, date=date, pattern_id=pattern_id)
        for number, (who, date, pattern_id) in enumerate(barred)
    ]
    return request.changed(preferences=(*request.preferences, *wishes))


def _own_patch(request: RotaRequest) -> RotaRequest:
    """Return the request in which workers visit only their own patch, and whom they visit today."""
    user_of = {visit.id: visit.service_user_id for visit in request.visits}
    today = {(user_of[visit.visit_id], duty.worker_id) for duty in request.as_was for visit in duty.visits}
    users = []
    for user in request.service_users:
        elsewhere = {
            worker.id
            for worker in request.workers
            if (worker.constituency, worker.patch) != (user.constituency, user.patch)
            and (user.id, worker.id) not in today
        }
        excluded = tuple(sorted(elsewhere | set(user.excluded_worker_ids)))
        users.append(user.model_copy(update={"excluded_worker_ids": excluded}))
    return request.changed(service_users=tuple(users))


FREEDOMS: Sequence[_Freedom] = (
    _Freedom(
        "hours released",
        "The same rounds and shifts, with duties nobody needs dropped and idle ends cut off.",
        lambda request: _own_shifts(_own_visits(request)),
    ),
    _Freedom("better shifts", "The same rounds, on whichever shifts and days suit them best.", _own_visits),
    _Freedom("better routes", "Visits shared out anew among the workers of their patch.", _own_patch),
    _Freedom("across borders", "Visits made by anybody who may reach them.", lambda request: request),
)
