"""The best duty of a shape is the best there is, is laid as it was priced, and weeks are chosen among such duties."""

import random
from datetime import date, time
from itertools import permutations

import numpy as np
import pytest

from models.request import RotaRequest
from models.visits import Gap
from models.workers import Training, TrainingKind
from optimiser.improve.best_weeks import best_weeks
from optimiser.improve.date_shapes import FoundDuty
from optimiser.improve.incumbent import Incumbent
from optimiser.improve.pool import lay_out
from optimiser.routing.routing import Routing
from optimiser.shifts import candidate_shifts
from tests.builders import MONDAY, moment, pattern, request, user, visit, window, worker
from tests.routing.plans import broken

MODE = 0  # by car
USERS = tuple(user(f"U{n}", place_id=f"P{n}", known_worker_ids=("W1",)) for n in range(1, 6))


def started(asked: RotaRequest) -> Incumbent:
    """Nobody works yet."""
    return Incumbent(Routing.of(asked), candidate_shifts(asked), 1)


def found(roster: Incumbent, worker_id: str = "W1", day: int = 0) -> list[FoundDuty]:
    """The best duty of each shape of a worker's date, everything to be had at its price."""
    plan = roster.plan
    users = np.zeros(len(roster.request.service_users) + 1, dtype=np.int64)
    best = roster.date_shapes(worker_id)[day].best(plan, plan.tables.stop["price"].copy(), users, roster.labels)
    return [best.duty(row) for row in range(len(best.shapes.shifts))]


def some_visits(rng: random.Random, count: int) -> RotaRequest:
    """Visits of a morning with windows and prices drawn at random, some of them late at a price."""
    visits = []
    for number in range(1, count + 1):
        start = rng.randrange(7, 12)
        span = window(f"{start:02}:00", f"{start + rng.randrange(2):02}:30", late=rng.choice((0, 30)))
        price = rng.randrange(300, 3_000)
        minutes = rng.choice((30, 60, 90))
        visits.append(visit(f"V{number}", f"U{number}", minutes=minutes, windows=(span,), unserved_price_pence=price))
    return request(workers=(worker(pattern_ids=("early",)),), service_users=USERS, visits=tuple(visits))


def worth_of_best_order(roster: Incumbent, start: int, end: int) -> int:
    """The best of every order of every set of visits, each as early as may be."""
    tables, best = roster.plan.tables, 0
    stops = tables.stop
    for count in range(1, stops.size + 1):
        for order in permutations(range(stops.size), count):
            ready, here, worth = start, None, 0
            for task in order:
                place, (span,) = stops["place"][task], tables.window[stops["first_window"][task] :][:1]
                if here is not None:
                    ready += tables.journey[MODE, here, place]
                    worth -= tables.leg_pence[MODE, here, place]
                begin = max(ready, span["earliest"])
                worth += stops["price"][task] - tables.late_minute * max(0, begin - span["on_time"])
                ready, here = begin + stops["minutes"][task], place
                if begin > span["latest"] or ready > end:
                    break
            else:
                best = max(best, int(worth))
    return best


@pytest.mark.parametrize("seed", range(12))
def test_no_order_of_visits_is_worth_more_than_the_duty_found(seed: int) -> None:
    roster = started(some_visits(random.Random(seed), 5))
    for duty in found(roster):
        shift = duty.duty.shift
        handover = roster.request.rules.handover_minutes
        assert duty.worth == worth_of_best_order(roster, shift.start + handover, shift.end)


@pytest.mark.parametrize("seed", range(12))
def test_a_duty_saves_what_it_was_found_to_be_worth(seed: int) -> None:
    roster = started(some_visits(random.Random(seed), 5))
    before = roster.plan.guided_pence()
    for duty in found(roster):
        kept = roster.keep()
        roster.replace_shifts(["W1"], [duty.duty.shift])
        assert lay_out(roster.plan, [duty.duty])
        assert broken(roster.plan) == []
        assert before - roster.plan.guided_pence() == duty.worth
        roster.put_back(kept)


def test_visits_of_one_duty_keep_their_gap() -> None:
    after = visit("V2", windows=(window("08:00", "10:00"),), gaps=(Gap(after_visit_id="V1", least_minutes=60),))
    roster = started(request(visits=(visit("V1"), after), workers=(worker(pattern_ids=("early",)),)))
    (best,) = found(roster)
    begins = dict(best.duty.tasks())
    assert begins[1] - (begins[0] + 30) >= 60


def test_a_duty_is_shortened_to_what_it_uses_by_quarters_of_an_hour_and_no_further_than_its_pattern_allows() -> None:
    """Half an hour from 9:10 on: a duty from 7:00 to 13:00 could be 9:00-9:45, but may end no sooner than 12:00."""
    movable = pattern("early", "07:00", "13:00", start_later_minutes=180, end_earlier_minutes=60)
    asked = request(
        patterns=(movable,),
        workers=(worker(pattern_ids=("early",)),),
        visits=(visit(windows=(window("09:10", "09:10"),)),),
    )
    roster = started(asked)
    whole = next(each for each in found(roster) if each.duty.shift.paid_minutes == 360)
    trimmed = roster.trimming.trimmed(whole)
    assert trimmed is not None
    start, end = trimmed.duty.shift.parts[0]
    minute = asked.horizon.minute
    assert (start, end) == (minute(moment("09:00")), minute(moment("12:00")))
    roster.replace_shifts(["W1"], [trimmed.duty.shift])
    assert lay_out(roster.plan, [trimmed.duty])
    assert broken(roster.plan) == []


def test_the_break_of_a_duty_that_is_shortened_stays_where_it_may_be() -> None:
    long = pattern("long", "07:00", "15:00", start_later_minutes=120, end_earlier_minutes=120, break_minutes=20)
    visits = tuple(visit(f"V{n}", windows=(window(at, at),)) for n, at in enumerate(("09:30", "12:30")))
    roster = started(request(patterns=(long,), workers=(worker(pattern_ids=("long",)),), visits=visits))
    shortened = [each for each in map(roster.trimming.trimmed, found(roster)) if each is not None]
    assert shortened
    for each in shortened:
        kept = roster.keep()
        roster.replace_shifts(["W1"], [each.duty.shift])
        assert lay_out(roster.plan, [each.duty])
        assert broken(roster.plan) == []
        roster.put_back(kept)


def test_two_workers_planned_together_never_count_on_the_same_visit() -> None:
    crew = (worker("W1", pattern_ids=("early",)), worker("W2", pattern_ids=("early",)))
    visits = tuple(visit(f"V{n}", windows=(window("08:00", "08:00", day),)) for n, day in enumerate((0, 0, 1, 2)))
    roster = started(request(workers=crew, visits=visits))
    assert best_weeks(roster, ["W1", "W2"], 0.0, random.Random(1))
    assert not roster.plan.absent().size
    assert broken(roster.plan) == []


def test_a_training_that_could_be_held_on_any_date_is_held_once() -> None:
    session = Training(
        id="T1",
        worker_id="W1",
        kind=TrainingKind.TRAINING,
        minutes=60,
        first_date=MONDAY,
        last_date=date.fromordinal(MONDAY.toordinal() + 6),
        earliest_start=time(8),
        latest_start=time(11),
    )
    visits = tuple(visit(f"V{day}", windows=(window("08:00", "10:00", day),)) for day in range(4))
    roster = started(request(visits=visits, trainings=(session,)))
    assert best_weeks(roster, ["W1"], 0.0, random.Random(1))
    assert not roster.plan.absent().size
    held = [training.training_id for duty in roster.plan.duties() for training in duty.trainings]
    assert held == ["T1"]
