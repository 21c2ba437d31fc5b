"""R29: duties, those of one pattern, paid time and weekends over a whole line, written as letters, one a date."""

import pytest

from models.line_terms import BoundKind, LineBound
from models.rules import RuleCode
from models.workers import CarriedIn
from tests.checks.judging import broken, term
from tests.checks.lines import NOTHING, asking, bound, day_of, line, priced

R29 = RuleCode.LINE_TOTALS
CARRIED = CarriedIn(duties_worked=2, weekends_worked=1)


def judged(letters: str, own: LineBound, carried: CarriedIn = NOTHING) -> list[str]:
    return [violation.sentence for violation in broken(R29, asking(letters, own, carried=carried), line(letters))]


def test_r29_binds_on_duties_too_few_or_too_many() -> None:
    own = bound(BoundKind.DUTIES, 2, 3)
    (violation,) = broken(R29, asking("eee-e--", own), line("eee-e--"))
    assert violation.date == day_of(6)
    assert violation.sentence == "W1 has 4 duties in their line; 3 duties is the most."
    assert judged("----e--", own) == ["W1 has 1 duty in their line; 2 duties is the least."]


def test_r29_binds_on_duties_of_one_pattern_paid_time_and_weekends() -> None:
    nights = bound(BoundKind.DUTIES_OF_PATTERN, most=0, pattern_id="night")
    assert judged("en-----", nights) == ["W1 has 1 duty of night in their line; 0 duties of night is the most."]
    minutes = bound(BoundKind.MINUTES, 800, 1_000)
    assert judged("ee-----", minutes) == ["W1 has 12 h in their line; 13 h 20 min is the least."]
    weekends = bound(BoundKind.WEEKENDS, most=0)
    assert judged("------e", weekends) == ["W1 has 1 weekend in their line; 0 weekends is the most."]


def test_r29_binds_on_what_is_carried_of_duties_and_weekends() -> None:
    assert len(judged("ee-----", bound(BoundKind.DUTIES, most=3), CARRIED)) == 1
    assert len(judged("-----ee", bound(BoundKind.WEEKENDS, most=1), CARRIED)) == 1


def test_r29_holds_within_the_bounds_and_where_they_have_a_price() -> None:
    assert judged("ee-----", bound(BoundKind.DUTIES, 4, 4), CARRIED) == []
    assert judged("ee-----", bound(BoundKind.MINUTES, 720, 720)) == []
    assert judged("eeeeeee", bound(BoundKind.DUTIES, most=1, most_pence=5)) == []


@pytest.mark.parametrize(
    ("letters", "own", "pence"),
    [
        ("eee----", bound(BoundKind.DUTIES, 5, 6), 2),
        ("eee----", bound(BoundKind.DUTIES, 0, 1), 200),
        ("nel----", bound(BoundKind.DUTIES_OF_PATTERN, 2, 3, pattern_id="late"), 1),
        ("e------", bound(BoundKind.MINUTES, 370, 400), 10),
        ("-----e-", bound(BoundKind.WEEKENDS, most=0), 100),
    ],
)
def test_r29_holds_at_the_price_of_each_unit_short_or_too_many(letters: str, own: LineBound, pence: int) -> None:
    assert priced(letters, own) == pence


def test_r29_holds_at_the_price_of_weekends_with_one_day_worked() -> None:
    def pence(letters: str) -> int:
        asked = asking(letters, incomplete_weekend_pence=30)
        return term("line_terms", asked, *line(letters).duties)

    assert [pence(letters) for letters in ("-----e-", "------n", "-----ee", "-------")] == [30, 30, 0, 0]
    assert pence("-----e-" * 2) == 60
    assert pence("-----e") == 0  # the Sunday lies beyond the horizon
