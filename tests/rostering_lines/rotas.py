"""Small requests for cover, by hand and generated, for the tests of lines."""

import random
from datetime import date
from typing import Any

from models.clock import Horizon
from models.cover import Cover
from models.line_terms import BoundKind, LineBound, LineTerms
from models.money import Prices
from models.request import RotaRequest
from models.rules import Rules, Succession, WeeklyRest
from models.wishes import Preference, PreferenceKind
from models.workers import CarriedIn
from optimiser.rostering.lines.of_request import LineRequest
from optimiser.shifts import candidate_shifts
from tests.builders import MONDAY, PLACES, pattern, worker

PATTERNS = (pattern("early", "07:00", "15:00"), pattern("late", "14:00", "22:00"))


def day(number: int) -> date:
    return date.fromordinal(MONDAY.toordinal() + number)


def cover(number: int, pattern_id: str = "early", wanted: int = 1, **fields: Any) -> Cover:
    skill = fields.get("skill")
    return Cover(
        **{
            "id": f"{pattern_id}-{number}-{skill or 'any'}",
            "date": day(number),
            "pattern_id": pattern_id,
            "wanted": wanted,
            "under_pence": 100,
            **fields,
        }
    )


def bound(kind: BoundKind, **fields: Any) -> LineBound:
    return LineBound(kind=kind, **fields)


def staff(worker_id: str = "W1", **fields: Any) -> Any:
    wide = {"contract_minutes_per_week": 0, "tolerance_over_minutes": 10_080, "line_terms_id": "terms"}
    return worker(worker_id, **{**wide, **fields})


def rota(*bounds: LineBound, days: int = 7, weekend_pence: int | None = None, **fields: Any) -> RotaRequest:
    rules = Rules(
        weekly_rest=WeeklyRest.NONE,
        daily_rest_minutes=0,
        break_minutes=0,
        average_week_minutes=10_080,
        night_average_minutes=10_080,
        most_consecutive_days=500,
        most_weekends_in_a_row=200,
        forbidden_successions=fields.pop("successions", ()),
    )
    return RotaRequest(
        **{
            "name": "cover",
            "horizon": Horizon(start=MONDAY, days=days),
            "places": PLACES,
            "patterns": PATTERNS,
            "workers": (staff(),),
            "line_terms": (LineTerms(id="terms", bounds=bounds, incomplete_weekend_pence=weekend_pence),),
            "covers": tuple(cover(number) for number in range(days)),
            "rules": rules,
            "prices": Prices(overtime_percent=0, balance_hour=0, fairness=0),
            **fields,
        }
    )


def lines_of(request: RotaRequest) -> LineRequest:
    asked = LineRequest.of(request, candidate_shifts(request))
    assert asked is not None
    return asked


def generated(seed: int, days: int = 14, workers: int = 4) -> RotaRequest:
    """A request with every kind of bound, some hard and some priced, covers by skill, wishes and history."""
    draw = random.Random(seed)
    bounds = (
        bound(BoundKind.CONSECUTIVE_DUTIES, least=2, most=draw.randint(3, 5), least_pence=draw.choice([None, 30])),
        bound(BoundKind.CONSECUTIVE_DAYS_OFF, least=2, most=4, least_pence=draw.choice([None, 20]), most_pence=25),
        bound(BoundKind.CONSECUTIVE_SAME_PATTERN, pattern_id="late", least=2, most=3, least_pence=15, most_pence=15),
        bound(BoundKind.DUTIES, least=6, most=9, least_pence=20, most_pence=20),
        bound(BoundKind.DUTIES_OF_PATTERN, pattern_id="early", most=draw.randint(5, 8)),
        bound(BoundKind.MINUTES, most=480 * 10),
        bound(BoundKind.WEEKENDS, most=1, most_pence=draw.choice([None, 40])),
    )
    people = tuple(
        staff(
            f"W{number}",
            skills=("lead", "care") if number % 2 else ("care",),
            carried=draw.choice(
                [
                    CarriedIn(),
                    CarriedIn(days_off=1),
                    CarriedIn(consecutive_days_worked=2, last_pattern_id="late", same_pattern_days=1, duties_worked=1),
                ]
            ),
        )
        for number in range(workers)
    )
    covers = tuple(
        cover(number, pattern_id, draw.randint(0, 2), skill=skill, under_pence=draw.choice([30, 100]), over_pence=1)
        for number in range(days)
        for pattern_id in ("early", "late")
        for skill in ("lead", "care")
    )
    wishes = tuple(
        Preference(
            id=f"wish-{row}",
            worker_id=draw.choice(people).id,
            kind=draw.choice([PreferenceKind.WANT, PreferenceKind.RATHER_NOT]),
            date=day(draw.randrange(days)),
            pattern_id=draw.choice([None, "early", "late"]),
            pence=draw.randint(1, 20),
        )
        for row in range(10)
    )
    return rota(
        *bounds,
        days=days,
        weekend_pence=30,
        workers=people,
        covers=covers,
        preferences=wishes,
        successions=(Succession(pattern_id="late", next_pattern_id="early"),),
    )
