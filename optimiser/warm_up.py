"""Compiles the kernels, so that the first rota does not wait for them: `python -m optimiser.warm_up`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from models.cover import Cover
from models.files import read_request, write_template
from models.money import Prices
from models.request import RotaRequest
from models.rules import Rules, WeeklyRest
from models.workers import CarriedIn
from optimiser.ceiling.ceiling import ceiling
from optimiser.solve import SolveOptions, solve

MOVES = ("start_earlier_minutes", "start_later_minutes", "end_earlier_minutes", "end_later_minutes")


def warm_up() -> None:
    """Plan the template's example, and cover alone, for one step; numba keeps what this compiles beside the kernels."""
    with TemporaryDirectory() as folder:
        write_template(Path(folder))
        request, _ = read_request(Path(folder) / "filled")
    one_step = SolveOptions(time_limit_seconds=None, work_limit=1, workers=1)
    solve(request, one_step)
    solve(for_cover_alone(request), one_step)
    ceiling(request, passes=1)


def for_cover_alone(request: RotaRequest) -> RotaRequest:
    """Return a request for the cover of one shift by the first worker, nothing else asked, planned line by line."""
    shift = request.patterns[0].model_copy(update=dict.fromkeys(MOVES, 0))
    free = {"pattern_ids": (shift.id,), "line_terms_id": None, "carried": CarriedIn()}
    hours = {"contract_minutes_per_week": 0, "tolerance_over_minutes": 10_080, "opted_out_of_48_hours": True}
    cover = Cover(id="cover", date=request.horizon.start, pattern_id=shift.id, wanted=1, under_pence=100)
    return RotaRequest(
        horizon=request.horizon,
        places=request.places,
        patterns=(shift,),
        workers=(request.workers[0].model_copy(update={**free, **hours}),),
        covers=(cover,),
        rules=Rules(weekly_rest=WeeklyRest.NONE, most_weekends_in_a_row=10),
        prices=Prices(overtime_percent=0, balance_hour=0),
    )


if __name__ == "__main__":
    warm_up()
