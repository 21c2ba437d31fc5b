"""What the two sets of rosters by cover share: the frame of a request, and the solve."""

import datetime as calendar
from collections.abc import Iterable

from benchmarks.public.engine import Clock
from models.clock import Horizon
from models.cover import Cover
from models.money import Prices
from models.patterns import ClockSpan, PatternKind, ShiftPattern
from models.places import Place
from models.request import RotaRequest
from models.roster import Roster
from models.rules import Rules, Succession, WeeklyRest
from models.workers import Worker
from optimiser.solve import SolveOptions, solve

MONDAY = calendar.date(2024, 1, 1)
BEGINS = calendar.time(6)
PLACE = Place(id="base", latitude=52.48, longitude=-1.9)  # nobody travels: any place will do
A_WEEK = 7 * 24 * 60


def date_of(day: int) -> calendar.date:
    """Return the date of a day of the horizon, counted from 0, a Monday."""
    return MONDAY + calendar.timedelta(days=day)


def pattern_of(name: str, minutes: int) -> ShiftPattern:
    """Return a shift of so many minutes; the published sets give no clock times, so all begin at six."""
    end = (calendar.datetime.combine(MONDAY, BEGINS) + calendar.timedelta(minutes=minutes)).time()
    return ShiftPattern(id=name, kind=PatternKind.EARLY, parts=(ClockSpan(start=BEGINS, end=end),))


def rules_of(successions: Iterable[tuple[str, str]]) -> Rules:
    """Return rules that ask for nothing but successions: the published sets know no other."""
    return Rules(
        daily_rest_minutes=0,
        weekly_rest=WeeklyRest.NONE,
        average_week_minutes=A_WEEK,
        night_average_minutes=A_WEEK,
        break_minutes=0,
        handover_minutes=0,
        most_consecutive_days=500,
        most_weekends_in_a_row=200,
        forbidden_successions=tuple(Succession(pattern_id=a, next_pattern_id=b) for a, b in successions),
    )


def worker_of(name: str, pattern_ids: Iterable[str], **fields: object) -> Worker:
    """Return a worker whose hours of a week are not bounded."""
    return Worker.model_validate(
        {
            "id": name,
            "place_id": PLACE.id,
            "constituency": PLACE.id,
            "pay_pence_per_hour": 1,
            "contract_minutes_per_week": 0,
            "tolerance_over_minutes": A_WEEK,
            "pattern_ids": tuple(pattern_ids),
            "night_volunteer": True,
            **fields,
        }
    )


def request_of(name: str, days: int, covers: Iterable[Cover], **fields: object) -> RotaRequest:
    """Return a request for cover alone, from a Monday."""
    return RotaRequest.model_validate(
        {
            "name": name,
            "horizon": Horizon(start=MONDAY, days=days),
            "places": (PLACE,),
            "prices": Prices(overtime_percent=0, balance_hour=0, fairness=0),
            "covers": tuple(covers),
            **fields,
        }
    )


def solved(request: RotaRequest, clock: Clock, limit: float, seed: int, workers: int) -> tuple[int, Roster]:
    """Return the objective and the roster by the project's own way in, in what is left of a limit on a clock."""
    left = max(1.0, limit - clock.seconds)
    solution = solve(request, SolveOptions(time_limit_seconds=left, workers=workers, seed=seed))
    return sum(solution.objective_terms.values()), solution.roster
