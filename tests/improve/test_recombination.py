"""The best compatible duties of the pool, on cases solved by hand."""

import pytest
from hypothesis import given

from models.request import RotaRequest
from models.visits import Gap, Together
from optimiser.checks.objective import recompute
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.neighbourhoods.recombined import recombine
from optimiser.improve.objective import objective_terms
from optimiser.improve.pool import Pool, PooledDuty
from optimiser.improve.recombination import best_duties
from optimiser.routing.plan import LaidOut
from optimiser.routing.routing import Routing
from optimiser.shifts import candidate_shifts
from tests.builders import request, user, visit, window, worker
from tests.improve.plans import few, incumbent_with_some_shifts, seeds
from tests.routing.plans import broken, roster_of, shift
from tests.strategies import requests

NINE, TEN, ELEVEN = 540, 600, 660


def both_on_the_early(**fields: object) -> Incumbent:
    """W1 and W2 work Monday's early and make nothing; visits A, B and C are worth 100 p each."""
    visits = tuple(visit(name, unserved_price_pence=100, windows=(window("07:30", "12:00"),)) for name in "ABC")
    known = (user(known_worker_ids=("W1", "W2")),)
    asked = request(**{"workers": (worker("W1"), worker("W2")), "visits": visits, "service_users": known, **fields})
    incumbent = Incumbent(Routing.of(asked), candidate_shifts(asked), 1)
    incumbent.replace_shifts(["W1", "W2"], [shift(asked, "W1"), shift(asked, "W2")])
    return incumbent


def pooled(incumbent: Incumbent, worker_id: str, pence: int, **begins: int) -> PooledDuty:
    """A duty of Monday's early with these visits at these minutes."""
    rows = {task.visit_id: row for row, task in reversed(list(enumerate(incumbent.routing.tasks)))}
    stops = sorted((begin, rows[name]) for name, begin in begins.items())
    part = LaidOut(tuple(row for _, row in stops), tuple(begin for begin, _ in stops), None)
    return PooledDuty(shift(incumbent.request, worker_id), (part,), pence)


def chosen(incumbent: Incumbent, *duties: PooledDuty, group: tuple[str, ...] = ("W1", "W2")) -> dict[str, int] | None:
    """By worker, which of the duties given was chosen."""
    best = best_duties(incumbent, group, duties, 1.0, 1)
    return None if best is None else {each.shift.worker_id: duties.index(each) for each in best}


def test_the_duties_that_save_most_together_are_chosen() -> None:
    """{A, B} with {C}: 30 + 10 - 300; {A} with {B}: 10 + 10 - 200."""
    begun = both_on_the_early()
    duties = [
        pooled(begun, "W1", 30, A=NINE, B=TEN),
        pooled(begun, "W1", 10, A=NINE),
        pooled(begun, "W2", 10, B=TEN),
        pooled(begun, "W2", 10, C=TEN),
    ]
    assert chosen(begun, *duties) == {"W1": 0, "W2": 3}
    assert chosen(begun, *duties[:3]) == {"W1": 1, "W2": 2}  # B is made once


def test_a_visit_made_outside_the_group_is_not_made_twice() -> None:
    begun = both_on_the_early()
    begun.plan.fill([0])
    maker = begun.plan.shifts[int(begun.plan.state.node["route"][0])].worker_id
    (other,) = {"W1", "W2"} - {maker}
    assert chosen(begun, pooled(begun, other, 0, A=TEN), pooled(begun, other, 0), group=(other,)) == {other: 1}


def test_two_workers_make_a_visit_at_one_start_or_not_at_all() -> None:
    both = visit("A", workers_needed=2, unserved_price_pence=100, windows=(window("07:30", "12:00"),))
    begun = both_on_the_early(visits=(both,))
    duties = [
        pooled(begun, "W1", 0, A=NINE),
        pooled(begun, "W1", 20, A=TEN),
        pooled(begun, "W2", 20, A=TEN),
        pooled(begun, "W1", 0),
        pooled(begun, "W2", 0),
    ]
    assert chosen(begun, *duties) == {"W1": 1, "W2": 2}
    assert chosen(begun, duties[0], duties[2], duties[3], duties[4]) == {"W1": 2, "W2": 3}


@pytest.mark.parametrize(("least", "best"), [(30, {"W1": 0, "W2": 1}), (60, {"W1": 0, "W2": 2})])
def test_a_gap_between_two_visits_is_kept(least: int, best: dict[str, int]) -> None:
    wide = {"unserved_price_pence": 100, "windows": (window("07:30", "12:00"),)}
    after = (Gap(after_visit_id="A", least_minutes=least),)
    begun = both_on_the_early(visits=(visit("A", **wide), visit("B", gaps=after, **wide)))
    duties = [
        pooled(begun, "W1", 0, A=NINE),
        pooled(begun, "W2", 0, B=TEN),
        pooled(begun, "W2", 20, B=ELEVEN),
    ]
    assert chosen(begun, *duties) == best


def test_a_stranger_costs_once_for_all_visits_to_one_person() -> None:
    """W1 with A and B: one stranger, 150 p, less 200; shared out: two, 300 p."""
    begun = both_on_the_early(service_users=(user(),))
    duties = [
        pooled(begun, "W1", 0, A=NINE, B=TEN),
        pooled(begun, "W1", 0, A=NINE),
        pooled(begun, "W2", 0, B=TEN),
        pooled(begun, "W2", 0),
    ]
    assert chosen(begun, *duties) == {"W1": 0, "W2": 3}


@few
@given(requests(), seeds)
def test_recombined_duties_are_sound_and_no_dearer(request_: RotaRequest, seed: int) -> None:
    incumbent = incumbent_with_some_shifts(request_, seed)
    incumbent.pool.note(incumbent.plan)
    if incumbent.routing.primaries.size:
        incumbent.plan.anneal(incumbent.routing.primaries, 50, 500.0)
    before = incumbent.pence()
    recombine(incumbent, [worker.id for worker in request_.workers], seed, 0.0)
    assert incumbent.pence() <= before
    assert broken(incumbent.plan) == []
    assert objective_terms(incumbent) == recompute(request_, roster_of(incumbent.plan))


def test_the_pool_knows_a_duty_once_and_takes_those_of_others() -> None:
    begun, other = both_on_the_early(), Pool()
    begun.plan.fill([0])
    for pool in (begun.pool, begun.pool, other):
        pool.note(begun.plan)
    begun.pool.add(begun.plan, other.everything())
    assert len(begun.pool.everything()) == 2
    begun.plan.fill([1])
    other.note(begun.plan)
    begun.pool.add(begun.plan, other.everything())
    assert len(begun.pool.everything()) == 3


def test_nobody_makes_both_shares_of_a_visit_whose_workers_need_not_meet() -> None:
    windows = (window("07:30", "12:00"), window("07:30", "12:00", day=1))
    apart = visit("A", workers_needed=2, together=Together.INDEPENDENT, unserved_price_pence=100, windows=windows)
    begun = both_on_the_early(visits=(apart,))
    tomorrow = shift(begun.request, "W1", day=1)
    begun.replace_shifts(["W1", "W2"], [shift(begun.request, "W1"), tomorrow, shift(begun.request, "W2")])
    share = PooledDuty(tomorrow, (LaidOut((1,), (1_440 + NINE,), None),), 0)
    duties = [pooled(begun, "W1", 0, A=NINE), share, pooled(begun, "W2", 0)]
    assert chosen(begun, *duties) == {"W2": 2}  # though both of W1's would save 100 p
