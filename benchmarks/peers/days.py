"""Generated home-care days: a city's visits in four peaks, and workers on early and late shifts just enough for them.

What is counted, so that every solver weighs the same: a worker leaves home when the shift begins at the earliest and
is back home when it ends at the latest; both journeys count as travel (in the request's words the worker starts from a
*base*, which is their home). Shifts stand: each worker has one permitted pattern that cannot move, and a pin for it.
No break is due and no handover is held, because not every peer knows them; every visit takes one worker and is worth
the same, 1,000 minutes of travel, so that more visits are always better than less travel. A minute of moving costs a
pound: the mileage price is the one at which it does.

Drawn, from a seed: places evenly over a square of 15 km; 20 to 45 minutes of care in steps of five; a peak each
(shares 30, 25, 20 and 25%) and a window of 60 to 120 minutes in it; one skill for 10% of visits, which 30% of workers
have, and another for 30%, which 60% have. These shares, the peaks' times and the shifts are assumed.
"""

import random
from datetime import date, time
from math import cos, radians

from models.base import StartsFrom
from models.clock import Horizon, at, plus
from models.money import PayTerms, Prices
from models.patterns import ClockSpan, PatternKind, ShiftPattern
from models.places import Place
from models.request import RotaRequest
from models.rules import Rules
from models.service_users import ServiceUser
from models.travel import ModeSpeed, TravelTerms
from models.visits import Visit, Window
from models.wishes import Pin, PinKind
from models.workers import Worker

WORKERS = {100: 15, 400: 50, 1_000: 112}
DAY = date(2026, 1, 12)
CITY_KM = 15.0
CENTRE = (52.48, -1.89)
KM_A_DEGREE = 111.2
SHIFTS = {"early": (time(7), time(14, 30)), "late": (time(15), time(22, 30))}
PEAKS = ((time(7, 30), 180, 30), (time(11, 30), 150, 25), (time(16), 150, 20), (time(19), 180, 25))
WINDOWS = range(60, 121, 15)
CARE = range(20, 46, 5)
RARE, COMMON = "catheter", "medication"
RARE_OF_VISITS, COMMON_OF_VISITS = 0.1, 0.3
RARE_OF_WORKERS, COMMON_OF_WORKERS = 0.3, 0.6
CAR = ModeSpeed(metres_per_hour=28_000, fixed_minutes=2)
PENCE_A_MILE = 345  # a mile takes 3.45 minutes at the car's speed
UNSERVED_PENCE = 100_000


def day_request(visits: int, seed: int) -> RotaRequest:
    """Return a day of this many visits, the same for the same seed.

    Args:
        visits: how many; 100, 400 and 1,000 have the workers of FINDINGS.md, others in proportion to the nearest.
        seed: of every draw.
    """
    draw = random.Random(f"home-care day {visits} {seed}")
    workers = [_worker(draw, number) for number in range(_workers_for(visits))]
    homes = [_place(draw, worker.place_id) for worker in workers]
    users = [ServiceUser(id=f"U{n}", place_id=f"P-U{n}", constituency="City") for n in range(visits)]
    return RotaRequest(
        name=f"home-care day {visits} {seed}",
        horizon=Horizon(start=DAY, days=1),
        places=(*homes, *(_place(draw, user.place_id) for user in users)),
        patterns=_patterns(),
        workers=tuple(workers),
        service_users=tuple(users),
        visits=tuple(_visit(draw, user) for user in users),
        pins=tuple(_pin(worker) for worker in workers),
        rules=Rules(handover_minutes=0, break_after_minutes=600, most_weekends_in_a_row=52),
        prices=Prices(unfamiliar_worker=0),
        pay=PayTerms(enhancements=()),
        travel=TravelTerms(car=CAR, mileage_pence_per_mile=PENCE_A_MILE),
    )


def _workers_for(visits: int) -> int:
    nearest = min(WORKERS, key=lambda known: abs(known - visits))
    return max(2, round(visits * WORKERS[nearest] / nearest))


def _place(draw: random.Random, place_id: str) -> Place:
    north, east = (draw.uniform(-CITY_KM / 2, CITY_KM / 2) / KM_A_DEGREE for _ in range(2))
    return Place(id=place_id, latitude=CENTRE[0] + north, longitude=CENTRE[1] + east / cos(radians(CENTRE[0])))


def _patterns() -> tuple[ShiftPattern, ...]:
    return tuple(
        ShiftPattern(id=name, kind=PatternKind(name), parts=(ClockSpan(start=start, end=end),))
        for name, (start, end) in SHIFTS.items()
    )


def _worker(draw: random.Random, number: int) -> Worker:
    """Return a worker on earlies or, every other one, on lates."""
    return Worker(
        id=f"W{number}",
        place_id=f"P-W{number}",
        starts_from=StartsFrom.BASE,
        constituency="City",
        pay_pence_per_hour=1_200,
        contract_minutes_per_week=7 * 450,
        skills=_skills(draw, RARE_OF_WORKERS, COMMON_OF_WORKERS),
        pattern_ids=("early" if number % 2 == 0 else "late",),
    )


def _skills(draw: random.Random, rare: float, common: float) -> tuple[str, ...]:
    """Return which of the two skills, each with its own chance."""
    chances = ((RARE, rare), (COMMON, common))
    return tuple(skill for skill, chance in chances if draw.random() < chance)


def _visit(draw: random.Random, user: ServiceUser) -> Visit:
    start, length, _ = draw.choices(PEAKS, weights=[share for _, _, share in PEAKS])[0]
    width = draw.choice(WINDOWS)
    earliest = plus(at(DAY, start), draw.randrange(0, length - width + 1, 5))
    needed = draw.random()
    return Visit(
        id=f"V-{user.id}",
        service_user_id=user.id,
        minutes=draw.choice(CARE),
        windows=(Window(earliest_start=earliest, latest_start=plus(earliest, width)),),
        skills=_one_skill(needed),
        unserved_price_pence=UNSERVED_PENCE,
    )


def _one_skill(drawn: float) -> tuple[str, ...]:
    """Return the skill that a draw in [0, 1) falls on, or none."""
    if drawn < RARE_OF_VISITS:
        return (RARE,)
    return (COMMON,) if drawn < RARE_OF_VISITS + COMMON_OF_VISITS else ()


def _pin(worker: Worker) -> Pin:
    pattern_id = worker.pattern_ids[0]
    return Pin(id=f"pin {worker.id}", kind=PinKind.DUTY, worker_id=worker.id, date=DAY, pattern_id=pattern_id)
