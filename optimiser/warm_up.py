"""Compiles the kernels, so that the first rota does not wait for them: `python -m optimiser.warm_up`."""

from datetime import time
from pathlib import Path
from tempfile import TemporaryDirectory

from models.clock import Horizon, plus
from models.cover import Cover
from models.files import read_request, write_template
from models.money import Prices
from models.packages import Package, PackageVisit
from models.patterns import ShiftPattern
from models.request import RotaRequest
from models.roster import Duty, PlannedVisit, Roster, Span
from models.rules import Rules, WeeklyRest
from models.service_users import ServiceUser
from models.visits import Visit, Window
from models.wishes import Pin, PinKind
from models.workers import CarriedIn, Worker
from optimiser.ceiling.ceiling import ceiling
from optimiser.compiled import note_compiled
from optimiser.executor.processes import process_pool
from optimiser.recommend.place import place
from optimiser.recommend.published import Published
from optimiser.solve import SolveOptions, solve_at_once
from optimiser.stress.easing import eased

ONE_STEP = SolveOptions(time_limit_seconds=None, work_limit=1, workers=1)
MOVES = ("start_earlier_minutes", "start_later_minutes", "end_earlier_minutes", "end_later_minutes")


def warm_up() -> None:
    """Have each kernel compiled that a first plan, ceiling or offer needs; numba keeps what this compiles."""
    with process_pool(len(HALVES)) as processes:
        for half in [processes.submit(each) for each in HALVES]:
            half.result()
    note_compiled()


def plan_and_offer() -> None:
    """Plan the template's example, and routes alone, for one step, and offer places for a new visit."""
    request = _example()
    planned = solve_at_once(request, ONE_STEP)
    solve_at_once(for_routes_alone(request), ONE_STEP)
    place(Published.of(request, planned.roster), _one_visit(request))


def bound_cover_and_ease() -> None:
    """Bound the template's example, plan cover alone for one step, and leave slack in a round of one visit."""
    request = _example()
    ceiling(request, passes=1)
    solve_at_once(for_cover_alone(request), ONE_STEP)
    routes = for_routes_alone(request)
    eased(routes.changed(prices=Prices(very_late_visit=2_000)), _by_hand(routes))


HALVES = (plan_and_offer, bound_cover_and_ease)
"""Share few kernels, so that two processes compile them side by side."""


def _example() -> RotaRequest:
    with TemporaryDirectory() as folder:
        write_template(Path(folder))
        request, _ = read_request(Path(folder) / "filled")
    return request


def _by_hand(routes: RotaRequest) -> Roster:
    """Return a roster in which the one worker makes the one visit as soon as it may begin."""
    visit, worker, shift, date = routes.visits[0], routes.workers[0], routes.patterns[0], routes.horizon.start
    parts = tuple(Span(start=start, end=end) for start, end in shift.parts_on(date))
    made = PlannedVisit(visit_id=visit.id, start=visit.windows[0].earliest_start)
    return Roster(duties=(Duty(worker_id=worker.id, date=date, pattern_id=shift.id, parts=parts, visits=(made,)),))


def _one_visit(request: RotaRequest) -> Package:
    """Return a package of one half-hour on the first date, in the morning."""
    visit = PackageVisit(minutes=30, earliest_start=time(9), latest_start=time(11))
    person, first = request.service_users[0].id, request.horizon.start
    return Package(id="new", service_user_id=person, first_date=first, last_date=first, visits=(visit,))


def for_cover_alone(request: RotaRequest) -> RotaRequest:
    """Return a request for the cover of one shift by the first worker, nothing else asked, planned line by line."""
    shift, worker = _shift_and_worker(request)
    cover = Cover(id="cover", date=request.horizon.start, pattern_id=shift.id, wanted=1, under_pence=100)
    return RotaRequest(
        horizon=request.horizon,
        places=request.places,
        patterns=(shift,),
        workers=(worker,),
        covers=(cover,),
        rules=Rules(weekly_rest=WeeklyRest.NONE, most_weekends_in_a_row=10),
        prices=Prices(overtime_percent=0, balance_hour=0),
    )


def for_routes_alone(request: RotaRequest) -> RotaRequest:
    """Return a request for one visit in the only shift that the first worker may and must work."""
    shift, worker = _shift_and_worker(request)
    user, date = request.service_users[0], request.horizon.start
    start = shift.parts_on(date)[0][0]
    visit = Visit(
        id="visit",
        service_user_id=user.id,
        minutes=15,
        windows=(Window(earliest_start=start, latest_start=plus(start, 180)),),
    )
    return RotaRequest(
        horizon=Horizon(start=date, days=1),
        places=request.places,
        patterns=(shift,),
        workers=(worker,),
        service_users=(ServiceUser(id=user.id, place_id=user.place_id, constituency=user.constituency),),
        visits=(visit,),
        pins=(Pin(id="pin", kind=PinKind.DUTY, worker_id=worker.id, date=date, pattern_id=shift.id),),
    )


def _shift_and_worker(request: RotaRequest) -> tuple[ShiftPattern, Worker]:
    """Return the first pattern, unmovable, and the first worker on it without further terms."""
    shift = request.patterns[0].model_copy(update=dict.fromkeys(MOVES, 0))
    free = {"pattern_ids": (shift.id,), "line_terms_id": None, "carried": CarriedIn()}
    hours = {"contract_minutes_per_week": 0, "tolerance_over_minutes": 10_080, "opted_out_of_48_hours": True}
    return shift, request.workers[0].model_copy(update={**free, **hours})


if __name__ == "__main__":
    warm_up()
