"""The incumbent's prices are the referee's, and a change that is taken back leaves no trace."""

from hypothesis import given

from models.request import RotaRequest
from models.roster import Roster
from optimiser.checks.objective import recompute
from optimiser.improve.neighbourhoods.whom import all_dates
from optimiser.improve.objective import objective_terms
from optimiser.improve.reshift import reshift
from optimiser.improve.shift_pence import SHIFT_TERMS
from tests.improve.plans import generated, incumbent_with_some_shifts, seeds
from tests.routing.plans import broken, roster_of, state
from tests.strategies import requests


@generated
@given(requests(), seeds)
def test_every_term_of_the_objective_is_the_referees(request_: RotaRequest, seed: int) -> None:
    incumbent = incumbent_with_some_shifts(request_, seed)
    if incumbent.routing.primaries.size:
        incumbent.plan.anneal(incumbent.routing.primaries, 300, 200.0)
    assert objective_terms(incumbent) == recompute(request_, roster_of(incumbent.plan))


@generated
@given(requests(most_visits=0), seeds)
def test_what_shifts_alone_decide_is_priced_as_the_referee_prices_it(request_: RotaRequest, seed: int) -> None:
    incumbent = incumbent_with_some_shifts(request_, seed)
    referees = recompute(request_, roster_of(incumbent.plan))
    assert incumbent.shift_terms() == {name: referees[name] for name in SHIFT_TERMS}


@generated
@given(requests())
def test_an_empty_roster_is_priced_as_the_referee_prices_it(request_: RotaRequest) -> None:
    incumbent = incumbent_with_some_shifts(request_, 0)
    incumbent.replace_shifts([worker.id for worker in request_.workers], [])
    assert objective_terms(incumbent) == recompute(request_, Roster())


@generated
@given(requests(), seeds)
def test_what_is_kept_can_be_put_back(request_: RotaRequest, seed: int) -> None:
    incumbent = incumbent_with_some_shifts(request_, seed)
    kept, before = incumbent.keep(), state(incumbent.plan)
    incumbent.replace_shifts([request_.workers[0].id], [])
    incumbent.plan.fill_all()
    incumbent.put_back(kept)
    assert state(incumbent.plan) == before
    assert incumbent.pence() == kept.pence


@generated
@given(requests(), seeds)
def test_freeing_a_week_is_kept_only_when_it_is_no_dearer(request_: RotaRequest, seed: int) -> None:
    incumbent = incumbent_with_some_shifts(request_, seed)
    pence, before = incumbent.pence(), state(incumbent.plan)
    freed = [worker.id for worker in request_.workers][:2]
    others = incumbent.shifts_of({worker.id for worker in request_.workers}.difference(freed))
    if reshift(incumbent, all_dates(incumbent, freed), 0.0, seed):
        assert incumbent.pence() <= pence
    else:
        assert state(incumbent.plan) == before
    assert incumbent.shifts_of({worker.id for worker in request_.workers}.difference(freed)) == others
    assert broken(incumbent.plan) == []
    assert objective_terms(incumbent) == recompute(request_, roster_of(incumbent.plan))
