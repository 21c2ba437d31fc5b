"""Compiles the kernels, so that the first rota does not wait for them: `python -m optimiser.warm_up`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from models.clock import Horizon, plus
from models.cover import Cover
from models.files import read_request, write_template
from models.money import Prices
from models.patterns import ShiftPattern
from models.request import RotaRequest
from models.rules import Rules, WeeklyRest
from models.service_users import ServiceUser
from models.visits import Visit, Window
from models.wishes import Pin, PinKind
from models.workers import CarriedIn, Worker
from optimiser.ceiling.ceiling import ceiling
from optimiser.solve import SolveOptions, solve

MOVES = ("start_earlier_minutes", "start_later_minutes", "end_earlier_minutes", "end_later_minutes")


def warm_up() -> None:
    """Plan the template's example, cover alone and routes alone, for one step; numba keeps what this compiles."""
    with TemporaryDirectory() as folder:
        write_template(Path(folder))
        request, _ = read_request(Path(folder) / "filled")
    one_step = SolveOptions(time_limit_seconds=None, work_limit=1, workers=1)
    solve(request, one_step)
    solve(for_cover_alone(request), one_step)
    solve(for_routes_alone(request), one_step)
    ceiling(request, passes=1)


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
