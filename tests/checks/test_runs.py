"""R28: duties, days off and duties of one pattern in a row; each line is written as letters, one a date."""

import pytest

from models.line_terms import BoundKind, LineBound
from models.rules import RuleCode
from models.workers import CarriedIn
from tests.checks.judging import broken
from tests.checks.lines import NOTHING, asking, bound, day_of, line, priced

R28 = RuleCode.RUNS
DUTIES = bound(BoundKind.CONSECUTIVE_DUTIES, 2, 3)
DAYS_OFF = bound(BoundKind.CONSECUTIVE_DAYS_OFF, 2, 3)
NIGHTS = bound(BoundKind.CONSECUTIVE_SAME_PATTERN, 2, 3, pattern_id="night")
TWO_WORKED = CarriedIn(consecutive_days_worked=2)
TWO_OFF = CarriedIn(days_off=2)
ONE_NIGHT = CarriedIn(consecutive_days_worked=1, last_pattern_id="night", same_pattern_days=1)


def judged(letters: str, own: LineBound, carried: CarriedIn = NOTHING) -> list[str]:
    return [violation.sentence for violation in broken(R28, asking(letters, own, carried=carried), line(letters))]


def test_r28_binds_on_a_run_that_is_too_long() -> None:
    (violation,) = broken(R28, asking("-eeee--", DUTIES), line("-eeee--"))
    assert violation.date == day_of(4)
    assert violation.sentence == "W1 has 4 duties in a row to Fri 16 Jan; 3 is the most."


def test_r28_binds_on_a_run_that_is_too_short() -> None:
    assert judged("-e--ee-", DUTIES) == ["W1 has 1 duty in a row to Tue 13 Jan; 2 is the least."]
    assert judged("ee-ee--", DAYS_OFF) == ["W1 has 1 day off in a row to Wed 14 Jan; 2 is the least."]
    assert judged("-neenn-", NIGHTS) == ["W1 has 1 duty of night in a row to Tue 13 Jan; 2 is the least."]


def test_r28_binds_on_a_run_that_goes_on_from_what_is_carried() -> None:
    assert judged("ee--ee-", DUTIES, TWO_WORKED) == ["W1 has 4 duties in a row to Tue 13 Jan; 3 is the most."]
    assert judged("-eeennn", NIGHTS, ONE_NIGHT) == ["W1 has 1 duty of night in a row to Mon 12 Jan; 2 is the least."]


def test_r28_binds_on_a_first_run_where_the_history_says_what_came_before() -> None:
    assert len(judged("e--ee--", DUTIES, TWO_OFF)) == 1
    assert len(judged("n--nn--", NIGHTS, TWO_OFF)) == 1
    assert len(judged("-ee--ee", DAYS_OFF, TWO_WORKED)) == 1


def test_r28_holds_for_runs_within_their_bounds() -> None:
    assert judged("ee--eee", DUTIES) == judged("ee--eee", DAYS_OFF) == judged("nn-nnne", NIGHTS) == []


def test_r28_holds_for_a_first_run_of_which_nothing_is_known_and_for_the_last() -> None:
    assert judged("e--eee-", DUTIES) == []
    assert judged("-ee--e-", DAYS_OFF) == []
    assert judged("n--eeen", NIGHTS) == []


def test_r28_holds_at_any_length_where_the_bound_has_a_price() -> None:
    own = DUTIES.model_copy(update={"least_pence": 5, "most_pence": 0})
    assert judged("e-eeeee", own, TWO_OFF) == []


@pytest.mark.parametrize(
    ("letters", "carried", "pence"),
    [
        ("-eeeee-", NOTHING, 200),  # two beyond three
        ("-e-e-ee", NOTHING, 2),  # twice one short of two; the last may go on
        ("ee-----", TWO_WORKED, 100),  # 2 + 2 = 4
        ("ee-----", CarriedIn(consecutive_days_worked=5), 200),  # only the dates of the horizon count
        ("-------", CarriedIn(consecutive_days_worked=1), 1),  # one day carried and no more
        ("e------", NOTHING, 0),
        ("e------", TWO_OFF, 1),
    ],
)
def test_r28_holds_at_the_price_of_each_duty_short_or_too_many(letters: str, carried: CarriedIn, pence: int) -> None:
    assert priced(letters, DUTIES, carried) == pence


def test_r28_holds_at_the_price_of_each_day_off_and_each_duty_of_a_pattern() -> None:
    assert priced("e-ee---", DAYS_OFF) == 1
    assert priced("--ee---", DAYS_OFF, TWO_OFF) == 100
    assert priced("neennnn", NIGHTS, ONE_NIGHT) == 100
    assert priced("eeneeee", NIGHTS) == 1
