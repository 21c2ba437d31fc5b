"""A line written as letters, one a date: e early, l late, n night, - a day off; and terms to judge it by."""

from datetime import date
from typing import Any

from models.clock import Horizon
from models.line_terms import BoundKind, LineBound, LineTerms
from models.request import RotaRequest
from models.roster import Roster
from models.workers import CarriedIn
from tests.builders import MONDAY, duty, request, roster, worker
from tests.checks.judging import term

NOTHING = CarriedIn()
PATTERN_OF = {"e": "early", "l": "late", "n": "night"}


def line(letters: str) -> Roster:
    return roster(*(duty(day=n, pattern_id=PATTERN_OF[each]) for n, each in enumerate(letters) if each != "-"))


def asking(letters: str, *bounds: LineBound, carried: CarriedIn = NOTHING, **fields: Any) -> RotaRequest:
    """A request for as many days as there are letters, with these bounds on W1's line; fields go to its terms."""
    terms = LineTerms(id="full", bounds=bounds, **fields)
    return request(
        horizon=Horizon(start=MONDAY, days=len(letters)),
        workers=(worker(line_terms_id="full", carried=carried),),
        visits=(),
        line_terms=(terms,),
    )


def bound(kind: BoundKind, least: int | None = None, most: int | None = None, **fields: Any) -> LineBound:
    return LineBound(kind=kind, least=least, most=most, **fields)


def priced(letters: str, own: LineBound, carried: CarriedIn = NOTHING) -> int:
    """What a line costs by one bound at a penny for each unit short and 100 for each too many."""
    at_prices = own.model_copy(
        update={
            "least_pence": None if own.least is None else 1,
            "most_pence": None if own.most is None else 100,
        }
    )
    return term("line_terms", asking(letters, at_prices, carried=carried), *line(letters).duties)


def day_of(number: int) -> date:
    return date.fromordinal(MONDAY.toordinal() + number)
